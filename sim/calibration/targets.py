"""What the model is fitted to, and what is kept for validation only: ``calibration/targets/targets.csv``."""

import csv
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

import numpy as np

from sim.places import repository_or_package_data
from sim.texts.bilingual import Bilingual

type Scale = Literal["root", "log"]


class Target(NamedTuple):
    """One observed number.

    ``error`` is the relative standard deviation of the observation, ``discrepancy`` that of what the model leaves out; both
    were written down before the first fit. ``scale`` is the transformation under which deviations are judged.
    """

    key: str
    use: Literal["fit", "continuity", "validation"]
    indicator: str
    region: str
    period: str
    value: float
    unit: str
    scale: Scale
    error: float
    discrepancy: float
    source: str
    note: Bilingual

    @property
    def year(self) -> int:
        """Last calendar year that the number describes."""
        return max(int(part) for part in self.period.replace("-", " ").split() if part.isdigit() and len(part) == 4)


@cache
def all_targets() -> tuple[Target, ...]:
    """Return every row of the table, those of the fit and those of the validation."""
    path = repository_or_package_data("calibration") / "targets" / "targets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_target(row) for row in csv.DictReader(file))


@cache
def fit_targets() -> tuple[Target, ...]:
    """Return the rows used for fitting, in the order in which :func:`sim.calibration.hindcast.hindcast` gives them."""
    return tuple(target for target in all_targets() if target.use == "fit")


@cache
def continuity_targets() -> tuple[Target, ...]:
    """Return the rows that the population of end-2022 must continue, in the order in which :func:`sim.calibration.forward.forward` gives them."""
    return tuple(target for target in all_targets() if target.use == "continuity")


def judged_targets() -> tuple[Target, ...]:
    """Return the rows that a fit is judged by: those of the hindcast, then those of continuity."""
    return (*fit_targets(), *continuity_targets())


def transformed(values: np.ndarray, targets: Sequence[Target]) -> np.ndarray:
    """Put values (last axis: targets) on scales on which their deviations are about normal and alike at every level.

    Counts: ``2 sqrt(n + 3/8)`` (Anscombe 1948), whose chance variation is near one; money and means: the logarithm.
    """
    root = np.array([target.scale == "root" for target in targets])
    values = np.asarray(values, dtype=float)
    return np.where(root, 2.0 * np.sqrt(np.maximum(values, 0.0) + 0.375), np.log(np.maximum(values, 1e-6)))


def untransformed(values: np.ndarray, targets: Sequence[Target]) -> np.ndarray:
    """Undo :func:`transformed`."""
    root = np.array([target.scale == "root" for target in targets])
    return np.where(root, np.maximum(0.0, (values / 2.0) ** 2 - 0.375), np.exp(np.where(root, 0.0, values)))


def observed(targets: Sequence[Target]) -> np.ndarray:
    """Observed values on the transformed scale; shape (targets,)."""
    return transformed(np.array([target.value for target in targets]), targets)


def deviation(targets: Sequence[Target]) -> np.ndarray:
    """Standard deviation of observation error and discrepancy together, on the transformed scale; shape (targets,).

    A relative deviation r of a count n is r sqrt(n) on the root scale.
    """
    relative = np.array([np.hypot(target.error, target.discrepancy) for target in targets])
    level = np.array([np.sqrt(target.value) if target.scale == "root" else 1.0 for target in targets])
    return relative * level


def _target(row: dict[str, str]) -> Target:
    return Target(
        key=row["key"],
        use=row["use"],  # type: ignore[arg-type]  # the table is tested
        indicator=row["indicator"],
        region=row["region"],
        period=row["period"],
        value=float(row["value"]),
        unit=row["unit"],
        scale=row["scale"],  # type: ignore[arg-type]
        error=float(row["error"] or "nan"),
        discrepancy=float(row["discrepancy"] or "nan"),
        source=row["source"],
        note=Bilingual(row["note_en"], row["note_zh"]),
    )
