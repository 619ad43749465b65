"""What the facts are measured on: runs of one seed and one set of free numbers, made when a fact first asks for them."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.calendar import parse_month
from sim.ledger.book import Ledger
from sim.levers.lever import Lever
from sim.levers.office import Office
from sim.levers.terms import CITIES, Terms
from sim.runs.engine import Engine
from sim.scenario.types import Scenario
from sim.world.world import World

START, SHORT, MIDDLE, LONG = "2023-01", "2025-12", "2027-12", "2032-12"
FIRM_COLUMNS = ("identity", "alive", "born", "status", "revenue", "rd", "growth")
TRIAL = "trial"


class Snapshot(NamedTuple):
    """Columns of firms at the end of a month, and young talents by member."""

    firms: Mapping[str, np.ndarray]
    talent_young: np.ndarray


class Course(NamedTuple):
    """A run and its snapshots, one for each June and December."""

    world: World
    snapshots: Mapping[int, Snapshot]


class Instrument(Lever[Terms]):
    """A policy that exists in a trial only.

    Args:
        start, end: months in force, written YYYY-MM.
        act: what it does each month.
        cities: where it applies; everywhere by default.
    """

    key = TRIAL

    def __init__(self, act: Callable[[Office], None], *, start: str, end: str | None = None, cities: tuple[str, ...] = CITIES) -> None:
        super().__init__(Terms.model_validate({"start": start, "end": end, "cities": list(cities)}))
        self._act = act

    def act(self, office: Office) -> None:
        """Do what the trial is about."""
        self._act(office)


class Material:
    """Runs of one seed and one set of free numbers; each is made once.

    Args:
        scenario: the scenario, usually the baseline; its horizon is set by what a fact needs.
        seed: run seed.
        numbers: free numbers by dotted key.
    """

    def __init__(self, scenario: Scenario, *, seed: int, numbers: Mapping[str, float]) -> None:
        self._scenario = scenario
        self._seed = seed
        self._numbers = dict(numbers)
        self._trials: dict[str, Course] = {}

    @cached_property
    def world(self) -> World:
        """The world at the end of 2025."""
        return self._engine(SHORT).run()

    @cached_property
    def course(self) -> Course:
        """The run to the end of 2027, with what trials are compared."""
        return _followed(self._engine(MIDDLE))

    @cached_property
    def decade(self) -> World:
        """The world at the end of 2032."""
        return self._engine(LONG).run()

    def trial(self, name: str, instrument: Callable[[], Instrument], **numbers: float) -> Course:
        """The run to the end of 2027 under one further instrument, with the same random numbers; kept under its name.

        Args:
            name: what to keep it under; an empty instrument is the run without a policy.
            instrument: makes the instrument.
            numbers: free numbers changed, with ``__`` for the dot.
        """
        if name not in self._trials:
            changed = {key.replace("__", "."): value for key, value in numbers.items()}
            engine = self._engine(MIDDLE, changed)
            lever, world = instrument(), engine.world
            world.ledger = Ledger((*world.ledger.lever_keys, lever.key))
            world.levers = (*world.levers, lever)
            self._trials[name] = _followed(engine)
        return self._trials[name]

    def _engine(self, end: str, changed: Mapping[str, float] | None = None) -> Engine:
        return Engine(self._scenario.with_horizon(START, end), seed=self._seed, parameters={**self._numbers, **(changed or {})})


def june(year: int) -> int:
    """Index of the month of June, in which lists are drawn up."""
    return parse_month(f"{year}-06")


def december(year: int) -> int:
    """Index of the last month of a year."""
    return parse_month(f"{year}-12")


def _followed(engine: Engine) -> Course:
    snapshots = {}
    while not engine.finished:
        engine.step()
        world = engine.world
        if world.month % 12 in (5, 11):
            rows = int(world.firms.rows[0])
            columns = {name: getattr(world.firms, name)[:rows].copy() for name in FIRM_COLUMNS}
            snapshots[world.month] = Snapshot(columns, world.cities.talent_young.copy())
    return Course(engine.world, snapshots)
