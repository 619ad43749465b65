"""A result on offer: contacts, candidates, and the deal."""

import math
from typing import TYPE_CHECKING, Any

import mesa

from benchmarks.plain_mesa.market import poisson
from sim.processes.search import MOST_CONTACTS
from sim.processes.stopping import REFERENCE_SALES
from sim.world.columns import CITY_COUNT

if TYPE_CHECKING:
    from benchmarks.plain_mesa.model import PlainModel


class Result(mesa.Agent):
    """A result that looks for a taker, and leaves when it has one or nobody wants it."""

    def __init__(self, model: "PlainModel", origin: Any, quality: float) -> None:
        super().__init__(model)
        p = model.numbers["research"]
        self.origin, self.city, self.field, self.field2 = origin, origin.city, origin.field, origin.field2
        self.niche = self.random.random()
        self.value = p.value_mean * quality * math.exp(self.random.gauss(0.0, p.value_spread) - 0.5 * p.value_spread**2)
        self.clock = 0

    def seek(self) -> None:
        """Make this month's contacts; conclude a deal, use the result at home, or stop."""
        model, random, p = self.model, self.random, self.model.numbers["search"]
        self.clock += 1
        best, chosen = 0.0, None
        for _ in range(min(MOST_CONTACTS, poisson(random, p.own_contacts) + poisson(random, model.contacts[self.city]))):
            region = random.choices(range(14), cum_weights=model.result_regions[self.city][self.field])[0]
            offer = self._ask(region, p)
            if offer is not None and offer[0] > best:
                best, chosen = offer[0], offer[1:]
        if chosen is not None:
            self._conclude(*chosen)
            self.remove()
        elif self.clock > p.patience or self._own_use():
            self.remove()

    def _ask(self, region: int, p: Any) -> tuple[float, int, float, Any] | None:
        """Show the result to a firm of the region; worth, region, fit and firm if it accepts."""
        firm, wanted = None, 1.0
        if region < CITY_COUNT:
            field = self.field2 if self.random.random() < p.second_field else self.field
            there = self.model.at_place[region, field]
            firm = self.random.choice(there) if there else None
            if firm is None or firm is self.origin:
                return None
            fit, wanted = self._fit(firm, p), self.model.demand[region][self.field]
        else:
            fit = min(1.0, p.outside_absorptive * (0.5 + self.random.random())) ** p.absorption * self.random.random()
        worth = self.value * fit * p.raw_maturity * wanted
        chance = p.take * fit * p.raw_maturity * worth / (worth + p.transaction_cost)
        return (worth, region, fit, firm) if self.random.random() < chance else None

    def _fit(self, firm: Any, p: Any) -> float:
        between = self.model.field_distance
        apart = min(between[self.field][firm.field], between[self.field2][firm.field], between[self.field][firm.field2])
        apart += 0.6 * abs(self.niche - firm.niche)
        return firm.absorptive**p.absorption * math.exp(-((apart - p.best_distance) ** 2) / (2 * p.distance_width**2))

    def _own_use(self) -> bool:
        p = self.model.numbers["deal"]
        return not self.origin.is_platform and self.clock <= 1 and self.random.random() < p.own_use

    def _conclude(self, region: int, fit: float, firm: Any) -> None:
        """Choose form and price, sign unless it is an equity deal, and pay."""
        p, random = self.model.numbers["deal"], self.random
        transfer, licence, equity = (-math.log(-math.log(random.random())) for _ in range(3))
        licence += p.licence_taste
        equity += p.equity_taste + p.value_pull * math.log(1.0 + self.value / REFERENCE_SALES)
        surplus = self.value * fit * 0.4 * math.exp(random.gauss(0.0, 0.8) - 0.32)
        self.model.converted += 1
        self.model.converted_circle += region < CITY_COUNT
        if equity > transfer and equity > licence:
            return
        price = p.bargaining * surplus * (p.licence_discount if licence > transfer else 1.0)
        self.model.registry.sign(self.origin, price)
        if firm is not None:
            firm.cash -= price
