"""Transfer agencies: professional agencies that are rewarded for conversions they bring about."""

from typing import Annotated

from pydantic import Field

from sim.calendar import parse_month
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import NO_BUDGET, NO_CAP, Point
from sim.levers.office import Office
from sim.levers.terms import CITIES, City, Terms
from sim.scenario.amounts import Money, Month, Share
from sim.texts.bilingual import Bilingual as B


class TransferAgenciesTerms(Terms):
    """Terms of the reward to transfer agencies."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    count: Annotated[int, Field(ge=0, le=500)] = 20
    """Professional agencies."""
    reward: Share = 0.03
    """Share of the transaction value that is paid to the agency."""
    rewarded: tuple[City, ...] = ("shenyang",)
    """Cities in which the conversion must take place to be rewarded."""
    cap: Money | None = None
    """Most that is paid for one transaction; the documents give no cap."""
    budget: Money | None = None
    """Yearly budget; empty means that every eligible transaction is rewarded."""
    staff: Annotated[float, Field(gt=0, le=100)] = 6.0
    """Brokers of one agency; they are among the brokers that the city has."""
    usual_fee: Annotated[Share, Field(gt=0)] = 0.05
    """Fee that agencies live on without the reward, as a share of the transaction value."""
    elasticity: Annotated[float, Field(ge=0.01, le=1)] = 0.1
    """Elasticity of the agencies' contacts on their pay."""


class TransferAgencies(Lever[TransferAgenciesTerms]):
    """The reward adds to the usual fee: agencies make more contacts by a low elasticity and turn to what is rewarded.

    The deals that they would have brought about anyway are rewarded too (deadweight).
    """

    key = "transfer_agencies"
    title = B("Reward to transfer agencies", "技术转移机构奖励")
    summary = B(
        "Twenty professional agencies receive 3 percent of the value of the local conversions they bring about.",
        "对20家专业技术转移机构，按促成本地转化交易额的3%给予奖励。",
    )
    group, acts_on, moves = "market", "search", "converted_local"
    evidence = ("transfer_agencies__count", "transfer_agencies__reward")
    figures = {"transfer_agencies__count": "count", "transfer_agencies__reward": "reward"}
    assumptions = (
        Assumption("staff", "6", "3 .. 15", B("Staff of an agency is not printed.", "机构人员数未载明。")),
        Assumption("usual_fee", "5%", "2% .. 10%", B("Usual commission; not printed.", "通常佣金率，文件未载明。")),
        Assumption(
            "elasticity",
            "0.1",
            "0.01 .. 0.3",
            B("No causal estimate exists; centred low (science G).", "尚无因果估计，取低值（科学附注G）。"),
        ),
    )
    terms_type = TransferAgenciesTerms

    def act(self, office: Office) -> None:
        """Offer the reward, and let the rewarded brokers work a little more and closer to home."""
        terms = self.terms
        if terms.reward * terms.scale == 0 or terms.count == 0:
            return
        pot = NO_BUDGET if terms.budget is None else office.budget("transfer_agencies", terms.budget, yearly=True)
        where = sum(1 << CITIES.index(city) for city in terms.rewarded)
        cap = NO_CAP if terms.cap is None else terms.cap
        office.offer(Point.DEAL_AGENCY, ratio=terms.reward, budget=pot, destinations=where, cap=cap)
        brokers = float(office.world.cities.brokers[list(terms.city_indices())].sum())
        office.shift("agency_share", min(1.0, terms.count * terms.staff / max(1.0, brokers)))
        office.shift("agency_effort", (1.0 + terms.reward * terms.scale / terms.usual_fee) ** terms.elasticity)


LEVERS = (TransferAgencies,)
