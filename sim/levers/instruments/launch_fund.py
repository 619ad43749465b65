"""Launch fund: a public-private fund for future industries that invests in the pilot stage."""

from typing import Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from sim.calendar import MONTHS_PER_YEAR, month_text, parse_month
from sim.ledger.book import Payer, split
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import ALL_FIELDS, PayeeKind
from sim.levers.office import Office
from sim.levers.terms import DatedTerms
from sim.scenario.amounts import Fen, Money, Month, Share, money, money_words
from sim.scenario.problems import TermsProblem
from sim.texts.bilingual import Bilingual as B
from sim.world.funds import MOST_FUNDS


class FundTerms(DatedTerms):
    """Rules and payments of a public-private fund."""

    size: Money
    """Size of the fund."""
    fiscal: Money
    """Part of the size that the city pays."""
    social: Money
    """Part of the size that private investors pay."""
    tranches: tuple[Money, ...]
    """What is paid in at the start and after each further year; adds up to the size."""
    private_realised: Share = 1.0
    """Share of the private commitment that is really paid in."""
    direct_max: Share
    """Share of the size that may be invested directly; the rest goes through sub-funds."""
    small_min: Share = 0.0
    """Share of what is invested that must go to technology SMEs and teams."""
    project_cap: Share
    """Share of the size that one project may receive at most."""
    trl_min: Annotated[float, Field(ge=1, le=9)] = 4.0
    """Lowest technology readiness level."""
    trl_max: Annotated[float, Field(ge=1, le=9)] = 6.0
    """Highest technology readiness level."""
    loss_tolerance: Share
    """Share of what is invested that may be lost without blame to the managers."""
    future_fields_only: bool = True
    """Whether only fields with 4+8 future industries are eligible."""

    @model_validator(mode="after")
    def _parts_add_up(self) -> Self:
        if self.fiscal + self.social != self.size:
            raise TermsProblem("fund_parts", parts=money_words(Fen(self.fiscal + self.social)), size=money_words(self.size))
        if sum(self.tranches) != self.size:
            raise TermsProblem("tranche_sum", tranches=money_words(Fen(sum(self.tranches))), size=money_words(self.size))
        last = self.start + MONTHS_PER_YEAR * (len(self.tranches) - 1)
        if self.end is not None and last > self.end:
            raise TermsProblem("tranche_dates", last=month_text(last), end=month_text(self.end))
        if self.trl_min > self.trl_max:
            raise TermsProblem("trl_order", low=self.trl_min, high=self.trl_max)
        return self

    def payer_shares(self) -> dict[Payer, float]:
        """The city pays the fiscal part, private investors the rest."""
        shares = {Payer.CITY: self.fiscal / self.size, Payer.PRIVATE: self.social / self.size}
        return {payer: share for payer, share in shares.items() if share > 0}


class LaunchFundTerms(FundTerms):
    """Terms of the launch fund for future industries; every default is printed in the proposal."""

    start: Month = parse_month("2026-01")
    """Month of the first tranche."""
    end: Month | None = parse_month("2028-12")
    """Last month in which a tranche may be paid; what was paid in is invested afterwards too."""
    size: Money = money("50亿")
    """Size of the fund."""
    fiscal: Money = money("15亿")
    """Part of the size that the city pays."""
    social: Money = money("35亿")
    """Part of the size that private investors pay."""
    tranches: tuple[Money, ...] = (money("20亿"), money("20亿"), money("10亿"))
    """What is paid in at the start and after each further year; adds up to the size."""
    direct_max: Share = 0.3
    """Share of the size that may be invested directly; the rest goes through sub-funds."""
    project_cap: Share = 0.05
    """Share of the size that one project may receive at most."""
    loss_tolerance: Share = 0.4
    """Share of what is invested that may be lost without blame to the managers."""


