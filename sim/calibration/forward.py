"""Continuity: forecasts start from the population of end-2022, whose first year must carry on what was counted in 2022.

The hindcast ends with a population of its own, in which firms differ from those that are built from the counts of 2022. A vector that fits the
hindcast may therefore let the built population trade, research or gain titles far more, or less, than was counted; such
vectors lose weight (:func:`continued`).
"""

from collections.abc import Mapping

import numpy as np

from sim.calibration.emulator import fitted
from sim.calibration.hindcast import MILLIONS
from sim.calibration.targets import continuity_targets, deviation, observed
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario

SCENARIO, FIRST_YEAR = "baseline-2022", ("2023-01", "2023-12")
SHENYANG = 0
TURNOVER_GROWTH = 1.13
"""Growth of turnover from 2022 to the first year: halfway between that of 2020 to 2022 (22 percent a year) and the plan's pace (5 percent)."""
HIGH_TECH_GROWTH = 1.21
"""Growth of high-tech enterprises in the first year: that of 2021 was 30.5 percent, that of 2022 was 25.9; falling on at that rate gives 22, as
many firms more as in 2022 gives 20.6."""


def forward_scenario() -> Scenario:
    """Return the baseline's first year."""
    return load_scenario(SCENARIO).with_horizon(*FIRST_YEAR)


def forward(parameters: Mapping[str, float], *, seed: int, scenario: Scenario | None = None) -> np.ndarray:
    """Run the first year and return the continuity targets; shape (targets,).

    Args:
        parameters: free numbers by dotted key.
        seed: run seed.
        scenario: resolved scenario, if the caller has it at hand.
    """
    series = Engine(scenario or forward_scenario(), seed=seed, parameters=parameters).run().records.array()
    names = series_names()
    found = {
        "registered_turnover": series[:, names.index("registered_turnover"), CIRCLE].sum() / TURNOVER_GROWTH / MILLIONS,
        "rd_real": series[0, names.index("rd_real"), SHENYANG] / MILLIONS,
        "high_tech": series[-1, names.index("high_tech"), SHENYANG] / HIGH_TECH_GROWTH,
    }
    return np.array([found[target.indicator] for target in continuity_targets()])


def continued(scores: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    """Weigh vectors by how well the population of end-2022 carries on what was counted; shape (n,), adding to one.

    A vector is judged by what its first year is expected to be, from a regression over all vectors, and by how far chance and
    discrepancy may move it; judged by its one run it would be weighed for the luck of its seed.

    Args:
        scores: normal scores of equally likely vectors, shape (n, free numbers).
        ahead: their simulated continuity targets, transformed, shape (n, targets); NaN where the run failed.
    """
    targets = continuity_targets()
    good = np.isfinite(ahead).all(axis=1)
    mean, spread = fitted(scores[good], ahead[good]).predict(scores)
    away = (mean - observed(targets)) / np.hypot(deviation(targets), spread)
    logarithms = np.where(good, -0.5 * (away**2).sum(axis=1), -np.inf)
    weights: np.ndarray = np.exp(logarithms - logarithms.max())
    return weights / weights.sum()
