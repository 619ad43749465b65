"""Firms of end-2022: which flags they hold, how large and how old they are, what they know and spend on R&D.

A member's firms come in three classes: high-tech and technology SME, high-tech only, technology SME only; before 2022
there are also firms without a title, which resemble the last. Growth and
specialisation flags are drawn without replacement among the firms whose class and age allow them, in numbers that hold
exactly. Size, age and R&D are drawn from the class's distribution:

    revenue: lognormal below 200 million CNY for SMEs (size limit of the register), Pareto above for the others (F4)
    age:     exponential above the youngest age the flags allow (F1, F3)
    R&D:     reported intensity = threshold (5, 4 or 3 percent by size) * (1 + Exp(b)) for high-tech firms (bunching, A4);
             true R&D = reported * (1 - relabelled share)
"""

import numpy as np

from sim.draws.arrays import exponential_between, families, lognormal_below, normals, pareto_between, uniforms
from sim.draws.keyed import Draws
from sim.world.columns import (
    CITY_COUNT,
    GAZELLE,
    HIGH_TECH,
    INNOVATIVE_SME,
    LEADING,
    LITTLE_GIANT,
    POTENTIAL_UNICORN,
    SRDI,
    TECH_SME,
    YOUNG_EAGLE,
    Firms,
    allocate,
)
from sim.world.geography import Geography
from sim.world.population.assumed import numbers
from sim.world.population.counts import Counts
from sim.world.population.parameters import Population

SME_REVENUE_LIMIT, SME_STAFF_LIMIT = 200.0, 500.0
THRESHOLDS = ((50.0, 0.05), (200.0, 0.04), (np.inf, 0.03))
FIRM_FAMILY = 0xF1000000
OLDEST_YEARS, OLDEST_EAGLE, OLDEST_GAZELLE = 45.0, 9.5, 15.0
DEPRECIATION = 0.15
MONTH = 0
BLOCK = 1 << 18
"""Firms that are built at a time."""


def build_firms(counts: Counts, geography: Geography, draws: Draws, p: Population, start: int) -> Firms:
    """Return the firms alive at the start; capacity is twice their number.

    Besides who holds which flag, a firm does not depend on others, so they are built by blocks: of millions of firms, the arrays in
    between would take as much memory as the table.
    """
    total = int(counts.firms.sum())
    firms = allocate(Firms, 2 * total, total)
    firms.rows[0] = total
    everyone = slice(0, total)
    firms.city[everyone] = np.repeat(np.arange(CITY_COUNT, dtype=np.int8), counts.firms)
    firms.alive[everyone] = True
    within = np.concatenate([np.arange(n, dtype=np.int32) for n in counts.firms])
    blocks = [slice(first, min(total, first + BLOCK)) for first in range(0, total, BLOCK)]
    for rows in blocks:
        parents = (FIRM_FAMILY + firms.city[rows].astype(np.int64)).astype(np.uint64)
        firms.identity[rows] = families(parents, MONTH, within[rows].astype(np.int64))
    _flags(firms, everyone, counts, within, draws, p)
    del within
    for rows in blocks:
        _ages(firms, rows, draws, p, start)
        _sizes(firms, rows, draws, p)
        _fields(firms, rows, geography, draws)
        _research(firms, rows, draws, p)
        _state(firms, rows, draws, start)
    _chain_leaders(firms, everyone)
    return firms


def _flags(firms: Firms, rows: slice, counts: Counts, within: np.ndarray, draws: Draws, p: Population) -> None:
    city = firms.city[rows]
    high_tech = within < counts.high_tech[city]
    sme = (within < counts.both[city]) | (~high_tech & (within < counts.titled[city]))
    status = np.where(high_tech, np.uint16(HIGH_TECH), np.uint16(0)) | np.where(sme, np.uint16(TECH_SME), np.uint16(0))
    order = uniforms(draws.key("population.flags", MONTH), firms.identity[rows], 0)
    for place in range(CITY_COUNT):
        here = np.flatnonzero(city == place)
        ranked = here[np.argsort(order[here], kind="stable")]
        _give_growth_flags(status, ranked, counts, place, p)
        _give_other_flags(status, ranked, counts, place)
    firms.status[rows] = status


