"""The hindcast: the population of end-2019 lives through 2020 to 2022 and is compared with what was counted."""

from collections.abc import Mapping

import numpy as np

from sim.calendar import parse_month
from sim.calibration.targets import Target, fit_targets
from sim.evidence import regions
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.world.columns import HIGH_TECH
from sim.world.world import World

SCENARIO = "hindcast-2020"
MILLIONS = 100.0
"""Million CNY in 100 million CNY (亿元)."""
GROWTH_TRACK = ("young_eagle", "gazelle", "potential_unicorn")


def hindcast_scenario() -> Scenario:
    """Return the scenario of the hindcast: 2020-01 to 2022-12 without levers; what was in force then is in the rates."""
    return load_scenario(SCENARIO)


def hindcast(parameters: Mapping[str, float], *, seed: int, scenario: Scenario | None = None) -> np.ndarray:
    """Run the hindcast and return the simulated targets in the order of :func:`fit_targets`; shape (targets,).

    Args:
        parameters: free numbers by dotted key.
        seed: run seed.
        scenario: resolved scenario, if the caller has it at hand.
    """
    engine = Engine(scenario or hindcast_scenario(), seed=seed, parameters=parameters)
    revenue: dict[str, float] = {}
    while not engine.finished:
        engine.step()
        if engine.world.month % 12 == 11:
            revenue[str(2020 + engine.world.month // 12)] = _mean_high_tech_revenue(engine.world)
    series = engine.world.records.array()
    return np.array([revenue[t.period] / MILLIONS if t.indicator == "high_tech_revenue" else _measured(t, series) for t in fit_targets()])


def _measured(target: Target, series: np.ndarray) -> float:
    """Read one target from the series of a run that began in 2020-01; shape of ``series`` (36, series, 9)."""
    names, place = series_names(), _places().index(target.region)
    january = parse_month(f"{target.year}-01")
    if target.indicator == "registered_turnover":
        months = slice(january, january + (6 if target.period.endswith("H1") else 12))
        return float(series[months, names.index("registered_turnover"), place].sum()) / MILLIONS
    flags = GROWTH_TRACK if target.indicator == "growth_track" else (target.indicator,)
    stock = float(sum(series[january + 11, names.index(flag), place] for flag in flags))
    return stock / MILLIONS if target.unit.startswith("100M_CNY") else stock


def _places() -> list[str]:
    found = [region.id for region in regions()]
    found.insert(CIRCLE, "circle")
    return found


def _mean_high_tech_revenue(world: World) -> float:
    """Mean yearly revenue of Shenyang's high-tech firms, million CNY."""
    rows = int(world.firms.rows[0])
    mine = world.firms.alive[:rows] & (world.firms.city[:rows] == 0) & ((world.firms.status[:rows] & HIGH_TECH) != 0)
    return float(world.firms.revenue[:rows][mine].mean()) if mine.any() else 0.0
