"""The model: agents by type, the month's order, entry, contacts, registration and the data collector."""

import math

import mesa
import numpy as np

from benchmarks import shared
from benchmarks.plain_mesa.firm import Firm
from benchmarks.plain_mesa.market import Registry, cumulative, poisson
from benchmarks.plain_mesa.platform import Platform
from benchmarks.plain_mesa.result import Result
from sim.calendar import MONTHS_PER_YEAR
from sim.processes import contact_map, deal, entry_exit, growth, ladders, registration, research, search, services
from sim.processes.services import buyer_regions
from sim.world.columns import CITY_COUNT, CONCEPT_CENTRE, FIELD_COUNT, INCUBATOR
from sim.world.gravity import region_chances
from sim.world.world import World

PROCESSES = (contact_map, deal, entry_exit, growth, ladders, registration, research, search, services)


class PlainModel(mesa.Model):
    """The shared configuration with one object per firm, platform and result.

    Args:
        world: the population to start from; it is read and left alone.
        rng: seed of all draws.
    """

    def __init__(self, world: World, rng: int) -> None:
        super().__init__(rng=rng)
        self.month = world.month
        self.numbers = {module.PROCESS.key: shared.numbers_of(module) for module in PROCESSES}
        self.world_of_places = world.geography, world.cities, world.policy.quantities
        self.field_distance = world.geography.field_distance.tolist()
        self.branch, self.brokers = world.cities.branch.tolist(), world.cities.brokers.tolist()
        self.demand = world.cities.demand.tolist()
        self.registry = Registry(self)
        self.born = self.converted = self.converted_circle = self.entered = self.left = 0
        self.at_place: dict[tuple[int, int], list[Firm]] = {(c, f): [] for c in range(CITY_COUNT) for f in range(FIELD_COUNT)}
        for row in np.flatnonzero(world.firms.alive[: int(world.firms.rows[0])]):
            Firm.from_row(self, world.firms, int(row))
        for row in range(int(world.platforms.rows[0])):
            if world.platforms.kind[row] < CONCEPT_CENTRE:
                Platform(self, world.platforms, row)
        self._plan_entry(world)
        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS)

    def _plan_entry(self, world: World) -> None:
        """Entrants a month by kind and city, and the mix of their fields: both fixed by the first month."""
        p = self.numbers["entry_exit"]
        used = int(world.platforms.rows[0])
        incubators = np.bincount(world.platforms.city[:used][world.platforms.kind[:used] == INCUBATOR], minlength=CITY_COUNT)
        self.entry, self.mix = [], []
        for city in range(CITY_COUNT):
            count = [len(self.at_place[city, field]) for field in range(FIELD_COUNT)]
            appeal = float(world.cities.attractiveness[city]) ** p.taste / 12.0
            rates = p.start_up * sum(count), p.incubated * int(incubators[city]), p.attracted * sum(count)
            self.entry.append([rate * appeal for rate in rates])
            self.mix.append(cumulative(n + s for n, s in zip(count, world.geography.strength[city].tolist(), strict=True)))

    def step(self) -> None:
        """Live one month."""
        self.month += 1
        self.born = self.converted = self.converted_circle = self.entered = self.left = 0
        self._draw_map()
        firms, platforms = self.agents_by_type[Firm], self.agents_by_type[Platform]
        if self.month % MONTHS_PER_YEAR == 0:
            firms.do("begin_year")
        platforms.shuffle_do("research")
        firms.shuffle_do("research")
        self._count_waiting()
        if Result in self.agents_by_type:
            self.agents_by_type[Result].shuffle_do("seek")
        firms.shuffle_do("sell")
        platforms.shuffle_do("sell")
        self.registry.register()
        firms.shuffle_do("grow")
        firms.shuffle_do("climb")
        firms.shuffle_do("survive")
        self._enter()
        self.datacollector.collect(self)

    def _draw_map(self) -> None:
        """Cumulative chances of regions for results and for services, and what the season does to services."""
        gravity, p = self.numbers["gravity"], self.numbers["services"]
        _, cities, _ = self.world_of_places
        self.result_regions = region_chances(*self.world_of_places, gravity, outside_pull=gravity.result_reach).tolist()
        self.buyer_regions = buyer_regions(region_chances(*self.world_of_places, gravity), cities.demand, p.home).tolist()
        last_quarter = self.month % MONTHS_PER_YEAR >= 9
        season = (p.year_end if last_quarter else 1.0) / ((9.0 + 3.0 * p.year_end) / 12.0)
        self.market = [(p.market_floor + (1.0 - p.market_floor) * min(1.0, branch)) * season for branch in self.branch]

    def _count_waiting(self) -> None:
        waiting = [0] * CITY_COUNT
        for result in self.agents_by_type.get(Result, ()):
            waiting[result.city] += 1
        p = self.numbers["search"]
        self.contacts = [n * p.broker_contacts * b / max(1, w) for n, b, w in zip(self.brokers, self.branch, waiting, strict=True)]

    def _enter(self) -> None:
        for city, rates in enumerate(self.entry):
            for kind, rate in enumerate(rates):
                for _ in range(poisson(self.random, rate)):
                    Firm.entrant(self, city, kind)
                    self.entered += 1


def _total(name: str) -> "object":
    return lambda model: math.fsum(model.agents_by_type[Firm].get(name))


REPORTERS = {
    "firms": lambda model: len(model.agents_by_type[Firm]),
    "high_tech": _total("high_tech"),
    "tech_sme": _total("tech_sme"),
    "revenue": _total("revenue"),
    "rd_real": _total("rd"),
    "rd_reported": _total("rd_reported"),
    "entries": lambda model: model.entered,
    "exits": lambda model: model.left,
    "results_born": lambda model: model.born,
    "converted_results": lambda model: model.converted,
    "converted_circle": lambda model: model.converted_circle,
    "registered_contracts": lambda model: model.registry.registered,
}