def _give_growth_flags(status: np.ndarray, ranked: np.ndarray, counts: Counts, place: int, p: Population) -> None:
    """Young eagles, gazelles and potential unicorns: one firm holds at most one of them, mostly high-tech firms."""
    high_tech = ranked[(status[ranked] & HIGH_TECH) != 0]
    others = ranked[(status[ranked] & HIGH_TECH) == 0]
    top, outside = counts.potential_unicorn[place], 0
    status[high_tech[:top]] |= POTENTIAL_UNICORN
    for flag, wanted in ((GAZELLE, counts.gazelle[place]), (YOUNG_EAGLE, counts.young_eagle[place])):
        inside = min(round(wanted * p.growth_high_tech), len(high_tech) - top)
        status[high_tech[top : top + inside]] |= flag
        status[others[outside : outside + wanted - inside]] |= flag
        top, outside = top + inside, outside + wanted - inside


def _give_other_flags(status: np.ndarray, ranked: np.ndarray, counts: Counts, place: int) -> None:
    """Specialisation track among SMEs, from the end of the ranking; leading firms among high-tech firms beyond SME size."""
    small = ranked[(status[ranked] & (TECH_SME | HIGH_TECH)) == (TECH_SME | HIGH_TECH)][::-1]
    giants, srdi = counts.little_giant[place], counts.srdi[place]
    status[small[:giants]] |= LITTLE_GIANT | SRDI
    status[small[giants : max(giants, srdi)]] |= SRDI
    status[small[srdi : srdi + counts.innovative_sme[place]]] |= INNOVATIVE_SME
    large = ranked[(status[ranked] & (TECH_SME | HIGH_TECH)) == HIGH_TECH][::-1]
    status[large[: counts.leading[place]]] |= LEADING


def _has(firms: Firms, rows: slice, flag: int) -> np.ndarray:
    return (firms.status[rows] & flag) != 0


def _ages(firms: Firms, rows: slice, draws: Draws, p: Population, start: int) -> None:
    """Founding month: exponential age between the youngest and the oldest age that the flags allow (E-20.2)."""
    high_tech, eagle = _has(firms, rows, HIGH_TECH), _has(firms, rows, YOUNG_EAGLE)
    gazelle = _has(firms, rows, GAZELLE | POTENTIAL_UNICORN)
    low = np.where(gazelle, 3.0, np.where(high_tech, 1.1, 0.0))
    high = np.where(eagle, OLDEST_EAGLE, np.where(gazelle, OLDEST_GAZELLE, OLDEST_YEARS))
    mean = np.where(high_tech, p.high_tech_age, p.sme_age)
    years = exponential_between(uniforms(draws.key("population.age", MONTH), firms.identity[rows], 0), mean, low, high)
    firms.born[rows] = start - 1 - np.ceil(12 * years)


def _sizes(firms: Firms, rows: slice, draws: Draws, p: Population) -> None:
    """Revenue by class, staff, and the growth of last year (E-20.3)."""
    key, identity = draws.key("population.size", MONTH), firms.identity[rows]
    high_tech, sme = _has(firms, rows, HIGH_TECH), ~_has(firms, rows, HIGH_TECH) | _has(firms, rows, TECH_SME)
    gazelle, unicorn = _has(firms, rows, GAZELLE), _has(firms, rows, POTENTIAL_UNICORN)
    median = np.where(high_tech, p.high_tech_revenue, p.sme_revenue)
    body = lognormal_below(normals(key, identity, 0), median, np.full(len(median), p.revenue_spread), np.full(len(median), SME_REVENUE_LIMIT))
    tail = pareto_between(uniforms(key, identity, 2), p.tail_exponent, p.tail_start, p.tail_end)
    revenue = np.where(sme, body, tail)
    revenue = np.where(gazelle, np.maximum(revenue, 10.0), np.where(unicorn & ~sme, np.maximum(revenue, 300.0), revenue))
    firms.revenue[rows] = revenue
    staff = revenue / p.revenue_per_head * np.exp(0.5 * normals(key, identity, 3)) + 3.0
    firms.staff[rows] = np.where(sme, np.minimum(staff, SME_STAFF_LIMIT), staff)
    growth = 0.18 * normals(key, identity, 5) + np.where(gazelle, 0.3, 0.05)
    firms.growth[rows] = growth
    firms.revenue_year_ago[rows] = revenue


