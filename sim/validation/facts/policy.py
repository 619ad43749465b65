"""Facts about what policy does: trials with the same random numbers, with and without an instrument (rows 22 to 28)."""

from sim.indicators.records import CIRCLE
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import Point
from sim.levers.office import Office
from sim.scenario.amounts import money
from sim.validation.facts.tables import SHENYANG, deal_forms, monthly
from sim.validation.material import Course, Instrument, Material, december
from sim.world.columns import TECH_SME

GRANT_RATIO, GRANT_CAP = 0.3, money("500万")
"""Grants for joint R&D as the proposal of 2026 prints their cap."""
CONTRACT_RATIO, CONTRACT_CAP, CONTRACT_BUDGET = 0.1, money("10万"), money("2600万")
"""The subsidy of 2017: 10 percent announced and 66,000 CNY paid on average, so that a cap must have bound (science C); its 12.5
million CNY are raised by the growth of turnover from 217.5 to 450 (100 million CNY)."""
FIRST_YEAR, LAST_YEAR = 2024, 2027


def incremental_ratio(material: Material) -> float:
    """Extra true R&D of the circle until the end of 2027 over public money paid in 2024."""
    course = _granted(material, "2024-12")
    extra = (monthly(course.world, "rd_real", CIRCLE) - monthly(material.course.world, "rd_real", CIRCLE)).sum() / 12.0
    return float(extra / _paid(course))


def incremental_small(material: Material) -> float:
    """Extra R&D per yuan of leads that were technology SMEs, minus that of other leads."""
    course, base = _granted(material, "2024-12"), material.course
    paid = _paid_to_firms(course)
    start = base.snapshots[december(FIRST_YEAR - 1)].firms
    small = {int(i) for i, status in zip(start["identity"], start["status"], strict=True) if status & TECH_SME}
    extra, spent = {True: 0.0, False: 0.0}, {True: 0.0, False: 0.0}
    for firm, amount in paid.items():
        spent[firm in small] += amount
    for month in (month for month in base.snapshots if month >= december(FIRST_YEAR - 1)):
        with_grant, without = _rd_of(course, month), _rd_of(base, month)
        for firm in paid:
            extra[firm in small] += 0.5 * (with_grant.get(firm, 0.0) - without.get(firm, 0.0))
    return extra[True] / spent[True] - extra[False] / spent[False]


def collaboration_fade(material: Material) -> float:
    """Effect of a quarter of grants on true R&D twelve months after the last month, over that after six."""
    course = _granted(material, "2024-03")
    effect = monthly(course.world, "rd_real", CIRCLE) - monthly(material.course.world, "rd_real", CIRCLE)
    last = course.world.records.months.index(december(2023) + 3)
    return float(effect[last + 12] / effect[last + 6])


def talent_leak(material: Material) -> float:
    """Young talents that the other members have more at the end of 2027 when Shenyang attracts 200 more a year."""
    course = material.trial("talent", lambda: Instrument(_attract, start="2024-01", cities=("shenyang",)))
    last = december(LAST_YEAR)
    return float((course.snapshots[last].talent_young - material.course.snapshots[last].talent_young)[1:].sum())


def episode_direct(material: Material) -> float:
    """Rise of the local share of Shenyang's registered value in the first year of the subsidy."""
    return _local_registered(_subsidised(material)) - _local_registered(material.course)


def episode_channel(material: Material) -> float:
    """That rise minus the rise in a model in which the benefit does not move registration."""
    deaf = _subsidised(material, "deaf, subsidised", registration__sensitivity=0.0)
    silent = material.trial("deaf", lambda: Instrument(_nothing, start="2024-01"), registration__sensitivity=0.0)
    return episode_direct(material) - (_local_registered(deaf) - _local_registered(silent))


def equity_incentive(material: Material) -> float:
    """Relative change of deals over platforms' results when inventors may hold 50 instead of 20 percent."""
    return _more_deals(material, material.trial("equity", lambda: Instrument(_more_equity, start="2024-01")))


def royalty_incentive(material: Material) -> float:
    """Relative change of those deals when inventors get a further 30 percent of the price."""
    return _more_deals(material, material.trial("royalty", lambda: Instrument(_royalty, start="2024-01")))


def _grant(office: Office) -> None:
    office.offer(Point.JOINT_PROJECT, ratio=GRANT_RATIO, cap=GRANT_CAP)


def _attract(office: Office) -> None:
    office.shift("talent_young", 200.0)


def _subsidise(office: Office) -> None:
    pot = office.budget("contracts", CONTRACT_BUDGET, yearly=True)
    home = 1 << SHENYANG
    office.offer(Point.SERVICE_CONTRACT, ratio=CONTRACT_RATIO, cap=CONTRACT_CAP, budget=pot, origins=home, destinations=home)


def _more_equity(office: Office) -> None:
    office.shift("equity_limit", 0.5)


def _royalty(office: Office) -> None:
    office.offer(Point.DEAL_INVENTOR, ratio=0.3)


def _nothing(_office: Office) -> None:
    """Leave everything as it is."""


def _granted(material: Material, end: str) -> Course:
    return material.trial(f"grants to {end}", lambda: Instrument(_grant, start="2024-01", end=end))


def _subsidised(material: Material, name: str = "subsidised", **numbers: float) -> Course:
    return material.trial(name, lambda: Instrument(_subsidise, start="2024-01", cities=("shenyang",)), **numbers)


def _paid(course: Course) -> float:
    ledger = course.world.ledger
    return float(ledger.public_cost()[-1]) / FEN_PER_MILLION


def _paid_to_firms(course: Course) -> dict[int, float]:
    """Money that the instrument paid, million CNY, by identity of the firm."""
    ledger, firms = course.world.ledger, course.world.firms
    journal = ledger.journal()
    mine = journal.lever == len(ledger.lever_keys) - 1
    found: dict[int, float] = {}
    for payee, amount in zip(journal.payee[mine], journal.amount[mine], strict=True):
        identity = int(firms.identity[payee])
        found[identity] = found.get(identity, 0.0) + amount / FEN_PER_MILLION
    return found


def _rd_of(course: Course, month: int) -> dict[int, float]:
    firms = course.snapshots[month].firms
    return {int(i): float(rd) for i, rd, alive in zip(firms["identity"], firms["rd"], firms["alive"], strict=True) if alive}


def _local_registered(course: Course) -> float:
    """Share of what Shenyang's sellers registered in the first year that was bought in Shenyang."""
    value = course.world.records.years[FIRST_YEAR].registered_value[SHENYANG]
    return float(value[SHENYANG] / value.sum())


def _more_deals(material: Material, course: Course) -> float:
    return len(deal_forms(course.world)) / len(deal_forms(material.course.world)) - 1.0
