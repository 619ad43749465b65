"""Mean and interval of replicated numbers."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

CONFIDENCE = 0.95


class Spread(NamedTuple):
    """A mean with an interval around it."""

    mean: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


def across_runs(values: "pd.Series[float]") -> Spread:
    """Mean and the range in which the central 95 percent of the runs lie."""
    low, high = np.quantile(values, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Spread(float(values.mean()), float(low), float(high))


def of_mean(differences: "pd.Series[float]") -> Spread:
    """Mean of paired differences and its t interval; the limits are NaN for fewer than two pairs."""
    mean, pairs = float(differences.mean()), len(differences)
    if pairs < 2:
        return Spread(mean, math.nan, math.nan)
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, pairs - 1) * differences.std(ddof=1) / math.sqrt(pairs))
    return Spread(mean, mean - half, mean + half)


def paired_change(values: "pd.Series[float]", baseline: str, policy: str) -> Spread:
    """Change from baseline to policy over the replicates that both have.

    Args:
        values: indexed by scenario and replicate.
        baseline: key of the scenario compared with.
        policy: key of the scenario compared.
    """
    before, after = paired(values, baseline, policy)
    return of_mean(after - before)


def paired(values: "pd.Series[float]", baseline: str, policy: str) -> tuple["pd.Series[float]", "pd.Series[float]"]:
    """Values of the baseline and of the policy in the replicates that both have; arguments as above."""
    before, after = (values.xs(key, level="scenario") for key in (baseline, policy))
    both = before.index.intersection(after.index)
    return before.loc[both], after.loc[both]