def _fields(firms: Firms, rows: slice, geography: Geography, draws: Draws) -> None:
    """Main field by the strength of the member, a second one near it, and a niche (E-20.4)."""
    key, identity, city = draws.key("population.field", MONTH), firms.identity[rows], firms.city[rows]
    weights = geography.strength[:CITY_COUNT] * np.where(np.arange(CITY_COUNT)[:, None] == 0, numbers("field_families", "weight_shenyang"), 1.0)
    firms.field[rows] = pick(np.cumsum(weights, axis=1)[city], uniforms(key, identity, 0))
    near = np.exp(-geography.field_distance / 0.3)
    firms.field2[rows] = pick(np.cumsum(near, axis=1)[firms.field[rows]], uniforms(key, identity, 1))
    firms.niche[rows] = uniforms(key, identity, 2)


def pick(cumulative: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Index drawn from rows of cumulative weights; shapes (n, k) and (n,)."""
    chosen = (cumulative < (u * cumulative[:, -1])[:, None]).sum(axis=1)
    return np.minimum(chosen, cumulative.shape[1] - 1)


def threshold(revenue: np.ndarray) -> np.ndarray:
    """R&D intensity that a high-tech firm of this revenue must report."""
    return np.select([revenue < bound for bound, _ in THRESHOLDS], [share for _, share in THRESHOLDS])


def _research(firms: Firms, rows: slice, draws: Draws, p: Population) -> None:
    """Reported and true R&D, knowledge, and who is an innovator (E-20.5)."""
    key, identity, revenue = draws.key("population.rd", MONTH), firms.identity[rows], firms.revenue[rows]
    high_tech = _has(firms, rows, HIGH_TECH)
    reported = threshold(revenue) * (1 - p.bunching * np.log(uniforms(key, identity, 0)))
    free = np.minimum(0.6, p.sme_intensity * np.exp(0.7 * normals(key, identity, 1)))
    relabelled = np.where(high_tech, np.clip(p.relabelled + 0.1 * normals(key, identity, 3), 0, 0.6), 0.0)
    intensity = np.where(high_tech, reported, free)
    firms.rd_reported[rows] = intensity * revenue
    firms.rd[rows] = firms.rd_reported[rows] * (1 - relabelled)
    firms.rd_stock[rows] = firms.rd[rows] / (DEPRECIATION + 0.08)
    firms.innovator[rows] = uniforms(key, identity, 5) < np.where(high_tech, p.innovators, 0.3 * p.innovators)


def _state(firms: Firms, rows: slice, draws: Draws, start: int) -> None:
    """Absorptive capacity (more with R&D, inverted U in size, F10), digital level, money, rights, certificates (E-20.6)."""
    key, identity, revenue = draws.key("population.state", MONTH), firms.identity[rows], firms.revenue[rows]
    intensity = firms.rd[rows] / revenue
    size = np.exp(-((np.log10(revenue) - 1.8) ** 2) / 4)
    firms.absorptive[rows] = np.clip(0.1 + 0.5 * (1 - np.exp(-intensity / 0.05)) * size + 0.2 * uniforms(key, identity, 0), 0.05, 0.95)
    firms.digital[rows] = np.clip(0.2 + 0.08 * np.log1p(revenue) * uniforms(key, identity, 1) + 0.25 * uniforms(key, identity, 2), 0, 1)
    firms.cash[rows] = revenue * (0.1 + 0.3 * uniforms(key, identity, 3))
    firms.debt[rows] = revenue * 0.3 * uniforms(key, identity, 4)
    high_tech = _has(firms, rows, HIGH_TECH)
    firms.ip[rows] = np.floor(np.where(high_tech, 6, 1) + 6 * uniforms(key, identity, 5) * (1 + firms.rd[rows]) ** 0.4)
    firms.skilled[rows] = firms.staff[rows] * np.clip(0.05 + 2 * intensity, 0.05, 0.6)
    left = 1 + np.floor(36 * uniforms(key, identity, 6))
    firms.certificate_end[rows] = np.where(high_tech, start + left, firms.certificate_end[rows])
    growth_track = _has(firms, rows, YOUNG_EAGLE | GAZELLE | POTENTIAL_UNICORN)
    firms.gazelle_end[rows] = np.where(growth_track, start + left, firms.gazelle_end[rows])


def _chain_leaders(firms: Firms, rows: slice) -> None:
    """The largest firm of each field leads its chain; the printed criterion (revenue above 5 billion CNY) is a lever's."""
    for field in np.unique(firms.field[rows]):
        members = np.flatnonzero(firms.field[rows] == field)
        firms.chain_leader[members[np.argmax(firms.revenue[members])]] = True
