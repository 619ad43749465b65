"""17. Entry and exit: stock(t+1) = stock(t) + entries - exits in every city.

Every city has a fixed number of places for potential entrants of each kind; place k is filled this month if

    u_k < rate_kind(city) / places,   rate = rate_kind * stock in the first month * attractiveness^taste * entry_rate * policy_kind / 12

so that a higher rate admits the same entrants and more. Start-ups are founded by people of the city, incubated
firms come from its incubators, attracted ones from outside. Results whose equity deal founds a firm, and
customers of pilot bases that land, enter as well. Firms leave with the yearly hazard

    h = h(age) * (revenue / 5)^-size * innovator * distress,   h(age) = 1.6, 6.3, 9.5 % in years 1 to 3, above 8 % to year 7, then less (science F1)

where introducing a product (F2: 75 against 55 percent survive nine years) lowers it and empty cash raises it.
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import child_identity, normal, pick, uniform, uniform_each
from sim.kernels import inner, kernel
from sim.parameters.declare import Free
from sim.processes.alliances import drop_dead_members
from sim.processes.blocks import BLOCK, room_for_a_block
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.candidates import seat, unseat
from sim.world.columns import (
    CITY_COUNT,
    FIELD_COUNT,
    INCUBATOR,
    NEVER,
    ORIGIN_ATTRACTED,
    ORIGIN_INCUBATED,
    ORIGIN_SPIN_OFF,
    ORIGIN_START_UP,
    TECH_SME,
)
from sim.world.world import World

HEADROOM = 8.0
"""Places per expected entrant (a device: the highest multiple of entry that can be drawn)."""
FEWEST_PLACES = 32
HIGHEST_HAZARD = 0.6
_KINDS = (ORIGIN_START_UP, ORIGIN_INCUBATED, ORIGIN_ATTRACTED, ORIGIN_INCUBATED)
_FAMILIES = np.array([0xE1000000, 0xE2000000, 0xE3000000, 0xE4000000], dtype=np.uint64)
SPIN_OFF_CHILD = 3
"""Number of a spin-off among the children that a result may bear."""


class EntryExit(NamedTuple):
    """Parameters of entry and exit."""

    start_up: Annotated[float, Free(
        0.16, "firms a year per firm of end-2022", (0.08, 0.35), "estimated", "科技型企业数(沈阳口径),shenyang: +38 percent in 2022",
        B("start-ups", "新创企业率"))]
    incubated: Annotated[float, Free(
        3.0, "firms a year per incubator", (1, 8), "assumed", "software_park_firms; incubator counts of the zones",
        B("graduates of an incubator", "孵化器年毕业企业"))]
    attracted: Annotated[float, Free(
        0.02, "firms a year per firm of end-2022", (0.005, 0.06), "estimated", "software_park_branch_share: 30 percent from outside",
        B("attracted firms", "引进企业率"))]
    taste: Annotated[float, Free(
        0.7, "elasticity", (0.2, 1.5), "assumed", "attractive cities win more entrants",
        B("entry on attractiveness", "进入对吸引力弹性"))]
    demand: Annotated[float, Free(
        0.5, "elasticity", (0, 1.5), "assumed", "founders follow demand",
        B("field choice on demand", "领域选择对需求弹性"))]
    first_year: Annotated[float, Free(
        0.016, "probability a year", (0.01, 0.03), "observed", "science:F1", B("hazard in year 1", "第1年退出率"))]
    second_year: Annotated[float, Free(
        0.063, "probability a year", (0.05, 0.08), "observed", "science:F1", B("hazard in year 2", "第2年退出率"))]
    third_year: Annotated[float, Free(
        0.095, "probability a year", (0.08, 0.11), "observed", "science:F1", B("hazard in year 3", "第3年退出率"))]
    to_seventh: Annotated[float, Free(
        0.085, "probability a year", (0.08, 0.095), "observed", "science:F1",
        B("hazard in years 4 to 7", "第4至7年退出率"))]
    later: Annotated[float, Free(
        0.065, "probability a year", (0.03, 0.08), "estimated", "science:F1: below 8 percent",
        B("hazard after year 7", "第7年后退出率"))]
    size: Annotated[float, Free(
        0.18, "elasticity", (0.05, 0.4), "estimated", "science:F1: larger capital survives longer",
        B("hazard falls with size", "退出率的规模弹性"))]
    innovator: Annotated[float, Free(
        0.48, "ratio", (0.3, 0.7), "derived", "science:F2: ln 0.75 over ln 0.55",
        B("hazard of innovators", "创新企业退出率比"))]
    distress: Annotated[float, Free(
        3.0, "ratio", (1.5, 6), "assumed", "no cash and no credit",
        B("hazard of firms without cash", "资金耗尽退出率倍数"))]
    revenue: Annotated[float, Free(
        1.6, "million CNY a year", (0.5, 4), "assumed", "a dozen people",
        B("median revenue of a start-up", "新创企业收入中位数"))]
    revenue_spread: Annotated[float, Free(
        1.0, "log points", (0.6, 1.5), "assumed", "entrants differ less than incumbents",
        B("spread of entrants' revenue", "新企业收入离散度"))]
    attracted_scale: Annotated[float, Free(
        6.0, "ratio", (2, 20), "assumed", "branches start larger", B("size of an attracted firm", "引进企业规模倍数"))]
    intensity: Annotated[float, Free(
        0.07, "ratio", (0.03, 0.15), "assumed", "young technology firms spend more",
        B("R&D intensity at entry", "新企业研发强度"))]
    absorptive: Annotated[float, Free(
        0.42, "0..1", (0.3, 0.6), "assumed", "founders know their field, firms learn later",
        B("absorptive capacity at entry, mean", "新企业吸收能力"))]
    incubator_lift: Annotated[float, Free(
        0.1, "0..1", (0, 0.2), "assumed", "mentors and services",
        B("absorptive capacity gained in an incubator", "孵化提升吸收能力"))]
    spin_off_absorptive: Annotated[float, Free(
        0.7, "0..1", (0.5, 0.9), "assumed", "the inventors are on board",
        B("absorptive capacity of a spin-off, mean", "衍生企业吸收能力"))]
    spin_off_scale: Annotated[float, Free(
        0.4, "ratio", (0.1, 1), "assumed", "a spin-off starts with a result, not with sales",
        B("size of a spin-off", "衍生企业规模比"))]
    spin_off_equity: Annotated[float, Free(
        0.3, "share", (0.1, 0.7), "assumed", "tech_equity__max_share allows up to 0.7",
        B("equity of inventors in a spin-off", "衍生企业科研人员持股"))]
    digital: Annotated[float, Free(
        0.4, "0..1", (0.2, 0.6), "assumed", "near incumbents, from the start",
        B("digital level at entry, mean", "新企业数字化水平"))]
    skilled: Annotated[float, Free(
        0.1, "share of staff", (0.05, 0.3), "assumed", "a founder or two of a dozen",
        B("specialists at entry", "新企业专才占比"))]
    per_head: Annotated[float, Free(
        0.8, "million CNY a year", (0.4, 1.5), "assumed", "as in the population of 2022",
        B("revenue per employee at entry", "新企业人均营收"))]
    oldest_attracted: Annotated[float, Free(
        8.0, "years", (3, 15), "assumed", "branches of firms that exist elsewhere",
        B("oldest attracted firm", "引进企业最大年龄"))]
    capital: Annotated[float, Free(
        0.6, "years of revenue", (0.2, 1.5), "assumed", "founders' money", B("cash at entry", "新企业初始资金"))]


def run(world: World, parameters: EntryExit) -> None:
    """Let firms leave, then let firms enter."""
    draws, month, notes = world.draws, world.month, world.notes
    exits = _leave(world.firms, world.candidates, world.flows, room_for_a_block(), parameters, month, draws.key("entry_exit.exit", month))
    if exits:
        drop_dead_members(world.alliances, world.firms, month)
    rates, places = _entry_rates(world, parameters)
    unseated = notes.setdefault("entry.unseated", np.zeros(1, dtype=np.int64))
    mix = _field_mix(world, parameters)
    rates[-1] = places[-1] = notes.pop("entry.landed", 0)
    _enter(world.firms, world.candidates, world.flows, rates, places, mix, unseated, parameters, month,
           draws.key("entry_exit.entry", month), draws.key("entry_exit.nature", month))
    spin_offs = notes.get("entry.spin_offs")
    if spin_offs is not None and len(spin_offs):
        _spin_off(world.firms, world.results, world.candidates, world.flows, spin_offs, unseated, parameters, month,
                  draws.key("entry_exit.nature", month))
        notes["entry.spin_offs"] = np.zeros(0, dtype=np.int64)


def _entry_rates(world: World, p: EntryExit) -> tuple[np.ndarray, np.ndarray]:
    """Expected entrants this month and fixed places, by kind and city; shape (4, 8) each, the last row left to landed customers (E-17.1)."""
    notes = world.notes
    if "entry.base" not in notes:
        notes["entry.base"] = _base_rates(world, p)
        places = np.maximum(FEWEST_PLACES, np.ceil(HEADROOM * notes["entry.base"]))
        notes["entry.places"] = np.vstack((places, np.zeros(CITY_COUNT))).astype(np.int64)
    appeal = np.maximum(world.cities.attractiveness, 0.0) ** p.taste * world.policy.quantities.entry_rate
    rates = np.empty((len(_KINDS), CITY_COUNT))
    rates[:-1] = notes["entry.base"] * appeal[None, :]
    rates[1] *= world.policy.quantities.incubation
    rates[2] *= world.policy.quantities.attraction
    return rates, notes["entry.places"]


def _base_rates(world: World, p: EntryExit) -> np.ndarray:
    """Monthly entrants by kind and city at unit attractiveness: founders are as many as a place bears (E-17.1).

    The measure of a place is its number of firms at the end of 2022, whatever the first month: a flow that does not grow
    with the stock is what lets growth slow down from year to year.
    """
    platforms, stock = world.platforms, world.notes["entry.stock"]
    places = int(platforms.rows[0])
    incubators = np.bincount(platforms.city[:places][platforms.kind[:places] == INCUBATOR], minlength=CITY_COUNT)
    return np.stack((p.start_up * stock, p.incubated * incubators, p.attracted * stock)) / 12.0


def _field_mix(world: World, p: EntryExit) -> np.ndarray:
    """Cumulative chances of an entrant's field by city: the mix of the first month, moved by demand; shape (8, 13) (E-17.3)."""
    notes = world.notes
    if "entry.mix" not in notes:
        rows = int(world.firms.rows[0])
        alive = world.firms.alive[:rows]
        segment = world.firms.city[:rows].astype(np.int64) * FIELD_COUNT + world.firms.field[:rows]
        count = np.bincount(segment[alive], minlength=CITY_COUNT * FIELD_COUNT).reshape(CITY_COUNT, FIELD_COUNT)
        notes["entry.mix"] = (count + world.geography.strength[:CITY_COUNT]).astype(float)
    weights = notes["entry.mix"] * np.maximum(world.cities.demand, 0.0) ** p.demand
    total = np.cumsum(weights, axis=1)
    result: np.ndarray = total / total[:, -1:]
    return result


