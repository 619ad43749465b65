"""Capacity for verification and pilot: rent of centres, further centres and bases, test flights, state equity."""

from typing import Annotated

from pydantic import Field

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.ledger.book import FEN_PER_MILLION, Payer
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import NO_CAP, PayeeKind, Point
from sim.levers.office import Office
from sim.levers.terms import DatedTerms, Status, Terms
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CONCEPT_CENTRE, PILOT_BASE

AVIATION = 3


class ConceptRentTerms(Terms):
    """Terms of the rent subsidy of concept centres."""

    start: Month = parse_month("2027-01")
    """First month in force; the documents name 2027."""
    ratio: Share = 1.0
    """Share of the rent that is paid."""
    cap: Money | None = None
    """Most that one project receives; the documents give no cap."""


class ConceptRent(Lever[ConceptRentTerms]):
    """The rent within the price of verification is paid, so fewer teams stop for want of money."""

    key = "concept_rent"
    title = B("Rent of concept centres", "概念验证中心场地租金补贴")
    summary = B("The full rent of concept centres is paid.", "对概念验证中心场地租金给予全额补贴。")
    group, acts_on, moves = "verification", "verification", "stopped_funding"
    raises = False
    evidence = ("concept_rent__ratio",)
    figures = {"concept_rent__ratio": "ratio"}
    assumptions = (Assumption("cap", "none", "none .. 20万", B("No cap and no duration are printed (I-47).", "未载明上限与期限（I-47）。")),)
    terms_type = ConceptRentTerms

    def act(self, office: Office) -> None:
        """Offer the rent at the cost of verification."""
        office.offer(Point.VERIFICATION_COST, ratio=self.terms.ratio, cap=NO_CAP if self.terms.cap is None else self.terms.cap)


class CentresTerms(Terms):
    """Terms of a programme of centres beyond those that exist."""

    start: Month = parse_month("2025-01")
    """First month in force."""
    status: Status = "planned"
    """Standing of the instrument in the documents."""
    number: Annotated[float, Field(ge=0, le=2000)] = 28.0
    """Centres in all, those that exist included."""
    yearly_cost: Money = money("200万")
    """Public cost of one further centre a year."""


def add_centres(office: Office, terms: CentresTerms, kind: int, quantity: str) -> None:
    """Add the slots of the centres that the city does not have yet, each like the mean of those it has."""
    platforms, rows, city = office.world.platforms, int(office.world.platforms.rows[0]), terms.city_indices()[0]
    mine = (platforms.kind[:rows] == kind) & (platforms.city[:rows] == city)
    further = max(0.0, terms.number * terms.scale - float(mine.sum()))
    if further == 0.0:
        return
    mean = float(platforms.slots[:rows][mine].mean()) if mine.any() else 1.0
    office.shift(quantity, further * mean, cities=(city,))
    monthly = terms.yearly_cost * further / MONTHS_PER_YEAR
    for payer, share in terms.payer_shares().items():
        office.ledger.post(office.month, office.lever, payer, PayeeKind.CITY, city, city, round(monthly * share))


class OfficialConceptCentres(Lever[CentresTerms]):
    """Twenty-eight centres are read as the stock of 2024-25 (I-20, I-21): only centres beyond the stock are new."""

    key = "official_concept_centres"
    title = B("Concept centres of the outline", "纲要概念验证中心")
    summary = B("The city has 28 concept centres; a larger number adds slots.", "全市概念验证中心28家，超出部分新增容量。")
    group, acts_on, moves = "verification", "verification", "verified_results"
    evidence = ("official_concept_centres__count",)
    figures = {"official_concept_centres__count": "number"}
    assumptions = (Assumption("yearly_cost", "200万", "50万 .. 500万", B("Cost of a centre is not printed.", "中心运行成本未载明。")),)
    terms_type = CentresTerms

    def act(self, office: Office) -> None:
        """Add the slots of further centres."""
        add_centres(office, self.terms, CONCEPT_CENTRE, "verification_slots")


class PilotBasesTerms(CentresTerms):
    """Terms of a programme of pilot bases beyond those that exist."""

    number: Annotated[float, Field(ge=0, le=2000)] = 66.0
    """Bases in all, those that exist included."""
    yearly_cost: Money = money("600万")
    """Public cost of one further base a year."""


