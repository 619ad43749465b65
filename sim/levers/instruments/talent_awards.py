"""Money for people: the Xingshen plan by class, the talent plan, housing of graduates, tax on second posts."""

from typing import Annotated

from pydantic import Field

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import ALL_CITIES, EVENT_BASE, Point
from sim.levers.office import Office
from sim.levers.terms import Status, Terms
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B

TOP, LEAD, YOUNG = 1.0, 2.0, 3.0
"""Classes of talents, in the place of the TRL."""

_ADDITIONAL = Assumption("additional", "40%", "10% .. 80%", B("How many would come anyway is not known.", "无法得知多少人才本会到来。"))


def pay_arrivals(office: Office, talent: float, amount: int, yearly: float) -> None:
    """Offer an amount in fen per arrival of one class, for at most ``yearly`` persons a year.

    The scale multiplies the number of persons and leaves the amount for one as it is.
    """
    scale = office.terms.scale
    if scale == 0 or amount == 0 or yearly == 0:
        return
    pot = office.budget(f"{office.key}.{talent:g}", round(amount * yearly), yearly=True)
    office.offer(Point.TALENT_ARRIVAL, ratio=amount / EVENT_BASE / scale, budget=pot, trl=(talent, talent))


class XingshenTerms(Terms):
    """Terms of the Xingshen plan."""

    start: Month = parse_month("2023-01")
    """First month in force."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    top_number: Annotated[float, Field(ge=0, le=100)] = 1.0
    """Class A persons a year (new academicians)."""
    top_reward: Money = money("500万")
    """Reward of a class A person."""
    top_research: Money = money("100万")
    """Research money of a class A person."""
    lead_number: Annotated[float, Field(ge=0, le=500)] = 5.0
    """Class B persons a year."""
    lead_reward: Money = money("250万")
    """Reward of a class B person."""
    lead_project: Money = money("110万")
    """Project money of a class B person."""
    young_number: Annotated[float, Field(ge=0, le=5000)] = 50.0
    """Class C persons a year."""
    young_reward: Money = money("50万")
    """Reward of a class C person."""
    young_project: Money = money("70万")
    """Project money of a class C person."""
    additional: Share = 0.4
    """Share of the persons paid for who would not have come otherwise."""


class Xingshen(Lever[XingshenTerms]):
    """Persons of three classes are rewarded when they come; part of them would have come anyway."""

    key = "xingshen"
    title = B("Xingshen talent plan", "兴沈英才计划")
    summary = B("Rewards and project money for persons of class A, B and C.", "对A、B、C三类人才给予奖励与项目经费。")
    group, acts_on, moves = "talent", "talent", "talent"
    evidence = ("xingshen_a__reward", "xingshen_a__research", "xingshen_b__number", "xingshen_b__reward", "xingshen_b__project",
                "xingshen_c__number", "xingshen_c__reward", "xingshen_c__project")  # fmt: skip
    figures = {
        "xingshen_a__reward": "top_reward",
        "xingshen_a__research": "top_research",
        "xingshen_b__number": "lead_number",
        "xingshen_b__reward": "lead_reward",
        "xingshen_b__project": "lead_project",
        "xingshen_c__number": "young_number",
        "xingshen_c__reward": "young_reward",
        "xingshen_c__project": "young_project",
    }
    assumptions = (_ADDITIONAL, Assumption("top_number", "1 a year", "0 .. 3", B("No number is printed for class A.", "A类未载明人数。")))
    terms_type = XingshenTerms

    def act(self, office: Office) -> None:
        """Offer the rewards and draw further persons."""
        terms = self.terms
        classes = (
            (TOP, "talent_top", terms.top_number, terms.top_reward + terms.top_research),
            (LEAD, "talent_lead", terms.lead_number, terms.lead_reward + terms.lead_project),
            (YOUNG, "talent_young", terms.young_number, terms.young_reward + terms.young_project),
        )
        for talent, quantity, number, amount in classes:
            pay_arrivals(office, talent, amount, number)
            office.shift(quantity, number * terms.additional * terms.scale)


class TalentPlanTerms(Terms):
    """Terms of the talent plan for future industries."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    end: Month | None = parse_month("2028-12")
    """Last month in force."""
    top_number: Annotated[float, Field(ge=0, le=5000)] = 50.0
    """Top persons over the whole plan."""
    composite_number: Annotated[float, Field(ge=0, le=100000)] = 2000.0
    """Cross-skilled persons over the whole plan."""
    years: Annotated[float, Field(gt=0, le=20)] = 3.0
    """Years over which the numbers are spread."""
    settle_cap: Money = money("500万")
    """Settling allowance of a top person."""
    composite_grant: Money = money("5万")
    """Money for a cross-skilled person."""
    additional: Share = 0.4
    """Share of the persons paid for who would not have come otherwise."""


