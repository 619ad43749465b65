"""Support paid to firms: digital retrofit, certificates, tax of high-tech firms, listing, chain leaders."""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.ledger.book import FEN_PER_MILLION, Payer
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import EVENT_BASE, NO_BUDGET, PayeeKind, Point
from sim.levers.office import Office
from sim.levers.terms import DatedTerms, PayerName, Status, Terms
from sim.scenario.amounts import Money, Month, Ratio, Share, money
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import GAZELLE, HIGH_TECH, LEADING, POTENTIAL_UNICORN, YOUNG_EAGLE


class SmartRetrofitTerms(Terms):
    """Terms of the subsidy for digital transformation."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    ratio: Share = 0.3
    """Share of the investment that is paid."""
    cap: Money = money("1000万")
    """Most that one project receives."""
    budget: Money | None = None
    """Yearly budget; empty means that every project is paid."""


class SmartRetrofit(Lever[SmartRetrofitTerms]):
    """Firms whose gain lies below the cost but above the own share invest; others take the money along."""

    key = "smart_retrofit"
    title = B("Subsidy for smart transformation", "智能化改造补贴")
    summary = B("Thirty percent of the investment, at most 10 million CNY.", "按智能化改造投资额的30%给予补贴，最高1000万元。")
    group, acts_on, moves = "firms", "digital", "digital_projects"
    evidence = ("smart_retrofit__ratio", "smart_retrofit__cap")
    figures = {"smart_retrofit__ratio": "ratio", "smart_retrofit__cap": "cap"}
    assumptions = (Assumption("budget", "none", "1亿 .. 10亿", B("No budget is printed.", "未载明年度预算。")),)
    terms_type = SmartRetrofitTerms

    def act(self, office: Office) -> None:
        """Offer the subsidy on investment."""
        terms = self.terms
        pot = NO_BUDGET if terms.budget is None else office.budget(self.key, terms.budget, yearly=True)
        office.offer(Point.DIGITAL_INVESTMENT, ratio=terms.ratio, cap=terms.cap, budget=pot)


class Factory5gTerms(Terms):
    """Terms of the subsidy for 5G factories."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    end: Month | None = parse_month("2028-12")
    """Last month in force."""
    ratio: Share = 0.15
    """Share of the investment that is paid."""
    cap: Money = money("200万")
    """Most that one project receives."""
    budget: Money | None = money("5000万")
    """Yearly budget."""


class Factory5g(Lever[Factory5gTerms]):
    """A subsidy named without amount, in the fields of manufacturers."""

    key = "factory5g"
    title = B("Subsidy for 5G factories", "5G工厂建设补贴")
    summary = B("Manufacturers that build 5G factories get part of the cost.", "对建设5G工厂的制造企业给予补贴。")
    group, acts_on, moves = "firms", "digital", "digital_projects"
    evidence = ("factory5g__subsidy",)
    assumptions = (
        Assumption("ratio", "15%", "5% .. 30%", B("No amount is printed.", "未载明金额。")),
        Assumption("cap", "200万", "50万 .. 500万", B("No amount is printed.", "未载明金额。")),
        Assumption("budget", "5000万 a year", "1000万 .. 2亿", B("No amount is printed.", "未载明金额。")),
    )
    terms_type = Factory5gTerms

    def act(self, office: Office) -> None:
        """Offer the subsidy to manufacturers."""
        terms = self.terms
        pot = NO_BUDGET if terms.budget is None else office.budget(self.key, terms.budget, yearly=True)
        manufacturers = sum(1 << field for field in (0, 1, 2, 3, 4, 7, 8, 9, 12))
        office.offer(Point.DIGITAL_INVESTMENT, ratio=terms.ratio, cap=terms.cap, budget=pot, fields=manufacturers)


