"""Continuity: forecasts start from the population of end-2022, whose first year must carry on what was counted in 2022.

The hindcast ends with a population of its own, in which firms differ from those that are built from the counts of 2022. A vector that fits the
hindcast may therefore let the built population trade or research far more, or less, than was counted; such vectors lose weight.
"""

from collections.abc import Mapping

import numpy as np

from sim.calibration.hindcast import MILLIONS
from sim.calibration.targets import continuity_targets
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario

SCENARIO, FIRST_YEAR = "baseline-2022", ("2023-01", "2023-12")
GROWTH = 1.13
"""Growth of turnover from 2022 to the first year: halfway between that of 2020 to 2022 (22 percent a year) and the plan's pace (5 percent)."""


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
        "registered_turnover": series[:, names.index("registered_turnover"), CIRCLE].sum() / GROWTH,
        "rd_real": series[0, names.index("rd_real"), 0],
    }
    return np.array([found[target.indicator] / MILLIONS for target in continuity_targets()])