@inner
def age_hazard(age, p):
    """Yearly hazard by age in months (E-17.4)."""
    if age < 12:
        return p.first_year
    if age < 24:
        return p.second_year
    if age < 36:
        return p.third_year
    return p.to_seventh if age < 84 else p.later


@kernel
def _leave(firms, candidates, flows, luck, p, month, key):
    """Draw exits; return how many firms left (E-17.4)."""
    exits = 0
    for first in range(0, firms.rows[0], BLOCK):
        count = min(BLOCK, firms.rows[0] - first)
        uniform_each(luck, key, firms.identity[first:], count, 0)
        for place in range(count):
            row, u = first + place, luck[place] * 12.0
            if u < HIGHEST_HAZARD and firms.alive[row] and u < min(HIGHEST_HAZARD, _hazard(firms, p, month, row)):
                firms.alive[row] = False
                firms.died[row] = month
                unseat(candidates, firms, row)
                flows.exits[firms.city[row]] += 1.0
                exits += 1
    return exits


@inner
def _hazard(firms, p, month, row):
    """Yearly hazard of leaving (E-17.4)."""
    hazard = age_hazard(month - firms.born[row], p) * (max(0.1, firms.revenue[row]) / 5.0) ** -p.size
    hazard *= p.innovator if firms.innovator[row] else 1.0
    return hazard * (p.distress if firms.cash[row] < 0.0 else 1.0)