class LadderAwardsTerms(Terms):
    """Terms of awards for certificates; stages as printed, amounts assumed."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    status: Status = "planned"
    """Standing of the instrument in the documents."""
    stages: Annotated[int, Field(ge=1, le=5)] = 5
    """Stages of the ladder from technology SME to unicorn that the documents name."""
    high_tech: Money = money("10万")
    """Award for a first high-tech certificate."""
    leading: Money = money("50万")
    """Award for a leading firm."""
    young_eagle: Money = money("20万")
    """Award for a young eagle."""
    gazelle: Money = money("50万")
    """Award for a gazelle."""
    unicorn: Money = money("300万")
    """Award for a potential unicorn or a unicorn."""
    special: Money = money("20万")
    """Award for a rung of the specialisation track."""


class LadderAwards(Lever[LadderAwardsTerms]):
    """Awards draw firms that would qualify but do not apply; those that apply anyway receive them too."""

    key = "ladder_awards"
    title = B("Awards for certificates", "梯度培育认定奖励")
    summary = B("Firms receive an award for each rung of the three ladders.", "对三条梯度上获认定的企业给予奖励。")
    group, acts_on, moves = "firms", "ladders", "high_tech"
    evidence = ("ladder_003__stages", "ladder_shenfu__track2", "ladder_shenfu__track3")
    figures = {"ladder_003__stages": "stages"}
    assumptions = (Assumption("high_tech", "10万", "5万 .. 50万", B("No award is printed; usual size.", "未载明奖励金额，取常见水平。")),)
    terms_type = LadderAwardsTerms

    def act(self, office: Office) -> None:
        """Offer an award at each rung (the rung stands in the place of the TRL)."""
        terms = self.terms
        rungs = {1: terms.high_tech, 2: terms.leading, 3: terms.young_eagle, 4: terms.gazelle, 5: terms.unicorn, 6: terms.unicorn,
                 7: terms.special, 8: terms.special, 9: terms.special}  # fmt: skip
        for rung, award in rungs.items():
            office.offer(Point.CERTIFICATION, ratio=award / EVENT_BASE, trl=(float(rung), float(rung)))


def _tax_shares() -> dict[PayerName, float]:
    return {"city": 0.4, "centre": 0.6}


class HighTechTaxTerms(Terms):
    """Terms of a further relief on the income tax of high-tech firms."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    status: Status = "hypothetical"
    """Standing of the instrument in the documents."""
    relief: Share = 0.05
    """Points of income tax that are given back on last year's profit, beyond the 10 points in force."""
    payers: dict[PayerName, Share] = Field(default_factory=_tax_shares)
    """Who pays, as shares that add up to 100%."""


class HighTechTax(Lever[HighTechTaxTerms]):
    """A deeper cut than the 15 percent rate in force, which the margins of 2022 contain already."""

    key = "high_tech_tax"
    title = B("Further tax relief of high-tech firms", "高新技术企业所得税再优惠")
    summary = B("High-tech firms get back a further part of their income tax each January.", "每年1月向高新技术企业返还部分所得税。")
    group, acts_on, moves = "firms", "ladders", "high_tech"
    evidence = ()
    assumptions = (
        Assumption(
            "relief", "5%", "1% .. 10%", B("Hypothetical; the national rate is 15 instead of 25 percent.", "假设情形；现行税率为15%而非25%。")
        ),
    )
    terms_type = HighTechTaxTerms

    def act(self, office: Office) -> None:
        """Offer the relief on profit."""
        office.offer(Point.HIGH_TECH_PROFIT, ratio=self.terms.relief)


