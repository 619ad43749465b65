"""One paired effect: what a policy changed, how sure that is, and what a unit of it cost."""

import math
from collections.abc import Hashable, Mapping
from typing import Any, Literal, NamedTuple

import pandas as pd

from sim.indicators.registry import indicators
from sim.report.comparison import CIRCLE, Comparison

type Verdict = Literal["gain", "loss", "higher", "lower", "unclear"]


class Effect(NamedTuple):
    """A row of the table of effects."""

    policy: str
    indicator: str
    baseline: float
    under_policy: float
    effect: float
    low: float
    high: float
    q025: float
    q975: float
    p_benefit: float
    pairs: int
    public_cost: float
    cost_per_unit: float

    @property
    def clear(self) -> bool:
        """Whether the interval lies on one side of zero; an interval that is missing or touches zero does not."""
        return self.low > 0 or self.high < 0

    @property
    def verdict(self) -> Verdict:
        """The effect in one word; never a gain or a loss unless the interval leaves zero out."""
        if not self.clear:
            return "unclear"
        better, up = indicators()[self.indicator].better, self.low > 0
        if better == 0:
            return "higher" if up else "lower"
        return "gain" if (better > 0) == up else "loss"

    @property
    def unit_costs(self) -> tuple[float, float, float]:
        """Public cost per extra unit: mean, lower and upper limit in million CNY.

        The limits take the public cost as known and the effect at the limits of its interval. All three are
        NaN unless the effect is clearly positive and public money was spent on it.
        """
        if not (self.low > 0 and self.public_cost > 0):
            return math.nan, math.nan, math.nan
        mean = self.cost_per_unit if math.isfinite(self.cost_per_unit) else self.public_cost / self.effect
        return mean, self.public_cost / self.high, self.public_cost / self.low

    def in_percent(self) -> tuple[float, float, float]:
        """Effect and limits as percent of the baseline; NaN when the baseline is zero."""
        if not self.baseline:
            return math.nan, math.nan, math.nan
        one = 100 / abs(self.baseline)
        return self.effect * one, self.low * one, self.high * one


def find_effect(comparison: Comparison, policy: str, indicator: str, region: str = CIRCLE) -> Effect | None:
    """Return the effect of a policy on an indicator, or None when the study did not store it."""
    return effect_in(comparison.effects, policy, indicator, region)


def effect_in(table: pd.DataFrame, policy: str, indicator: str, region: str = CIRCLE) -> Effect | None:
    """Return one effect of a table of effects, or None when it is not there."""
    rows = table[(table["policy"] == policy) & (table["indicator"] == indicator) & (table["region"] == region)]
    if rows.empty:
        return None
    return effect_of(rows.iloc[0].to_dict())


def effect_of(row: Mapping[Hashable, Any]) -> Effect:
    """Return the effect that a row of the table of effects tells."""
    names = ("baseline_mean", "policy_mean", "effect", "low", "high", "q025", "q975", "p_benefit")
    baseline, under_policy, effect, low, high, q025, q975, p_benefit = (float(row[name]) for name in names)
    key = str(row["policy"]), str(row["indicator"])
    cost, each = float(row["public_cost"]), float(row["cost_per_unit"])
    return Effect(*key, baseline, under_policy, effect, low, high, q025, q975, p_benefit, int(row["pairs"]), cost, each)
