"""The verdicts that ship (``calibration/validation``): written by ``metrosim validate --write``, read by pages and documentation."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sim.places import repository_or_package_data
from sim.validation.bands import Band, bands
from sim.validation.study import Verdict

TABLE, ABOUT = "facts.csv", "about.json"
_FIELDS = ("key", "median", "low", "high", "nulls")


def store(verdicts: list[Verdict], folder: Path, *, replicates: int, seed: int, numbers: str) -> list[Path]:
    """Write verdicts and what they were measured on, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(_FIELDS)
        for one in verdicts:
            nulls = ";".join(f"{key}={value:.6g}" for key, value in one.nulls.items())
            out.writerow([one.band.key, *(f"{value:.6g}" for value in (one.median, one.low, one.high)), nulls])
    about = {"replicates": replicates, "seed": seed, "numbers": numbers}
    (folder / ABOUT).write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return [folder / TABLE, folder / ABOUT]


def read(folder: Path) -> tuple[Verdict, ...]:
    """Return the verdicts of a folder, in the order of the bands."""
    with (folder / TABLE).open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    return tuple(_verdict(band, rows[band.key]) for band in bands())


@cache
def shipped_verdicts() -> tuple[Verdict, ...]:
    """Return the verdicts that ship."""
    return read(_folder())


@cache
def shipped_about() -> Mapping[str, Any]:
    """Return what the shipped verdicts were measured on: replicates, seed, numbers."""
    found: dict[str, Any] = json.loads((_folder() / ABOUT).read_text(encoding="utf-8"))
    return found


def _verdict(band: Band, row: Mapping[str, str]) -> Verdict:
    nulls = dict(part.split("=") for part in row["nulls"].split(";") if part)
    return Verdict(band, float(row["median"]), float(row["low"]), float(row["high"]), {key: float(value) for key, value in nulls.items()})


def _folder() -> Path:
    return repository_or_package_data("calibration") / "validation"