class IpoChannelTerms(DatedTerms):
    """Terms of the channel to the stock exchange."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    firms: Annotated[float, Field(ge=0, le=500)] = 5.0
    """Firms that are accompanied to listing in a year."""
    capital: Ratio = 0.4
    """Capital that a listed firm raises, in years of its revenue."""
    service: Money = money("20万")
    """Public cost of accompanying one firm."""

    def payer_shares(self) -> dict[Payer, float]:
        """The city pays the service; what investors pay is posted to the private account."""
        return {Payer.CITY: 1.0}


class IpoChannel(Lever[IpoChannelTerms]):
    """Each January the fastest-growing titled firms without capital from listing raise money from investors."""

    key = "ipo_channel"
    title = B("Green channel for listing", "上市绿色通道")
    summary = B("Five firms are accompanied to listing; a contact person of the finance bureau serves each.", "遴选5家企业专人对接，培育上市。")
    group, acts_on, moves = "finance", "growth", "revenue"
    evidence = ("ipo_channel__firms", "ipo_channel__service", "star_listing__scheme", "listing_ladder__scheme", "capital_market__scheme")
    figures = {"ipo_channel__firms": "firms"}
    assumptions = (
        Assumption("capital", "0.4 years of revenue", "0.1 .. 1", B("Capital raised is not printed.", "募资规模未载明。")),
        Assumption("service", "20万", "5万 .. 100万", B("Cost of the service is not printed.", "服务成本未载明。")),
    )
    terms_type = IpoChannelTerms

    def act(self, office: Office) -> None:
        """List this year's firms in the first month of the lever's year."""
        terms = self.terms
        number = round(terms.firms * terms.scale)
        if number == 0 or (office.month - terms.start) % MONTHS_PER_YEAR:
            return
        firms = office.world.firms
        for row in _ready_to_list(office, number):
            raised = round(terms.capital * float(firms.revenue[row]) * FEN_PER_MILLION)
            city = int(firms.city[row])
            office.ledger.post(office.month, office.lever, Payer.PRIVATE, PayeeKind.FIRM, int(row), city, raised)
            office.ledger.post(office.month, office.lever, Payer.CITY, PayeeKind.FIRM, int(row), city, terms.service)
            firms.cash[row] += (raised + terms.service) / FEN_PER_MILLION
            firms.subsidy[row] += terms.service
            firms.equity_sold[row] = min(0.9, firms.equity_sold[row] + 0.2)
            firms.boost[row] = min(1.0, firms.boost[row] + 0.1)


def _ready_to_list(office: Office, number: int) -> np.ndarray:
    """Rows of the titled firms of the cities with the fastest growth that have sold least equity."""
    firms, rows = office.world.firms, int(office.world.firms.rows[0])
    titled = (firms.status[:rows] & (YOUNG_EAGLE | GAZELLE | POTENTIAL_UNICORN | LEADING)) != 0
    ready = firms.alive[:rows] & titled & (firms.equity_sold[:rows] < 0.2) & np.isin(firms.city[:rows], office.terms.city_indices())
    found = np.flatnonzero(ready)
    order = np.lexsort((firms.identity[found], -firms.growth[found]))
    return found[order[:number]]


class ChainLeaderTerms(Terms):
    """Terms of the choice of chain leaders."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    min_revenue: Money = money("50亿")
    """Least revenue of a chain leader a year."""
    min_rd_share: Share = 0.05
    """Least R&D over revenue of a chain leader."""
    yearly_cost: Money = money("100万")
    """Public cost of serving one chain leader a year."""


class ChainLeader(Lever[ChainLeaderTerms]):
    """Firms that meet both criteria are named each year; leaders found alliances oftener and post demands.

    The scale divides the revenue that is asked for: a larger dose names more firms.
    """

    key = "chain_leader"
    title = B("Choice of chain leaders", "链主企业遴选")
    summary = B(
        "Firms above 5 billion CNY of revenue and 5 percent of R&D are named chain leaders.", "营收超50亿元、研发投入占比超5%的企业遴选为链主。"
    )
    group, acts_on, moves = "firms", "alliances", "alliances"
    evidence = ("chain_leader__min_revenue", "chain_leader__min_rd_share")
    figures = {"chain_leader__min_revenue": "min_revenue", "chain_leader__min_rd_share": "min_rd_share"}
    assumptions = (Assumption("yearly_cost", "100万", "20万 .. 500万", B("Cost of the service is not printed.", "服务成本未载明。")),)
    terms_type = ChainLeaderTerms

    def act(self, office: Office) -> None:
        """Name leaders in the first month of the lever's year and pay for their service."""
        terms = self.terms
        if terms.scale == 0 or (office.month - terms.start) % MONTHS_PER_YEAR:
            return
        firms, rows = office.world.firms, int(office.world.firms.rows[0])
        large = firms.revenue[:rows] >= terms.min_revenue / FEN_PER_MILLION / terms.scale
        researching = firms.rd[:rows] >= terms.min_rd_share * firms.revenue[:rows]
        certified = (firms.status[:rows] & HIGH_TECH) != 0
        chosen = firms.alive[:rows] & large & researching & certified & np.isin(firms.city[:rows], terms.city_indices())
        for row in np.flatnonzero(chosen & ~firms.chain_leader[:rows]):
            firms.chain_leader[row] = True
            paid = round(terms.yearly_cost / terms.scale)
            office.pay(paid, PayeeKind.FIRM, int(row), int(firms.city[row]))
            firms.subsidy[row] += round(paid * terms.scale)


LEVERS = (SmartRetrofit, Factory5g, LadderAwards, HighTechTax, IpoChannel, ChainLeader)
