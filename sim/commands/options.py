"""Options that several verbs share."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from sim.commands.failing import refuse
from sim.commands.words import asked_language, word
from sim.texts.bilingual import Language

type Lang = Literal["en", "zh"]

MOST_WORKERS = 1024


def _within(option: str, low: int, high: int) -> Callable[[int], int]:
    """Return a check of a whole number that tells its range in the user's language."""

    def checked(value: int) -> int:
        if not low <= value <= high:
            refuse(word("bad_number", asked_language(), option=option, low=low, high=high, value=value))
        return value

    return checked


def _folder_can_be_made(option: str) -> Callable[[Path | None], Path | None]:
    """Return a check of a folder's place: a long study must not fail at its end for a misspelt one."""

    def checked(path: Path | None) -> Path | None:
        if path is not None:
            _refuse_closed(option, path, _nearest(path))
        return path

    return checked


def _file_can_be_written(option: str) -> Callable[[Path | None], Path | None]:
    """Return the same check of a file's place."""

    def checked(path: Path | None) -> Path | None:
        if path is not None:
            if path.is_dir():
                refuse(word("file_trouble", asked_language(), path=path, reason=os.strerror(errno.EISDIR)))
            _refuse_closed(option, path, path.parent)
        return path

    return checked


def _refuse_closed(option: str, path: Path, folder: Path) -> None:
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        refuse(word("no_place", asked_language(), option=option, path=path, folder=folder))


def _nearest(path: Path) -> Path:
    """Return the path itself or the nearest thing above it that exists."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


LANG = Annotated[Literal["en", "zh"] | None, typer.Option("--lang", help="Language of texts and reports: en or zh. 语言。")]
JSON = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on standard output.")]
CSV = Annotated[Path | None, typer.Option("--csv", help="Also write the table to this CSV file.", callback=_file_can_be_written("--csv"))]
SEED = Annotated[int, typer.Option("--seed", help="Base of the replicates' seeds.", callback=_within("--seed", 0, (1 << 63) - 1))]
REPLICATES = Annotated[int, typer.Option("--replicates", "-n", help="Runs of each scenario, paired by seed.")]
WORKERS = Annotated[int, typer.Option("--workers", "-w", help="Worker processes; 0: one per core.", callback=_within("--workers", 0, MOST_WORKERS))]
RESULTS = Annotated[Path | None, typer.Option("--results", help="Folder for the results.", callback=_folder_can_be_made("--results"))]
CHECK = Annotated[bool, typer.Option("--check", help="Verify the conservation of money, firms and results each month.")]
STORE = Annotated[
    Path | None,
    typer.Option(
        "--store",
        help="Keep finished runs in this folder and reuse them: a stopped command goes on where it was.",
        callback=_folder_can_be_made("--store"),
    ),
]
CLUSTER = Annotated[
    str | None,
    typer.Option("--cluster", help="Run on Dask: local, local:N, tcp://host:port, tls://host:port, or slurm. 集群。"),
]
TLS_CA = Annotated[str, typer.Option("--tls-ca", help="Certificate of the authority, for tls://; Dask's own configuration counts without it.")]
TLS_CERT = Annotated[str, typer.Option("--tls-cert", help="Certificate of this client.")]
TLS_KEY = Annotated[str, typer.Option("--tls-key", help="Key of that certificate.")]
PATIENCE = Annotated[
    float,
    typer.Option("--patience", help="Seconds after which a run counts as hanging and is tried again elsewhere; 0 waits for ever."),
]
ON_ERROR = Annotated[
    Literal["after", "now", "ignore"],
    typer.Option("--on-error", help="Failed runs: end with status 1 after all runs (after), stop at the first (now), or only note them (ignore)."),
]
NUMBERS = Annotated[
    Literal["posterior", "defaults"],
    typer.Option("--numbers", help="Free numbers: a vector of the calibrated posterior for each replicate, or the defaults. 参数取值。"),
]
DRY_RUN = Annotated[bool, typer.Option("--dry-run", help="Only count runs and estimate time and disk.")]
OUTCOME = Annotated[str, typer.Option("--outcome", help="Indicator that the table shows.")]


def checked_indicator(key: str, language: Language) -> str:
    """Return the key of an indicator, or refuse it."""
    from sim.indicators.registry import indicators

    if key not in indicators():
        refuse(word("unknown_indicator", language, name=key))
    return key


def checked_count(option: str, value: int, low: int, high: int, language: Language) -> int:
    """Return a whole number within its range, or refuse it."""
    if not low <= value <= high:
        refuse(word("bad_number", language, option=option, low=low, high=high, value=value))
    return value