class OfficialPilotBases(Lever[PilotBasesTerms]):
    """Sixty-six bases are the stock of 2024 (I-20): only bases beyond the stock are new."""

    key = "official_pilot_bases"
    title = B("Pilot bases of the outline", "纲要中试基地")
    summary = B("The city has 66 pilot bases; a larger number adds slots.", "全市中试基地66家，超出部分新增容量。")
    group, acts_on, moves = "verification", "pilot", "pilot_firms_served"
    evidence = ("official_pilot_bases__count", "pilot_network__number")
    figures = {"official_pilot_bases__count": "number", "pilot_network__number": "number"}
    assumptions = (Assumption("yearly_cost", "600万", "200万 .. 1500万", B("Cost of a base is not printed.", "基地运行成本未载明。")),)
    terms_type = PilotBasesTerms

    def act(self, office: Office) -> None:
        """Add the slots of further bases."""
        add_centres(office, self.terms, PILOT_BASE, "pilot_slots")


class TestFlightBaseTerms(Terms):
    """Terms of the subsidy for test-flight bases."""

    start: Month = parse_month("2024-01")
    """First month in force."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    end: Month | None = parse_month("2026-12")
    """Last month in force."""
    cap: Money = money("500万")
    """Most that one base receives."""
    bases: Annotated[float, Field(ge=0, le=50)] = 1.0
    """Bases that are built a year."""
    slots: Annotated[float, Field(ge=0, le=50)] = 4.0
    """Slots for pilots that one base adds."""


class TestFlightBase(Lever[TestFlightBaseTerms]):
    """Bases built with the subsidy stay and add slots."""

    key = "test_flight_base"
    title = B("Subsidy for test-flight bases", "试飞基地补助")
    summary = B("Builders of test-flight bases receive up to 5 million CNY each.", "对试飞基地建设最高补助500万元。")
    group, acts_on, moves = "verification", "pilot", "pilot_firms_served"
    evidence = ("test_flight_base__cap",)
    figures = {"test_flight_base__cap": "cap"}
    assumptions = (
        Assumption("bases", "1 a year", "0.3 .. 2", B("The number of bases is not printed.", "基地数量未载明。")),
        Assumption("slots", "4", "1 .. 10", B("Capacity is not printed.", "基地容量未载明。")),
    )
    terms_type = TestFlightBaseTerms

    def act(self, office: Office) -> None:
        """Pay in January and count the bases built so far."""
        terms = self.terms
        if terms.scale * terms.bases == 0:
            return
        elapsed = office.month - terms.start
        city = terms.city_indices()[0]
        if elapsed % MONTHS_PER_YEAR == 0:
            office.pay(round(terms.cap * terms.bases), PayeeKind.PLATFORM, -1, city)
        built = terms.bases * terms.scale * (elapsed // MONTHS_PER_YEAR + 1)
        office.shift("pilot_slots", built * terms.slots, cities=(city,))


class StatePilotEquityTerms(DatedTerms):
    """Terms of state equity in pilot bases."""

    start: Month = parse_month("2023-01")
    """First month in force."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    drawn: Money = money("1亿")
    """Private capital that the state's stake draws into pilot bases."""
    stake: Money = money("0.3亿")
    """The state's stake."""
    per_slot: Money = money("400万")
    """Equipment of one slot."""

    def payer_shares(self) -> dict[Payer, float]:
        """The city pays the stake, private investors what is drawn in."""
        total = self.drawn + self.stake
        return {Payer.CITY: self.stake / total, Payer.PRIVATE: self.drawn / total} if total else {Payer.CITY: 1.0}


class StatePilotEquity(Lever[StatePilotEquityTerms]):
    """State and private capital equip further slots, once, at the start."""

    key = "state_pilot_equity"
    title = B("State equity in pilot bases", "国资入股中试基地")
    summary = B("A state stake draws 100 million CNY of private capital into pilot bases.", "国资入股带动社会资本1亿元投入中试基地。")
    group, acts_on, moves = "finance", "pilot", "pilot_firms_served"
    evidence = ("state_equity_pilot__leverage",)
    figures = {"state_equity_pilot__leverage": "drawn"}
    assumptions = (
        Assumption("stake", "0.3亿", "0.1亿 .. 1亿", B("The stake is not printed.", "国资出资额未载明。")),
        Assumption("per_slot", "400万", "200万 .. 1000万", B("Equipment of a slot is not printed.", "单位容量设备投入未载明。")),
    )
    terms_type = StatePilotEquityTerms

    def act(self, office: Office) -> None:
        """Pay in at the start; the slots stay."""
        terms, city = self.terms, self.terms.city_indices()[0]
        total = terms.drawn + terms.stake
        if terms.scale == 0 or total == 0:
            return
        if office.month == terms.start:
            office.pay(total, PayeeKind.PLATFORM, -1, city)
        office.shift("pilot_slots", total * terms.scale / max(FEN_PER_MILLION // 100, terms.per_slot), cities=(city,))


LEVERS = (ConceptRent, OfficialConceptCentres, OfficialPilotBases, TestFlightBase, StatePilotEquity)
