"""Trading platforms of clusters: more contacts in their fields, and a lump sum once turnover passes a threshold."""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import PayeeKind
from sim.levers.office import Office
from sim.levers.terms import Terms
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B


class TradingPlatformTerms(Terms):
    """Terms of the trading platforms."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    platforms: Annotated[int, Field(ge=0, le=13)] = 3
    """Cluster platforms, each in one field."""
    threshold: Money = money("1亿")
    """Turnover of a platform in a year above which it is rewarded."""
    reward: Money = money("100万")
    """Reward of a platform for a year above the threshold."""
    contacts: Annotated[float, Field(ge=0, le=10)] = 0.15
    """Contacts that a platform arranges for each result of its field a month."""
    turnover_share: Share = 0.2
    """Share of the field's transfer that goes through the platform."""


class TradingPlatform(Lever[TradingPlatformTerms]):
    """Platforms open in the fields with the largest transfer of last year; their operators strive for the step reward."""

    key = "trading_platform"
    title = B("Trading platforms of clusters", "产业集群技术交易平台")
    summary = B("Three cluster platforms; each receives 1 million CNY in a year with turnover above 100 million.",
                "建设3家集群交易平台，年交易额超1亿元的奖励100万元。")  # fmt: skip
    group, acts_on, moves = "market", "search", "converted_results"
    evidence = ("trading_platform__cluster_platforms", "trading_platform__threshold", "trading_platform__reward")
    figures = {
        "trading_platform__cluster_platforms": "platforms",
        "trading_platform__threshold": "threshold",
        "trading_platform__reward": "reward",
    }
    assumptions = (
        Assumption("contacts", "0.15", "0.03 .. 0.5", B("Activity of a platform is not printed.", "平台活跃度未载明。")),
        Assumption("turnover_share", "20%", "5% .. 50%", B("Yearly turnover assumed; I-47 leaves it open.", "按年交易额理解（I-47）。")),
    )
    terms_type = TradingPlatformTerms

    def act(self, office: Office) -> None:
        """Arrange contacts; in January reward the platforms whose last year passed the threshold."""
        terms = self.terms
        if terms.scale == 0 or terms.platforms == 0:
            return
        sold = last_year_by_field(office, terms.city_indices())
        fields = np.argsort(-sold, kind="stable")[: terms.platforms]
        office.shift("contacts", terms.contacts * terms.scale, fields=tuple(int(field) for field in fields))
        if office.month % MONTHS_PER_YEAR == 0 and office.month >= terms.start + MONTHS_PER_YEAR:
            turnover = sold[fields] * terms.turnover_share * FEN_PER_MILLION
            for field in fields[turnover > terms.threshold]:
                office.pay(terms.reward, PayeeKind.AGENCY, int(field), terms.city_indices()[0])


def last_year_by_field(office: Office, cities: tuple[int, ...]) -> np.ndarray:
    """Value of contracts sold by the cities in the last full calendar year by field, million CNY; shape (13,)."""
    contracts, rows = office.world.contracts, int(office.world.contracts.rows[0])
    january = office.month - office.month % MONTHS_PER_YEAR
    month = contracts.month[:rows]
    first, end = np.searchsorted(month, (january - MONTHS_PER_YEAR, january))
    inside = np.isin(contracts.seller_region[first:end], cities)
    return np.bincount(contracts.field[first:end][inside], weights=contracts.value[first:end][inside], minlength=13)


LEVERS = (TradingPlatform,)