class TalentPlan(Lever[TalentPlanTerms]):
    """Top persons come as leading people (class B), cross-skilled persons as class C."""

    key = "talent_plan"
    title = B("Talent plan for future industries", "未来产业人才专项计划")
    summary = B("Fifty top and two thousand cross-skilled persons in three years; up to 5 million CNY to settle.",
                "三年引进50名顶尖人才、培养2000名复合型人才，安家费最高500万元。")  # fmt: skip
    group, acts_on, moves = "talent", "talent", "talent"
    evidence = ("talent_plan__top_number", "talent_plan__composite_number", "talent_plan__settle_cap")
    figures = {
        "talent_plan__top_number": "top_number",
        "talent_plan__composite_number": "composite_number",
        "talent_plan__settle_cap": "settle_cap",
    }
    assumptions = (_ADDITIONAL, Assumption("composite_grant", "5万", "1万 .. 20万", B("Not printed.", "未载明。")))
    terms_type = TalentPlanTerms

    def act(self, office: Office) -> None:
        """Offer the allowances and draw further persons."""
        terms = self.terms
        for talent, quantity, number, amount in (
            (LEAD, "talent_lead", terms.top_number / terms.years, terms.settle_cap),
            (YOUNG, "talent_young", terms.composite_number / terms.years, terms.composite_grant),
        ):
            pay_arrivals(office, talent, amount, number)
            office.shift(quantity, number * terms.additional * terms.scale)


class SaplingPlanTerms(Terms):
    """Terms of the housing subsidy for graduates."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    end: Month | None = parse_month("2028-12")
    """Last month in force."""
    years: Annotated[float, Field(ge=0, le=10)] = 3.0
    """Years for which a graduate's housing is subsidised."""
    monthly: Money = money("0.08万")
    """Subsidy of a month."""
    response: Annotated[float, Field(ge=0, le=2)] = 0.05
    """By how much staying rises for each 10,000 CNY in all."""


class SaplingPlan(Lever[SaplingPlanTerms]):
    """Graduates who stay as specialists get housing money; more of them stay."""

    key = "sapling_plan"
    title = B("Sapling plan", "青苗计划")
    summary = B("Graduates who stay get a housing subsidy for three years.", "对留沈毕业生给予三年住房补贴。")
    group, acts_on, moves = "talent", "talent", "graduates_kept"
    evidence = ("sapling_plan__housing", "sapling_plan__classes")
    figures = {"sapling_plan__housing": "years"}
    assumptions = (
        Assumption("monthly", "800元", "300元 .. 2000元", B("The monthly amount is not printed.", "月补贴额未载明。")),
        Assumption("response", "5% per 10,000 CNY", "1% .. 15%", B("No study of the circle exists.", "无本地研究。")),
    )
    terms_type = SaplingPlanTerms

    def act(self, office: Office) -> None:
        """Offer the money in all for each graduate, and let more stay."""
        terms = self.terms
        million = terms.monthly * terms.years * MONTHS_PER_YEAR / FEN_PER_MILLION
        office.offer(Point.GRADUATE, ratio=million * FEN_PER_MILLION / EVENT_BASE)
        office.shift("graduate_stay", 1.0 + terms.response * million * terms.scale * 100.0)


class FlexTalentTerms(Terms):
    """Terms of tax relief on second posts."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    relief: Money = money("3万")
    """Income tax given back for one second post."""
    response: Annotated[float, Field(ge=0, le=2)] = 0.1
    """By how much posts rise for each 10,000 CNY."""


class FlexTalent(Lever[FlexTalentTerms]):
    """Teachers and engineers who take second posts pay less tax; more posts are taken up."""

    key = "flex_talent"
    title = B("Flexible sharing of talent", "人才柔性共享计划")
    summary = B("Income tax relief for people with a second post in another member.", "对跨市兼职人才给予个人所得税优惠。")
    group, acts_on, moves = "talent", "talent", "flexible_posts"
    felt = "circle"
    evidence = ("flex_talent__tax",)
    assumptions = (
        Assumption("relief", "3万 a post", "1万 .. 10万", B("The rate is not printed.", "优惠税率未载明。")),
        Assumption("response", "10% per 10,000 CNY", "2% .. 30%", B("No study of the circle exists.", "无本地研究。")),
    )
    terms_type = FlexTalentTerms

    def act(self, office: Office) -> None:
        """Offer the relief for each post in any member that a resident of the cities takes up, and let more be taken up."""
        terms = self.terms
        million = terms.relief / FEN_PER_MILLION
        office.offer(Point.FLEXIBLE_POST, ratio=terms.relief / EVENT_BASE, origins=ALL_CITIES)
        office.shift("flexible_posts", 1.0 + terms.response * million * terms.scale * 100.0)


LEVERS = (Xingshen, TalentPlan, SaplingPlan, FlexTalent)