@kernel
def _enter(firms, candidates, flows, rates, places, mix, unseated, p, month, key, key_nature):
    """Fill the places whose draw lies below the rate; customers landed by pilot bases come as a kind with a rate of one per place (E-17.2)."""
    for kind in range(4):
        for city in range(CITY_COUNT):
            family = _FAMILIES[kind] + np.uint64(city)
            for place in range(places[kind, city]):
                if uniform(key, family, place) * places[kind, city] < rates[kind, city]:
                    identity = child_identity(family, month, place)
                    _found(firms, candidates, flows, mix, unseated, p, month, key_nature, identity, city, _KINDS[kind])


@inner
def _found(firms, candidates, flows, mix, unseated, p, month, key, identity, city, origin):
    """A firm enters by its own decision: field by the city's mix, size by kind."""
    scale = p.attracted_scale if origin == ORIGIN_ATTRACTED else 1.0
    revenue = scale * p.revenue * math.exp(p.revenue_spread * normal(key, identity, 0))
    field = pick(mix[city], uniform(key, identity, 2))
    row = _new_firm(firms, p, month, key, identity, city, origin, field, revenue)
    firms.field2[row] = pick(mix[city], uniform(key, identity, 3))
    firms.niche[row] = uniform(key, identity, 4)
    if origin == ORIGIN_ATTRACTED:
        firms.born[row] = month - 12 - int(12.0 * (p.oldest_attracted - 1.0) * uniform(key, identity, 5))
        firms.status[row] = TECH_SME
        firms.ip[row] = 4.0 * uniform(key, identity, 6)
        flows.attracted[city] += 1.0
    elif origin == ORIGIN_INCUBATED:
        firms.absorptive[row] = min(0.9, firms.absorptive[row] + p.incubator_lift)
        flows.incubated[city] += 1.0
    _take_place(firms, candidates, flows, unseated, row, city)


