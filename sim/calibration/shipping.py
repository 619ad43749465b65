"""The files of ``calibration/posterior``: written by a fit, read by studies, forecast, documentation and pages."""

import json
from functools import cache
from pathlib import Path

import pandas as pd

from sim.calibration.findings import Findings
from sim.calibration.posterior import ABOUT, VECTORS, write
from sim.places import repository_or_package_data

TABLES = ("numbers", "targets", "correlations")


def ship(findings: Findings, folder: Path) -> list[Path]:
    """Write a fit's vectors, tables and facts into a folder and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    write(findings.posterior, folder / VECTORS)
    for name in TABLES:
        getattr(findings, name).to_csv(folder / f"{name}.csv", index=False, float_format="%.6g", lineterminator="\n")
    (folder / ABOUT).write_text(json.dumps(findings.about, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return [folder / VECTORS, *(folder / f"{name}.csv" for name in TABLES), folder / ABOUT]


@cache
def shipped_table(name: str) -> pd.DataFrame:
    """Return a table of the shipped fit: ``numbers``, ``targets`` or ``correlations``."""
    return pd.read_csv(repository_or_package_data("calibration") / "posterior" / f"{name}.csv")
