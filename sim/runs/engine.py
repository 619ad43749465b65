"""The engine: builds the world of a scenario and lets it live month by month."""

import math
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from sim.levers.registry import lever_types
from sim.parameters.declare import build
from sim.processes.order import SPIN_UP, month
from sim.processes.process import Process
from sim.runs.invariants import Invariants
from sim.scenario.types import Scenario
from sim.world.build import build_world
from sim.world.growth import ensure_room
from sim.world.world import World

SPIN_UP_MONTHS = 30
MOVED_BY_SPIN_UP = ("revenue", "cash", "subsidy", "equity_sold", "boost", "landed", "ip", "innovator")
"""Columns of firms that the processes of the spin-up write to, besides whom firms have met; a test watches the others."""


class Timing(NamedTuple):
    """Time spent in one process: calls and seconds."""

    key: str
    calls: int
    seconds: float


class Engine:
    """One run of one scenario.

    Args:
        scenario: the resolved scenario.
        seed: run seed; the same seed gives the same bits.
        parameters: values of free numbers by dotted key, on top of those of the scenario (a draw of the posterior).
        check: verify the conservation of money, firms and results each month.
        profile: measure the time of each process.
        scale: size of the population, 1 is that of 2022.

    Raises:
        ValueError: the scale is negative or no finite number.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int,
        parameters: Mapping[str, float] | None = None,
        check: bool = False,
        profile: bool = False,
        scale: float = 1.0,
    ) -> None:
        if not 0.0 <= scale < math.inf:
            raise ValueError(f"a population is 0 or more times that of 2022, not {scale}")
        self.scenario = scenario
        self.seed = seed
        values = {**scenario.parameters, **(parameters or {})}
        self._steps = [(process, build(process.key, process.parameters_type, values)) for process in month()]
        self._seconds = dict.fromkeys((process.key for process, _ in self._steps), 0.0)
        self._calls = dict.fromkeys(self._seconds, 0)
        self._profile = profile
        start = scenario.horizon.start
        keys = tuple(key for key, _ in scenario.levers)
        self.world = build_world(seed=seed, parameters=values, lever_keys=keys, start=start, region_overrides=_regions(scenario), scale=scale)
        self.world.levers = tuple(lever_types()[key](terms) for key, terms in scenario.levers)
        self._fill_pipeline(start)
        self.world.month = start - 1
        self._invariants = Invariants(self.world) if check else None

    @property
    def finished(self) -> bool:
        """Whether the horizon has been reached."""
        return self.world.month >= self.scenario.horizon.end

    def step(self) -> None:
        """Live one month: every process in order, then the ledger posts what kernels paid."""
        world = self.world
        world.month += 1
        ensure_room(world)
        for process, parameters in self._steps:
            self._one(process, parameters)
        if self._invariants is not None:
            self._invariants.check(world)

    def run(self) -> World:
        """Live until the horizon and return the world."""
        while not self.finished:
            self.step()
        return self.world

    def timings(self) -> list[Timing]:
        """Time per process since the start, in the order of the month."""
        return [Timing(process.key, self._calls[process.key], self._seconds[process.key]) for process, _ in self._steps]

    def _one(self, process: Process, parameters: Any) -> None:
        started = time.perf_counter() if self._profile else 0.0
        process.run(self.world, parameters)
        self.world.ledger.drain(self.world.month, self.world.policy.payments, self.world.policy.payers)
        if self._profile:
            self._seconds[process.key] += time.perf_counter() - started
            self._calls[process.key] += 1

    def _fill_pipeline(self, start: int) -> None:
        """Let results be born, tested and offered for some years before the start, while firms stand still.

        Without it the first two years of a run would only show an empty pipeline filling up.
        """
        world = self.world
        rows = int(world.firms.rows[0])
        still = {name: _copy(getattr(world.firms, name)[:rows]) for name in MOVED_BY_SPIN_UP}
        world.spin_up = True
        for world.month in range(start - SPIN_UP_MONTHS, start):
            ensure_room(world)
            for process, parameters in self._steps:
                if process.key in SPIN_UP:
                    process.run(world, parameters)
            for name, column in still.items():
                getattr(world.firms, name)[:rows] = column
        world.spin_up = False
        world.contracts.rows[0] = 0


def _copy(column: np.ndarray) -> np.ndarray:
    """Copy a column; one number stands for all if they are zero, as most of these are before the first month."""
    return column.copy() if column.any() else column[:1].copy()


def _regions(scenario: Scenario) -> dict[str, dict[str, float]]:
    return {city: values.model_dump(exclude_none=True) for city, values in scenario.regions.items()}
