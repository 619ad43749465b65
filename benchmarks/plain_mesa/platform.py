"""Platforms and what firms and platforms share: making results and selling services."""

import math
from typing import TYPE_CHECKING, Any

import mesa

from benchmarks.plain_mesa.market import poisson
from benchmarks.plain_mesa.result import Result
from sim.processes.services import MOST_A_MONTH
from sim.world.columns import CITY_COUNT, Platforms

if TYPE_CHECKING:
    from benchmarks.plain_mesa.model import PlainModel


class Inventor(mesa.Agent):
    """Somebody who makes results and sells technical services."""

    is_platform = False
    city: int
    field: int
    field2: int

    def make_results(self, rate: float, quality: float) -> None:
        """Bear this month's results."""
        for _ in range(poisson(self.random, rate)):
            Result(self.model, self, quality)
            self.model.born += 1

    def sell_services(self, rate: float, scale: float, most: float) -> None:
        """Sign this month's service contracts; ``scale`` multiplies their value, which is at most ``most``."""
        p, random = self.model.numbers["services"], self.random
        for _ in range(min(MOST_A_MONTH, poisson(random, rate))):
            value = min(most, scale * self._mean_value(p) * math.exp(random.gauss(0.0, p.spread) - 0.5 * p.spread**2))
            region = random.choices(range(14), cum_weights=self.model.buyer_regions[self.city][self.field])[0]
            if region < CITY_COUNT:
                self._buyer(region, self.field2 if random.random() < p.second_field else self.field)
            self.model.registry.sign(self, value)

    def _mean_value(self, p: Any) -> float:
        u = self.random.random()
        if u < p.development_share:
            return p.development_mean
        return p.consulting_mean if u < p.development_share + p.consulting_share else p.service_mean

    def _buyer(self, region: int, field: int) -> Any:
        there = self.model.at_place[region, field]
        return self.random.choice(there) if there else None


class Platform(Inventor):
    """A research platform."""

    is_platform = True

    def __init__(self, model: "PlainModel", platforms: Platforms, row: int) -> None:
        super().__init__(model)
        self.city, self.field, self.field2 = int(platforms.city[row]), int(platforms.field[row]), int(platforms.field2[row])
        self.researchers, self.quality = float(platforms.researchers[row]), float(platforms.quality[row])

    def research(self) -> None:
        """Bear results in proportion to staff."""
        p = self.model.numbers["research"]
        self.make_results(p.platform_rate * self.researchers * self.quality**0.5 / 12.0, self.quality)

    def sell(self) -> None:
        """Sell services in proportion to staff."""
        p = self.model.numbers["services"]
        rate = p.platform_rate * self.researchers * self.model.market[self.city] / 12.0
        self.sell_services(min(30.0, rate), p.platform_scale * self.quality, math.inf)
