"""The free numbers of the calibration and their priors (``calibration/targets/free.csv``).

Every prior is a scaled beta distribution on the parameter's range with its mode at the default (the PERT distribution,
Malcolm et al. 1959). The calibration works on normal scores

    z = Phi^-1(F(theta)),   theta = F^-1(Phi(z))

under which the prior is standard normal in every dimension, whatever the range.
"""

import csv
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from scipy import special, stats

from sim.parameters.registry import parameters
from sim.places import repository_or_package_data
from sim.texts.bilingual import Bilingual

WEIGHT_OF_THE_MODE = 4.0
"""Usual concentration of the PERT distribution."""


class FreeNumber(NamedTuple):
    """A number that the fit may change.

    ``role`` is ``infer`` for numbers the targets may tell something about, ``carry`` for numbers on which effects of
    policies depend and which the data of 2020 to 2022 do not touch: these keep their prior, so that effects carry it.
    """

    key: str
    role: Literal["infer", "carry"]
    low: float
    mode: float
    high: float
    reason: Bilingual

    def quantile(self, u: np.ndarray) -> np.ndarray:
        """Quantile function of the prior."""
        rise = WEIGHT_OF_THE_MODE * (self.mode - self.low) / (self.high - self.low)
        scaled: np.ndarray = special.betaincinv(1.0 + rise, 1.0 + WEIGHT_OF_THE_MODE - rise, np.asarray(u, dtype=float))
        return self.low + (self.high - self.low) * scaled

    def cumulative(self, value: np.ndarray) -> np.ndarray:
        """Distribution function of the prior."""
        rise = WEIGHT_OF_THE_MODE * (self.mode - self.low) / (self.high - self.low)
        share = np.clip((np.asarray(value, dtype=float) - self.low) / (self.high - self.low), 0.0, 1.0)
        found: np.ndarray = special.betainc(1.0 + rise, 1.0 + WEIGHT_OF_THE_MODE - rise, share)
        return found


@cache
def free_numbers() -> tuple[FreeNumber, ...]:
    """Return the free numbers in the order of the file: those to infer first."""
    path = repository_or_package_data("calibration") / "targets" / "free.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_free_number(row) for row in csv.DictReader(file))


def inferred() -> np.ndarray:
    """Positions of the numbers to infer among all free numbers."""
    return np.flatnonzero([number.role == "infer" for number in free_numbers()])


def to_parameters(z: np.ndarray) -> np.ndarray:
    """Values of the free numbers for normal scores; last axis: free numbers."""
    u = stats.norm.cdf(np.asarray(z, dtype=float))
    return np.stack([number.quantile(u[..., i]) for i, number in enumerate(free_numbers())], axis=-1)


def to_scores(values: np.ndarray) -> np.ndarray:
    """Normal scores of values of the free numbers; scores are cut at six."""
    u = np.stack([number.cumulative(np.asarray(values)[..., i]) for i, number in enumerate(free_numbers())], axis=-1)
    return np.clip(stats.norm.ppf(u), -6.0, 6.0)


def as_mapping(values: np.ndarray) -> dict[str, float]:
    """Values of one vector by dotted key."""
    return {number.key: float(value) for number, value in zip(free_numbers(), values, strict=True)}


def _free_number(row: dict[str, str]) -> FreeNumber:
    free = parameters()[row["key"]].free
    low, high = free.bounds
    reason = Bilingual(row["reason_en"], row["reason_zh"])
    return FreeNumber(row["key"], row["role"], low, free.default, high, reason)  # type: ignore[arg-type]  # the table is tested
