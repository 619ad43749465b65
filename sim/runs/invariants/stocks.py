"""Stocks and flows: what there is now is what there was, and what came, less what went."""

import numpy as np

from sim.indicators.measure import series_names
from sim.runs.invariants.funds import check_funds
from sim.runs.invariants.money import check_money
from sim.runs.invariants.numbers import check_numbers
from sim.runs.invariants.references import check_references
from sim.runs.invariants.results import check_results
from sim.world.columns import CITY_COUNT, OPEN
from sim.world.world import World

_LANDED = ("landed_results", "landed_outside")
_STOPPED = ("stopped_technical", "stopped_market", "stopped_funding")


class Invariants:
    """Checks after each month; every breach is an ``AssertionError`` that says what was found and expected."""

    def __init__(self, world: World) -> None:
        self._firms = living_by_city(world)
        self._results = open_by_city(world)
        self._known = int(world.results.rows[0])

    def check(self, world: World) -> None:
        """Check one month; ``world.records`` holds its entries and exits."""
        self._check_firms(world)
        self._check_results(world)
        check_results(world)
        check_references(world)
        check_numbers(world)
        check_money(world)
        check_funds(world)

    def _check_firms(self, world: World) -> None:
        now = living_by_city(world)
        expected = self._firms + _recorded(world, "entries") - _recorded(world, "exits")
        if not np.array_equal(now, expected):
            raise AssertionError(f"month {world.month}: firms {now.tolist()}, expected stock + entries - exits = {expected.tolist()}")
        self._firms = now

    def _check_results(self, world: World) -> None:
        """Open results of each member: those of last month and those born since, less the landed and the stopped."""
        now, rows = open_by_city(world), int(world.results.rows[0])
        born = world.results.city[self._known : rows]
        closed = sum(_recorded(world, name) for name in (*_LANDED, *_STOPPED))
        expected = self._results + np.bincount(born[born < CITY_COUNT], minlength=CITY_COUNT) - closed
        if not np.array_equal(now, expected):
            raise AssertionError(f"month {world.month}: open results {now.tolist()}, expected stock + born - landed - stopped = {expected.tolist()}")
        self._results, self._known = now, rows


def living_by_city(world: World) -> np.ndarray:
    """Number of living firms; shape (8,)."""
    rows = int(world.firms.rows[0])
    return np.bincount(world.firms.city[:rows][world.firms.alive[:rows]], minlength=CITY_COUNT)


def open_by_city(world: World) -> np.ndarray:
    """Number of open results by the member of their inventors; shape (8,)."""
    results, rows = world.results, int(world.results.rows[0])
    here = (results.fate[:rows] == OPEN) & (results.city[:rows] < CITY_COUNT)
    return np.bincount(results.city[:rows][here], minlength=CITY_COUNT)


def _recorded(world: World, name: str) -> np.ndarray:
    """This month's values of a recorded series; shape (8,)."""
    return world.records.values[-1][series_names().index(name), :CITY_COUNT]
