"""Contracts and their registration, and two ways of drawing."""

import math
from collections.abc import Iterable
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Any

from sim.calendar import MONTHS_PER_YEAR
from sim.processes.registration import WINDOW
from sim.world.columns import CITY_COUNT

if TYPE_CHECKING:
    from benchmarks.plain_mesa.model import PlainModel


def poisson(random: Random, rate: float) -> int:
    """Poisson count by inversion of one uniform."""
    u, term, count = random.random(), math.exp(-rate), 0
    total = term
    while u > total and count < 400:
        count += 1
        term *= rate / count
        total += term
    return count


def cumulative(weights: Iterable[float]) -> list[float]:
    """Running sums, as ``random.choices`` takes them."""
    return list(accumulate(weights))


class Contract:
    """A signed contract that waits for registration; its cost of registering is drawn once."""

    def __init__(self, seller: Any, value: float) -> None:
        u = seller.random.random()
        self.seller, self.city, self.value = seller, seller.city, value
        self.month = seller.model.month
        self.cost = math.log(u / (1.0 - u))


class Registry:
    """The register of technology contracts."""

    def __init__(self, model: "PlainModel") -> None:
        self.model, self.p = model, model.numbers["registration"]
        self.waiting: list[Contract] = []
        self.so_far, self.target = [0.0] * CITY_COUNT, [0.0] * CITY_COUNT
        self.registered = 0

    def sign(self, seller: Any, value: float) -> None:
        """Take note of a contract of a firm or platform."""
        self.waiting.append(Contract(seller, value))

    def register(self) -> None:
        """Register what is worth it and whose month has come; forget what is too old."""
        month = self.model.month
        hazard = self._hazard(month)
        self.registered = 0
        still = []
        for contract in self.waiting:
            if month - contract.month >= WINDOW:
                continue
            if self.model.random.random() < hazard[contract.city] and self._worth(contract) > contract.cost:
                self.registered += 1
                self.so_far[contract.city] += contract.value
            else:
                still.append(contract)
        self.waiting = still

    def _hazard(self, month: int) -> list[float]:
        p, place = self.p, month % MONTHS_PER_YEAR
        if place == 0:
            self.target = [value * (1.0 + p.ambition) for value in self.so_far]
            self.so_far = [0.0] * CITY_COUNT
        usual = p.early * (1.0 + p.quarter if place % 3 == 2 else p.january if place == 0 else 1.0)
        drive = p.drive * math.exp(-(11 - place) / p.tau)
        return [min(0.98, usual + drive * self._pressure(city)) for city in range(CITY_COUNT)]

    def _pressure(self, city: int) -> float:
        missing = 1.0 - self.so_far[city] / self.target[city] if self.target[city] > 0 else 0.5
        return 1.0 - self.p.response + self.p.response * 2.0 * min(1.0, max(0.0, missing))

    def _worth(self, contract: Contract) -> float:
        worth = self.p.base + self.p.size * math.log(contract.value / 4.0)
        return worth + (self.p.platform if contract.seller.is_platform else self.p.high_tech if contract.seller.high_tech else 0.0)
