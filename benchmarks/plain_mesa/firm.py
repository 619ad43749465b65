"""Firms: research, sales of services, growth, the technology ladder, survival and entry."""

import math
from typing import TYPE_CHECKING, Any, Self

from benchmarks.plain_mesa.platform import Inventor
from sim.processes.entry_exit import HIGHEST_HAZARD
from sim.processes.growth import MONTH
from sim.processes.ladders import APRIL, CERTIFICATE_MONTHS, DECEMBER, NOVEMBER, OCTOBER, SEPTEMBER
from sim.world.columns import HIGH_TECH, NEVER, TECH_SME, Firms

if TYPE_CHECKING:
    from benchmarks.plain_mesa.model import PlainModel

COPIED = ("revenue", "rd", "rd_reported", "rd_stock", "absorptive", "digital", "cash", "debt", "ip", "staff", "skilled", "niche")
ATTRACTED, INCUBATED = 2, 1


def threshold(revenue: float) -> float:
    """R&D intensity that certification demands."""
    return 0.05 if revenue <= 50.0 else 0.04 if revenue <= 200.0 else 0.03


class Firm(Inventor):
    """A technology enterprise."""

    def __init__(self, model: "PlainModel", city: int, field: int, born: int) -> None:
        super().__init__(model)
        self.city, self.field, self.field2, self.born = city, field, field, born
        self.high_tech = self.tech_sme = self.innovator = False
        self.certificate_end = NEVER
        self.debt = self.ip = 0.0
        self.inclination, self.boldness = self.random.random(), self.random.random()
        model.at_place[city, field].append(self)

    @classmethod
    def from_row(cls, model: "PlainModel", firms: Firms, row: int) -> Self:
        """Make a firm of the population of the first month."""
        firm = cls(model, int(firms.city[row]), int(firms.field[row]), int(firms.born[row]))
        firm.field2 = int(firms.field2[row])
        for name in COPIED:
            setattr(firm, name, float(getattr(firms, name)[row]))
        firm.innovator = bool(firms.innovator[row])
        firm.high_tech, firm.tech_sme = bool(firms.status[row] & HIGH_TECH), bool(firms.status[row] & TECH_SME)
        firm.certificate_end = int(firms.certificate_end[row])
        firm.begin_year()
        return firm

    @classmethod
    def entrant(cls, model: "PlainModel", city: int, kind: int) -> Self:
        """Make a firm that enters: a start-up, one from an incubator, or one from outside."""
        p, random = model.numbers["entry_exit"], model.random
        field, field2 = random.choices(range(len(model.mix[city])), cum_weights=model.mix[city], k=2)
        firm = cls(model, city, field, model.month)
        firm.field2, firm.niche = field2, random.random()
        scale = p.attracted_scale if kind == ATTRACTED else 1.0
        firm.revenue = scale * p.revenue * math.exp(random.gauss(0.0, p.revenue_spread))
        firm.rd = firm.rd_reported = max(0.02, p.intensity * math.exp(random.gauss(0.0, 0.6) - 0.18) * firm.revenue)
        firm.rd_stock = 2.0 * firm.rd
        firm.absorptive = min(0.95, p.absorptive * random.uniform(0.6, 1.4))
        firm.digital = min(0.95, p.digital * random.uniform(0.6, 1.4))
        firm.cash = p.capital * firm.revenue * random.uniform(0.5, 1.5)
        firm.staff = 3.0 + firm.revenue / p.per_head
        firm.skilled = p.skilled * firm.staff
        if kind == ATTRACTED:
            firm.born = model.month - 12 - int(12.0 * (p.oldest_attracted - 1.0) * random.random())
            firm.tech_sme, firm.ip = True, 4.0 * random.random()
        elif kind == INCUBATED:
            firm.absorptive = min(0.9, firm.absorptive + p.incubator_lift)
        firm.begin_year()
        return firm

    def begin_year(self) -> None:
        """Fix the year's spread of growth, the part of drift that follows size and age, and the year's appointments."""
        p, random = self.model.numbers["growth"], self.random
        size = math.log(self.revenue / p.size)
        spread = p.spread * math.exp(p.slope * size)
        self.swing = spread * math.sqrt(random.expovariate(1.0))
        youth = p.youth * math.exp(-(self.model.month - self.born) / (12.0 * p.youth_years))
        self.lean = youth - p.reversion * size - 0.5 * spread * spread
        self.sme_month = APRIL + random.randrange(7)
        season, u = self.model.numbers["ladders"].season, random.random()
        late = NOVEMBER if u < 0.5 * season else DECEMBER
        self.decision_month = late if u < season else OCTOBER if u < 0.5 + 0.5 * season else SEPTEMBER
        self.ready = random.random() < self.model.numbers["ladders"].apply

    def research(self) -> None:
        """Bear results that could leave the firm."""
        self.make_results(self.model.numbers["research"].firm_rate * self.rd**0.6 / 12.0, 0.7 + 0.6 * self.absorptive)

    def sell(self) -> None:
        """Sell technical services."""
        p = self.model.numbers["services"]
        factor = p.high_tech if self.high_tech else p.sme if self.tech_sme else p.other
        rate = p.firm_rate * factor * self.model.market[self.city] / 12.0 * math.sqrt(self.rd * math.sqrt(self.staff / 50.0))
        self.sell_services(rate, (self.revenue / 50.0) ** p.size, self.revenue)

    def grow(self) -> None:
        """Grow, decide on R&D, settle cash and learn."""
        p = self.model.numbers["growth"]
        drift = p.trend + p.absorption * (self.absorptive - 0.5) + p.digital * (self.digital - 0.5) + self.lean
        drift += p.rd_pull * self.rd / (self.rd + 0.05 * self.revenue)
        surprise = self.swing * (self.random.random() - 0.5)
        step = drift * MONTH + surprise
        self.revenue *= math.exp(step)
        self._spend_on_research(p, step)
        profit = self.revenue * (p.margin * MONTH + p.pass_through * surprise) - (self.rd + p.interest * self.debt) * MONTH
        self._settle(p, profit)
        self.rd_stock += (self.rd - p.depreciation * self.rd_stock) * MONTH
        self.staff = max(1.0, self.staff * (1.0 + p.labour * step))
        known = self.rd_stock / (self.rd_stock + p.half_stock * self.revenue)
        aim = p.knowledge_weight * known + p.digital_weight * self.digital + p.skilled_weight * min(0.5, self.skilled / self.staff)
        self.absorptive += p.learning * MONTH * (min(0.98, aim) - self.absorptive)
        self.ip += (p.rights * math.sqrt(self.rd) - p.rights_lapse * self.ip) * MONTH

    def _spend_on_research(self, p: Any, step: float) -> None:
        own = max(1e-3, self.rd)
        usual = (p.intensity_high * threshold(self.revenue) if self.high_tech else p.intensity_other) * self.revenue
        pull = p.rd_return * 2.0 * (usual - own) / (usual + own) - (p.cut if self.cash < 0.0 else 0.0)
        self.rd = own * (1.0 + max(-0.2, min(0.2, p.rd_elasticity * step + pull * MONTH)))
        self.rd_reported = self.rd * (1.0 + p.padding)
        if self.high_tech or self.tech_sme:
            wanted = threshold(self.revenue) * self.revenue * 1.02
            limit = p.relabel * (p.careful + (1.0 - p.careful) * self.boldness) * wanted
            if self.rd_reported < wanted and wanted - self.rd <= limit:
                self.rd_reported = wanted

    def _settle(self, p: Any, profit: float) -> None:
        self.cash += profit
        cushion = p.cushion * self.revenue
        if self.cash < 0.0:
            loan = min(-self.cash, max(0.0, p.credit * self.revenue - self.debt))
            self.cash, self.debt = self.cash + loan, self.debt + loan
        elif self.cash > cushion:
            repaid = min(self.debt, self.cash - cushion)
            self.cash = cushion + (1.0 - p.payout) * (self.cash - repaid - cushion)
            self.debt -= repaid

    def climb(self) -> None:
        """Be examined, register as a technology SME, apply for a high-tech certificate."""
        p, month, place = self.model.numbers["ladders"], self.model.month, self.model.month % 12
        if self.certificate_end <= month:
            self.high_tech = self.high_tech and self._meets(p) and self.random.random() < p.again
            self.certificate_end = month + CERTIFICATE_MONTHS if self.high_tech else NEVER
        if place == self.sme_month:
            fits = self.revenue <= p.sme_revenue and self.staff <= p.sme_staff and self.rd_reported >= p.sme_intensity * self.revenue
            u = self.random.random()
            self.tech_sme = fits and (u >= p.sme_lapse if self.tech_sme else u < p.sme_join)
        if place == self.decision_month and not self.high_tech and self.ready and month - self.born >= 12:
            certified = self._meets(p) and self.inclination < p.participation and self.random.random() < p.success
            if certified:
                self.high_tech, self.certificate_end = True, month + CERTIFICATE_MONTHS

    def _meets(self, p: Any) -> bool:
        return self.rd_reported >= threshold(self.revenue) * self.revenue and self.ip >= p.rights_needed

    def survive(self) -> None:
        """Leave with the month's hazard."""
        p, age = self.model.numbers["entry_exit"], self.model.month - self.born
        by_age = p.first_year if age < 12 else p.second_year if age < 24 else p.third_year if age < 36 else p.to_seventh if age < 84 else p.later
        hazard = by_age * (max(0.1, self.revenue) / 5.0) ** -p.size
        hazard *= (p.innovator if self.innovator else 1.0) * (p.distress if self.cash < 0.0 else 1.0)
        if self.random.random() * 12.0 < min(HIGHEST_HAZARD, hazard):
            self.model.at_place[self.city, self.field].remove(self)
            self.model.left += 1
            self.remove()
