"""What the model leaves out, as a factor that wanders: otherwise intervals would only hold what the model can do itself.

A run's value of an indicator in year t and region r is multiplied by

    exp(a + b_1 + ... + b_t + c_r),   a ~ N(0, start^2), b ~ N(0, yearly^2), c ~ N(0, regional^2)

with the standard deviations of ``calibration/targets/discrepancy.csv``, which were stated before the first forecast. The
circle's value of a sum is the sum of the members' ones.
"""

import csv
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from sim.calibration.bank import keyed_generator
from sim.places import repository_or_package_data
from sim.texts.bilingual import Bilingual
from sim.world.columns import CITY_COUNT

COURSES = 20
"""Courses of what the model leaves out for each run."""


class Discrepancy(NamedTuple):
    """Relative standard deviations of one indicator: at the start, added each year, and of a single region."""

    start: float
    yearly: float
    regional: float
    reason: Bilingual


@cache
def discrepancies() -> Mapping[str, Discrepancy]:
    """Return the table by indicator; ``other`` stands for those it does not name."""
    path = repository_or_package_data("calibration") / "targets" / "discrepancy.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["indicator"]: _read(row) for row in csv.DictReader(file)}


def factors(indicator: str, draw: int, years: int, *, seed: int) -> np.ndarray:
    """Courses of the factor for one run; shape (COURSES, years, 8).

    They depend on nothing but seed, draw and indicator; a longer horizon adds years. Several courses for each run cost next to nothing and
    take most of the discrepancy's own chance out of the quantiles.
    """
    found = discrepancies().get(indicator) or discrepancies()["other"]
    generator = keyed_generator(seed, f"discrepancy {indicator}", draw)
    start, places = generator.standard_normal(COURSES), generator.standard_normal((COURSES, CITY_COUNT))
    steps = generator.standard_normal((years, COURSES))
    common = found.start * start[:, None] + found.yearly * np.cumsum(steps, axis=0).T
    wandering: np.ndarray = np.exp(common[:, :, None] + found.regional * places[:, None, :])
    return wandering


def _read(row: Mapping[str, str]) -> Discrepancy:
    reason = Bilingual(row["reason_en"], row["reason_zh"])
    return Discrepancy(float(row["start"]), float(row["yearly"]), float(row["regional"]), reason)
