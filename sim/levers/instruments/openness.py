"""Openness with printed figures: joint R&D abroad, booths at exhibitions, cheaper trains."""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.draws.arrays import uniforms
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import PayeeKind
from sim.levers.office import Office
from sim.levers.terms import Terms
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B


class IntlRdFundTerms(Terms):
    """Terms of the fund for joint R&D abroad."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    ratio: Share = 0.2
    """Share of the project input that is paid."""
    input: Money = money("1亿")
    """Input of firms to joint projects abroad a year."""
    per_supply: Money = money("5000万")
    """Joint input that raises the results offered from outside by a tenth."""
    elasticity: Annotated[float, Field(ge=0, le=3)] = 0.8
    """By how much input rises for each unit by which its price falls."""


class IntlRdFund(Lever[IntlRdFundTerms]):
    """Joint projects abroad bring technology in: the subsidy adds projects, the rest is deadweight."""

    key = "intl_rd_fund"
    title = B("Fund for international cooperation", "国际科技合作专项基金")
    summary = B("Twenty percent of what firms put into joint R&D abroad.", "对国际联合研发项目按投入的20%给予资助。")
    group, acts_on, moves = "openness", "research", "inflow"
    felt = "circle"
    evidence = ("intl_rd_fund__ratio",)
    figures = {"intl_rd_fund__ratio": "ratio"}
    assumptions = (
        Assumption("input", "1亿 a year", "0.3亿 .. 3亿", B("Neither cap nor size is printed.", "未载明上限与规模。")),
        Assumption("per_supply", "5000万", "2000万 .. 2亿", B("No effect is measured.", "无实测作用。")),
        Assumption("elasticity", "0.8", "0.3 .. 1.5", B("Range of user-cost studies (science).", "取用户成本研究区间。")),
    )
    terms_type = IntlRdFundTerms

    def act(self, office: Office) -> None:
        """Pay the share of a twelfth of the input, and let more results be offered from outside."""
        terms = self.terms
        rate = min(0.9, terms.ratio * terms.scale)
        if rate == 0:
            return
        larger = terms.input * (1.0 - rate) ** -terms.elasticity
        office.pay(round(larger * rate / terms.scale / MONTHS_PER_YEAR), PayeeKind.CITY, terms.city_indices()[0], terms.city_indices()[0])
        office.shift("outside_supply", 1.0 + 0.1 * (larger - terms.input) / max(1, terms.per_supply) * 8.0 / len(terms.cities))


class ExpoBoothTerms(Terms):
    """Terms of the booth subsidy."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    ratio: Share = 0.5
    """Share of the booth fee that is paid."""
    fee: Money = money("8万")
    """Fee of a booth."""
    exhibitors: Annotated[float, Field(ge=0, le=5000)] = 120.0
    """Firms that exhibit a year at full price."""
    elasticity: Annotated[float, Field(ge=0, le=3)] = 0.8
    """By how much exhibitors rise for each unit by which the price falls."""
    orders: Share = 0.02
    """Revenue that one exhibition adds."""


