"""Verification and pilot: rent of concept centres, money for verified projects, equipment of pilot bases."""

from typing import Annotated

from pydantic import Field

from sim.calendar import parse_month
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import NO_BUDGET, NO_CAP, Point
from sim.levers.office import Office
from sim.levers.terms import Terms
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B

_FROM_2027 = parse_month("2027-01")


class VerifyActionTerms(Terms):
    """Terms of the incubation money for verified projects."""

    start: Month = _FROM_2027
    """First month in force; the documents name 2027."""
    cap: Money = money("100万")
    """Most that one project receives when it passes verification at a centre."""
    types: Annotated[int, Field(ge=1, le=4)] = 4
    """Types of concept centre that take part: university, firm, capital and joint platform, in this order."""


class VerifyAction(Lever[VerifyActionTerms]):
    """Incubation money for each project that passes concept verification; acts on the funding cause."""

    key = "verify_action"
    title = B("Incubation money for verified projects", "概念验证项目孵化资金")
    summary = B(
        "Up to 1 million CNY for each project that passes verification at a concept centre.",
        "对通过概念验证中心验证的项目，单项给予最高100万元孵化资金。",
    )
    group, acts_on, moves = "verification", "verification", "piloted_results"
    evidence = ("verify_action__types", "verify_action__cap")
    figures = {"verify_action__types": "types", "verify_action__cap": "cap"}
    terms_type = VerifyActionTerms

    def act(self, office: Office) -> None:
        """Offer the money at the gate of verification, to the share of centres that take part."""
        cap = self.terms.cap * self.terms.types // 4
        office.offer(Point.VERIFICATION_PASSED, ratio=1.0, cap=cap, small_only=True)


class PilotEquipmentTerms(Terms):
    """Terms of the equipment subsidy of pilot bases."""

    start: Month = _FROM_2027
    """First month in force; the documents name 2027."""
    ratio: Share = 0.4
    """Share of the purchase of equipment that is paid."""
    cap: Money | None = None
    """Most that one base receives in a year; the documents give no cap."""
    budget: Money | None = None
    """Yearly budget; empty means that every eligible purchase is subsidised."""


class PilotEquipment(Lever[PilotEquipmentTerms]):
    """Equipment subsidy of pilot bases: more slots and lower prices, with deadweight on what would have been bought."""

    key = "pilot_equipment"
    title = B("Equipment subsidy of pilot bases", "中试基地设备购置补贴")
    summary = B("40 percent of the purchase of equipment by pilot bases.", "对中试基地设备购置按40%给予补贴。")
    group, acts_on, moves = "verification", "pilot", "pilot_firms_served"
    evidence = ("pilot_equipment__ratio",)
    figures = {"pilot_equipment__ratio": "ratio"}
    assumptions = (
        Assumption(
            "cap",
            "none",
            "none .. 2000万 a year",
            B("The proposal prints neither a cap nor the former ratio (I-47).", "建议稿未载明上限与原补贴比例（I-47）。"),
        ),
    )
    terms_type = PilotEquipmentTerms

    def act(self, office: Office) -> None:
        """Offer the subsidy on the yearly investment of bases."""
        terms = self.terms
        pot = NO_BUDGET if terms.budget is None else office.budget("pilot_equipment", terms.budget, yearly=True)
        office.offer(Point.PILOT_EQUIPMENT, ratio=terms.ratio, cap=NO_CAP if terms.cap is None else terms.cap, budget=pot)


LEVERS = (VerifyAction, PilotEquipment)
