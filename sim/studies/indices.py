"""Designs and indices of sensitivity, SALib's: which points to try, and what the answers say about each factor.

Morris' elementary effects (mu*, sigma) screen many factors, Sobol's first-order and total indices judge few.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

type Method = Literal["morris", "sobol"]
LEVELS = 4


@dataclass(frozen=True)
class Sample:
    """Factors with their ranges, and the points at which the model is run."""

    method: Method
    factors: tuple[str, ...]
    bounds: tuple[tuple[float, float], ...]
    points: np.ndarray
    """Shape (points, factors)."""

    @property
    def part(self) -> int:
        """Points of one trajectory or base sample: the smallest part of the design that can be left out."""
        return len(self.factors) + (1 if self.method == "morris" else 2)

    @property
    def problem(self) -> dict[str, Any]:
        """The same in the words of SALib."""
        return {"num_vars": len(self.factors), "names": list(self.factors), "bounds": [list(pair) for pair in self.bounds]}


def draw_sample(ranges: Mapping[str, tuple[float, float]], *, method: Method, size: int, seed: int) -> Sample:
    """Draw the points of a design.

    Args:
        ranges: lowest and highest value by factor.
        method: ``morris`` (size = trajectories, size * (k + 1) points) or ``sobol`` (size * (k + 2) points, a power of two).
        size: see above.
        seed: of the design.
    """
    sample = Sample(method, tuple(ranges), tuple(ranges.values()), np.empty((0, len(ranges))))
    if method == "morris":
        points = morris_sample.sample(sample.problem, size, num_levels=LEVELS, seed=seed)
    else:
        points = sobol_sample.sample(sample.problem, size, calc_second_order=False, seed=seed)
    return Sample(method, sample.factors, sample.bounds, np.asarray(points))


def indices(sample: Sample, values: np.ndarray) -> pd.DataFrame:
    """Return the indices of one outcome, one row per factor, the most influential first.

    Columns for Morris: ``influence`` (mu*), ``interval`` (95 percent half-width), ``interaction`` (sigma); for Sobol: ``influence`` (total
    index), ``interval``, ``interaction`` (total minus first-order index). An outcome that does not move has zeros.
    """
    if np.ptp(values) == 0:
        zeros = np.zeros(len(sample.factors))
        found: tuple[np.ndarray, np.ndarray, np.ndarray] = (zeros, zeros, zeros)
    elif sample.method == "morris":
        result = morris_analysis.analyze(sample.problem, sample.points, values, num_levels=LEVELS, seed=1)
        found = (np.asarray(result["mu_star"]), np.asarray(result["mu_star_conf"]), np.asarray(result["sigma"]))
    else:
        result = sobol_analysis.analyze(sample.problem, values, calc_second_order=False, seed=1)
        found = (np.asarray(result["ST"]), np.asarray(result["ST_conf"]), np.asarray(result["ST"]) - np.asarray(result["S1"]))
    table = pd.DataFrame({"factor": sample.factors, "influence": found[0], "interval": found[1], "interaction": found[2]})
    return table.sort_values(["influence", "factor"], ascending=[False, True], ignore_index=True)