@inner
def _new_firm(firms, p, month, key, identity, city, origin, field, revenue):
    """Fill a new row; what is not named keeps the fill value of its column (E-17.5)."""
    row = firms.rows[0]
    if row >= firms.alive.shape[0]:
        raise OverflowError("more firms in one month than the table has room for")
    firms.rows[0] = row + 1
    firms.identity[row] = identity
    firms.alive[row] = True
    firms.died[row] = NEVER
    firms.city[row] = city
    firms.field[row] = field
    firms.origin[row] = origin
    firms.born[row] = month
    firms.revenue[row] = revenue
    firms.revenue_year_ago[row] = revenue
    intensity = p.intensity * math.exp(0.6 * normal(key, identity, 10) - 0.18)
    firms.rd[row] = max(0.02, intensity * revenue)
    firms.rd_reported[row] = firms.rd[row]
    firms.rd_stock[row] = 2.0 * firms.rd[row]
    firms.absorptive[row] = _around(p.absorptive, uniform(key, identity, 12))
    firms.digital[row] = _around(p.digital, uniform(key, identity, 13))
    firms.cash[row] = p.capital * revenue * (0.5 + uniform(key, identity, 14))
    firms.staff[row] = 3.0 + revenue / p.per_head
    firms.skilled[row] = p.skilled * firms.staff[row]
    return row


@inner
def _around(mean, u):
    """A value even within 40 percent of a mean, inside 0..1."""
    return min(0.95, mean * (0.6 + 0.8 * u))


@inner
def _take_place(firms, candidates, flows, unseated, row, city):
    flows.entries[city] += 1.0
    if not seat(candidates, firms, row):
        unseated[0] += 1


@kernel
def _spin_off(firms, results, candidates, flows, spin_offs, unseated, p, month, key):
    """Results whose equity deal founds a firm: the new firm takes the result (E-17.6)."""
    for r in spin_offs:
        city = results.city[r]
        identity = child_identity(results.identity[r], month, SPIN_OFF_CHILD)
        revenue = p.spin_off_scale * p.revenue * math.exp(0.5 * normal(key, identity, 0))
        row = _new_firm(firms, p, month, key, identity, city, ORIGIN_SPIN_OFF, results.field[r], revenue)
        firms.field2[row] = results.field2[r]
        firms.niche[row] = results.niche[r]
        firms.absorptive[row] = _around(p.spin_off_absorptive, uniform(key, identity, 12))
        firms.ip[row] = 1.0
        firms.equity_sold[row] = p.spin_off_equity
        firms.cash[row] += 1.0 + 0.1 * results.price[r]
        results.taker[r] = row
        flows.spin_offs[city] += 1.0
        _take_place(firms, candidates, flows, unseated, row, city)


PROCESS = Process(
    key="entry_exit",
    title=B("Entry and exit", "企业进入与退出"),
    run=run,
    parameters_type=EntryExit,
    decisions=("entry_exit.exit", "entry_exit.entry", "entry_exit.nature"),
    equation="enter if u_k < rate/places; h = h(age) (y/5)^-s innovator distress; stock(t+1) = stock(t) + entries - exits",
)