class ExpoBooth(Lever[ExpoBoothTerms]):
    """Each January the subsidy is paid to the exhibitors of the year; only those it adds gain orders from it."""

    key = "expo_booth"
    title = B("Booth subsidy", "展位费补贴")
    summary = B("Half of the booth fee at exhibitions abroad.", "对境外展会展位费补贴50%。")
    group, acts_on, moves = "openness", "growth", "revenue"
    evidence = ("expo_booth__ratio",)
    figures = {"expo_booth__ratio": "ratio"}
    assumptions = (
        Assumption("fee", "8万", "3万 .. 20万", B("Fees are not printed.", "展位费未载明。")),
        Assumption("exhibitors", "120 a year", "30 .. 400", B("Exhibitors are not printed.", "参展企业数未载明。")),
        Assumption("orders", "2% of revenue", "0% .. 5%", B("No effect is measured.", "无实测作用。")),
        Assumption("elasticity", "0.8", "0.3 .. 1.5", B("Range of user-cost studies (science).", "取用户成本研究区间。")),
    )
    terms_type = ExpoBoothTerms

    def act(self, office: Office) -> None:
        """In the first month of the lever's year: draw the exhibitors by their keyed numbers, pay, and add orders to those won."""
        terms = self.terms
        rate = min(0.95, terms.ratio * terms.scale)
        if rate == 0 or (office.month - terms.start) % MONTHS_PER_YEAR:
            return
        firms, rows = office.world.firms, int(office.world.firms.rows[0])
        able = np.flatnonzero(firms.alive[:rows] & (firms.revenue[:rows] > 5.0) & np.isin(firms.city[:rows], terms.city_indices()))
        order = able[np.lexsort((firms.identity[able], _keenness(office, firms.identity[able])))]
        usual, with_help = round(terms.exhibitors), round(terms.exhibitors * (1.0 - rate) ** -terms.elasticity)
        paid = round(terms.fee * rate / terms.scale)
        for place, row in enumerate(order[:with_help]):
            office.pay(paid, PayeeKind.FIRM, int(row), int(firms.city[row]))
            firms.subsidy[row] += round(paid * terms.scale)
            firms.cash[row] += paid * terms.scale / FEN_PER_MILLION
            if place >= usual:
                firms.revenue[row] *= 1.0 + terms.orders


def _keenness(office: Office, identities: np.ndarray) -> np.ndarray:
    """A number of each firm and year, equal in all policies; shape (n,)."""
    keenness: np.ndarray = uniforms(office.world.draws.key("expo_booth.keen", office.month), identities, 0)
    return keenness


class TrainPlatformTerms(Terms):
    """Terms of the data platform of the freight trains."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    cost_cut: Share = 0.15
    """Share by which logistics costs to distant markets fall."""
    logistics: Share = 0.06
    """Logistics costs over sales in distant markets."""
    exporting: Share = 0.1
    """Share of revenue that goes to distant markets."""
    elasticity: Annotated[float, Field(ge=0, le=5)] = 2.0
    """By how much distant sales rise for each unit by which their price falls."""
    yearly_cost: Money = money("1000万")
    """Public cost of the platform a year."""


class TrainPlatform(Lever[TrainPlatformTerms]):
    """Cheaper transport raises distant sales: growth a year = cut * logistics * exporting * elasticity, spread over three years."""

    key = "train_platform"
    title = B("Trains and data platform", "班列+大数据平台")
    summary = B("A data platform of the freight trains cuts logistics costs by 15 percent.", "班列大数据平台使物流成本降低15%。")
    group, acts_on, moves = "openness", "growth", "revenue"
    evidence = ("train_data_platform__cost_cut",)
    figures = {"train_data_platform__cost_cut": "cost_cut"}
    assumptions = (
        Assumption("logistics", "6%", "3% .. 12%", B("Not printed.", "未载明。")),
        Assumption("exporting", "10%", "3% .. 20%", B("Not printed.", "未载明。")),
        Assumption("elasticity", "2", "1 .. 4", B("Trade elasticities in general.", "一般贸易弹性。")),
        Assumption("yearly_cost", "1000万", "300万 .. 5000万", B("Not printed.", "未载明。")),
    )
    terms_type = TrainPlatformTerms

    def act(self, office: Office) -> None:
        """Raise growth for three years and keep up the platform."""
        terms = self.terms
        if terms.scale * terms.cost_cut == 0:
            return
        office.upkeep(terms.yearly_cost, MONTHS_PER_YEAR)
        if office.month - terms.start < 3 * MONTHS_PER_YEAR:
            gain = min(0.9, terms.cost_cut * terms.scale) * terms.logistics * terms.exporting * terms.elasticity
            office.shift("market_access", gain / 3.0)


LEVERS = (IntlRdFund, ExpoBooth, TrainPlatform)
