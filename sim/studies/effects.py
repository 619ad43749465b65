"""Paired effects: policy minus baseline under common random numbers, with interval, benefit and cost."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.indicators.registry import indicators
from sim.runs.frames import REGIONS
from sim.runs.outcome import DONE, RunOutcome
from sim.runs.summary import RunSummary, outcome_values

LEVEL = 0.95
COLUMNS = (
    "policy", "indicator", "region", "horizon", "baseline_mean", "policy_mean", "effect", "low", "high", "q025", "q975",
    "p_benefit", "pairs", "public_cost", "cost_per_unit",
)  # fmt: skip


def values_of(run: RunOutcome | RunSummary) -> dict[str, np.ndarray]:
    """End values of a finished run by indicator; shape (9,): members and the circle."""
    return outcome_values(run) if isinstance(run, RunOutcome) else dict(zip(indicators(), run.values, strict=True))


def effects_table(outcomes: Sequence[RunOutcome | RunSummary], baseline: str, policies: Sequence[str]) -> pd.DataFrame:
    """Paired effects of every policy on every indicator and region; only pairs in which both runs are done.

    ``low`` and ``high`` are Student's 95 percent interval of the mean of paired differences: it narrows with more pairs. ``q025`` and
    ``q975`` hold the central 95 percent of the pairs themselves: with numbers from the posterior that is what chance and
    doubt about parameters leave open, and it does not narrow. ``p_benefit`` is the share of pairs in
    which the policy is better, ties counting half (NaN where neither direction is better). ``public_cost`` is
    the mean extra public money in million CNY; ``cost_per_unit`` divides it by the effect where that is a gain.
    """
    done = {(o.scenario, o.replicate): values_of(o) for o in outcomes if o.state == DONE}
    rows = [row for policy in policies for row in _of_policy(done, baseline, policy)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _of_policy(done: dict[tuple[str, int], dict[str, np.ndarray]], baseline: str, policy: str) -> list[tuple[object, ...]]:
    pairs = [(done[baseline, r], done[policy, r]) for name, r in sorted(done) if name == policy and (baseline, r) in done]
    if not pairs:
        return []
    circle = len(REGIONS) - 1
    extra = np.array([with_["public_cost"] - without["public_cost"] for without, with_ in pairs])
    cost = float(extra[:, circle].mean())
    rows: list[tuple[object, ...]] = []
    for key, indicator in indicators().items():
        before, after = (np.array([pair[side][key] for pair in pairs]) for side in (0, 1))
        horizon = "total" if indicator.kind == "flow" else "period" if indicator.kind == "ratio" else "end"
        for place, region in enumerate(REGIONS):
            summary = _summary(before[:, place], after[:, place], indicator.better)
            per_unit = _per_unit(cost, summary[2], indicator.better)
            rows.append((policy, key, region, horizon, *summary, len(pairs), cost, per_unit))
    return rows


def _summary(before: np.ndarray, after: np.ndarray, better: int) -> tuple[float, ...]:
    difference = after - before
    mean = float(difference.mean())
    half = half_width(difference)
    gain = np.where(difference == 0, 0.5, difference * better > 0)
    benefit = float(gain.mean()) if better else float("nan")
    least, most = np.quantile(difference, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return float(before.mean()), float(after.mean()), mean, mean - half, mean + half, float(least), float(most), benefit


def half_width(difference: np.ndarray) -> float:
    """Half the width of Student's 95 percent interval of a mean; NaN for fewer than two values."""
    if len(difference) < 2:
        return float("nan")
    spread = float(difference.std(ddof=1))
    return spread * float(stdtrit(len(difference) - 1, 0.5 + LEVEL / 2)) / float(np.sqrt(len(difference)))


def _per_unit(cost: float, effect: float, better: int) -> float:
    return cost / abs(effect) if better and effect * better > 0 and cost > 0 else float("nan")


def total(outcome: RunOutcome, key: str, places: Sequence[int] = (CIRCLE,)) -> float:
    """Return one number of a run: the sum of a flow, the end of a stock, the quotient of a ratio, over the given places.

    Args:
        outcome: the run.
        key: indicator, or a series that a ratio needs.
        places: indices 0..7 of members, or 8 for the circle.
    """
    indicator = indicators().get(key)
    if indicator is not None and indicator.kind == "ratio":
        return total(outcome, indicator.numerator, places) / max(1e-12, total(outcome, indicator.denominator, places))
    series = outcome.series[:, series_names().index(key)][:, list(places)].sum(axis=1)
    return float(series[-1] if indicator is not None and indicator.kind == "stock" else series.sum())