class LaunchFund(Lever[LaunchFundTerms]):
    """The fund invests in results at TRL 4-6 that lack money for their pilot; acts on the funding cause."""

    key = "launch_fund"
    title = B("Launch fund for future industries", "未来产业启航基金")
    summary = B(
        "A fund of 5 billion CNY, 1.5 public and 3.5 private, invests in projects at TRL 4 to 6.",
        "总规模50亿元（财政15亿元、社会资本35亿元）的基金，投向技术成熟度4至6级项目。",
    )
    group, acts_on, moves = "finance", "funds", "piloted_results"
    evidence = (
        "launch_fund__size",
        "launch_fund__fiscal",
        "launch_fund__social",
        "launch_fund__tranches",
        "launch_fund__tranche_2026",
        "launch_fund__tranche_2027",
        "launch_fund__tranche_2028",
        "launch_fund__direct_max",
        "launch_fund__trl_min",
        "launch_fund__trl_max",
        "launch_fund__project_cap",
        "launch_fund__loss_tolerance",
        "launch_fund__mode",
    )
    figures = {
        "launch_fund__size": "size",
        "launch_fund__fiscal": "fiscal",
        "launch_fund__social": "social",
        "launch_fund__tranches": "#tranches",
        "launch_fund__tranche_2026": "tranches.0",
        "launch_fund__tranche_2027": "tranches.1",
        "launch_fund__tranche_2028": "tranches.2",
        "launch_fund__direct_max": "direct_max",
        "launch_fund__trl_min": "trl_min",
        "launch_fund__trl_max": "trl_max",
        "launch_fund__project_cap": "project_cap",
        "launch_fund__loss_tolerance": "loss_tolerance",
    }
    assumptions = (
        Assumption(
            "private_realised",
            "100%",
            "26% .. 100%",
            B("Only a quarter of China's guidance funds reached their size (science F13).", "全国仅约四分之一引导基金募足规模（科学附注F13）。"),
        ),
    )
    terms_type = LaunchFundTerms

    def act(self, office: Office) -> None:
        """Pay the tranche that is due."""
        pay_tranche(office, self.terms)


def pay_tranche(office: Office, terms: FundTerms) -> None:
    """Pay this year's tranche into the fund in the anniversary month of its start."""
    elapsed = office.month - terms.start
    if terms.scale == 0 or elapsed % MONTHS_PER_YEAR or elapsed // MONTHS_PER_YEAR >= len(terms.tranches):
        return
    fund = _account(office, terms)
    tranche = round(terms.tranches[elapsed // MONTHS_PER_YEAR] * terms.scale)
    parts = dict(split(tranche, terms.payer_shares()))
    if Payer.PRIVATE in parts:
        parts[Payer.PRIVATE] = int(parts[Payer.PRIVATE] * terms.private_realised)
    city = terms.city_indices()[0]
    for payer, part in parts.items():
        office.ledger.post(office.month, office.lever, payer, PayeeKind.FUND, fund, city, part)
        office.world.funds.cash[fund] += part
        office.world.funds.paid_in[fund] += part


def _account(office: Office, terms: FundTerms) -> int:
    """Row of the lever's fund, opened with its rules at the first tranche."""
    funds, rows = office.world.funds, int(office.world.funds.rows[0])
    held = np.flatnonzero(funds.lever[:rows] == office.lever)
    if held.size:
        return int(held[0])
    if rows >= MOST_FUNDS:
        raise OverflowError(f"a run holds at most {MOST_FUNDS} funds")
    size = round(terms.size * terms.scale)
    future = office.world.geography.future > 0
    funds.lever[rows], funds.size[rows] = office.lever, size
    funds.direct_limit[rows], funds.small_floor[rows] = terms.direct_max, terms.small_min
    funds.project_limit[rows] = round(size * terms.project_cap)
    funds.loss_tolerance[rows] = terms.loss_tolerance
    funds.trl_low[rows], funds.trl_high[rows] = terms.trl_min, terms.trl_max
    funds.cities[rows] = terms.city_mask()
    funds.fields[rows] = sum(1 << i for i in np.flatnonzero(future)) if terms.future_fields_only else ALL_FIELDS
    funds.rows[0] = rows + 1
    return rows


LEVERS = (LaunchFund,)
