"""What studies of many runs keep of one: a value for each indicator and region, a few kilobytes."""

from dataclasses import dataclass, field

import numpy as np

from sim.indicators.measure import series_names
from sim.indicators.registry import indicators
from sim.runs.outcome import DONE, RunOutcome


@dataclass(frozen=True, slots=True)
class RunSummary:
    """End values of one run, or what went wrong in it."""

    scenario: str
    replicate: int
    seed: int
    state: str
    stage: str = ""
    message: str = ""
    values: np.ndarray = field(default_factory=lambda: np.empty((0, 9)))
    """Shape (indicators, 9): members and the circle, in the order of the register of indicators."""


def summarised(outcome: RunOutcome) -> RunSummary:
    """Return the summary of an outcome."""
    o = outcome
    values = np.stack(list(outcome_values(o).values())) if o.state == DONE else np.empty((0, 9))
    return RunSummary(o.scenario, o.replicate, o.seed, o.state, o.stage, o.message, values)


def outcome_values(outcome: RunOutcome) -> dict[str, np.ndarray]:
    """One value per indicator and region at the end of a run: flows summed, stocks at the end, ratios of sums; shape (9,)."""
    names = series_names()
    total, end = outcome.series.sum(axis=0), outcome.series[-1]
    found = {}
    for key, indicator in indicators().items():
        if indicator.kind == "ratio":
            top, bottom = total[names.index(indicator.numerator)], total[names.index(indicator.denominator)]
            found[key] = np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)
        else:
            found[key] = (total if indicator.kind == "flow" else end)[names.index(key)]
    return found
