"""Assumed tables of the population, read from ``calibration/assumptions``: every row has a label and a source."""

import csv
from collections.abc import Mapping
from functools import cache

from sim.places import repository_or_package_data


@cache
def assumed_table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one table as texts."""
    path = repository_or_package_data("calibration") / "assumptions" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def numbers(name: str, column: str) -> list[float]:
    """Return one column of a table as numbers."""
    return [float(row[column]) for row in assumed_table(name)]
