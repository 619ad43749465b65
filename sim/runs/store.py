"""The run store: finished runs in folders named by their address; present is loaded, absent is produced."""

import errno
import hashlib
import json
import logging
import os
import platform
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import psutil

from sim.indicators.measure import series_names
from sim.indicators.records import YearFlows
from sim.runs.outcome import DONE, RunOutcome
from sim.runs.tables import read_json
from sim.world.columns import CITY_COUNT

FORMAT = 1
COLUMNS = CITY_COUNT + 1
MONEY = ("month", "lever", "payer", "payee", "city", "amount_fen")
OLD_SECONDS = 24 * 3600.0
TABLES = ("series", "money", "flows")
_OF_THE_MACHINE = {errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EACCES, errno.EPERM}
_LOG = logging.getLogger(__name__)


class DamagedRunError(Exception):
    """A stored run does not match its manifest, or is damaged and cannot be set aside."""


class RunStore:
    """A folder of finished runs.

    Any number of workers and studies may use one store at a time: a run appears by a rename, whole or not at all.

    Args:
        folder: made when the first run is saved.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def addresses(self) -> Iterator[str]:
        """Yield the addresses of the runs that are there, sorted."""
        if self.folder.is_dir():
            yield from sorted(path.name for path in self.folder.iterdir() if len(path.name) == 64 and (path / "manifest.json").is_file())

    def load(self, address: str) -> RunOutcome | None:
        """Return a stored run, or None if it is absent or damaged; a damaged one is set aside and told.

        Raises:
            DamagedRunError: a damaged run cannot be set aside; the text names the cure.
            OSError: memory or handles of this machine are short, or the run may not be read: it is not damaged for that.
        """
        place = self.folder / address
        if not place.is_dir():
            return None
        try:
            return _read(place)
        except (DamagedRunError, OSError, ValueError, KeyError, TypeError) as problem:
            if isinstance(problem, OSError) and problem.errno in _OF_THE_MACHINE:
                raise
            aside = self.folder / f"damaged-{uuid.uuid4().hex[:8]}-{address[:16]}"
            try:
                place.rename(aside)
            except FileNotFoundError:  # another worker was faster
                return None
            except OSError as reason:
                told = f"stored run {place} is damaged ({problem}) and cannot be set aside: {reason.strerror}"
                raise DamagedRunError(f"{told}; change the rights of the folder or choose another with --store") from None
            _LOG.warning("stored run %s is damaged (%s); it is computed again, the old files lie in %s", address[:16], problem, aside)
            return None

    def save(self, address: str, outcome: RunOutcome) -> None:
        """Keep a finished run; a run that is there already stays as it is.

        Raises:
            ValueError: if the run is not finished.
            OSError: if the files cannot be written; nothing is left behind then.
        """
        if outcome.state != DONE:
            raise ValueError("only finished runs are stored")
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"part-{_host()}-{os.getpid()}-{uuid.uuid4().hex[:12]}"
        try:
            part.mkdir()
            _write(part, address, outcome)
            part.rename(self.folder / address)
        except OSError:
            shutil.rmtree(part, ignore_errors=True)
            if not (self.folder / address / "manifest.json").is_file():
                raise

    def sweep_parts(self) -> int:
        """Remove what killed workers left half-written, and return how many pieces there were.

        Other studies may be writing to the store: what a living process of this machine writes stays, and so do pieces of
        other machines that are younger than a day.
        """
        parts = [part for part in self.folder.glob("part-*") if _abandoned(part)]
        for part in parts:
            shutil.rmtree(part, ignore_errors=True)
        return len(parts)


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9]", "", platform.node()) or "host"


def _abandoned(part: Path) -> bool:
    """Whether the process that wrote a piece has ended, as far as can be known from here."""
    found = re.fullmatch(r"part-([A-Za-z0-9]+)-(\d+)-[0-9a-f]+", part.name)
    if found and found[1] == _host():
        return not psutil.pid_exists(int(found[2]))
    try:
        return time.time() - part.stat().st_mtime > OLD_SECONDS
    except FileNotFoundError:
        return False


def _write(place: Path, address: str, outcome: RunOutcome) -> None:
    frames = {"series": _series_frame(outcome), "money": pd.DataFrame(outcome.money, columns=list(MONEY)), "flows": _flows_frame(outcome)}
    sums = {}
    for name in TABLES:
        path = place / f"{name}.parquet"
        frames[name].to_parquet(path, index=False)
        sums[name] = _checksum(path)
    manifest = {
        "format": FORMAT,
        "address": address,
        "scenario": outcome.scenario,
        "replicate": outcome.replicate,
        "seed": outcome.seed,
        "levers": list(outcome.levers),
        "series": list(series_names()),
        "checksums": sums,
    }
    (place / "manifest.json").write_text(json.dumps(manifest, sort_keys=True), encoding="utf-8")


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _series_frame(outcome: RunOutcome) -> pd.DataFrame:
    names = [f"{series}|{column}" for series in series_names() for column in range(COLUMNS)]
    frame = pd.DataFrame(outcome.series.reshape(len(outcome.months), -1), columns=names)
    frame.insert(0, "month", outcome.months)
    return frame


def _flows_frame(outcome: RunOutcome) -> pd.DataFrame:
    rows = []
    for year, flows in sorted(outcome.years.items()):
        for i, j in np.argwhere((flows.registered_value != 0) | (flows.real_value != 0) | (flows.contracts != 0)).tolist():
            rows.append((year, i, j, flows.registered_value[i, j], flows.real_value[i, j], flows.contracts[i, j]))
    return pd.DataFrame(rows, columns=["year", "origin", "destination", "registered_value", "real_value", "contracts"])


def _read(place: Path) -> RunOutcome:
    manifest = read_json(place / "manifest.json")
    if manifest["format"] != FORMAT:
        raise DamagedRunError(f"it has format {manifest['format']}, this program reads format {FORMAT}")
    if manifest["address"] != place.name or manifest["series"] != list(series_names()):
        raise DamagedRunError("the manifest does not fit this store")
    for name in TABLES:
        if _checksum(place / f"{name}.parquet") != manifest["checksums"][name]:
            raise DamagedRunError(f"{name}.parquet is not what was written")
    series, money, flows = (pd.read_parquet(place / f"{name}.parquet") for name in TABLES)
    months = tuple(int(month) for month in series.pop("month"))
    return RunOutcome(
        scenario=manifest["scenario"],
        replicate=manifest["replicate"],
        seed=manifest["seed"],
        state=DONE,
        months=months,
        series=series.to_numpy(dtype=float).reshape(len(months), len(series_names()), COLUMNS),
        money=money.to_numpy(dtype=np.int64).reshape(-1, len(MONEY)),
        levers=tuple(manifest["levers"]),
        years=_years(flows),
    )


def _years(flows: pd.DataFrame) -> dict[int, YearFlows]:
    years = {int(year): YearFlows() for year in sorted({*flows["year"]})}
    for record in flows.to_dict("records"):
        year, place = years[int(record["year"])], (int(record["origin"]), int(record["destination"]))
        for name in ("registered_value", "real_value", "contracts"):
            getattr(year, name)[place] = record[name]
    return years
