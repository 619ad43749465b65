"""15. Talent: people come by class, graduates stay, posts are shared, teams bring results, and some leave.

    arrivals(class, c) ~ Poisson((rate_class * weight(c) * attractiveness(c) * pull(c) + further_class(c)) / 12),
                         weight = researchers(c) / researchers(Shenyang)
    leaving(class, c)  = leave_class * stock / 12 / (attractiveness(c) * pull(c))^taste
    P(d | c)           ~ mass(d) * (attractiveness(d) * pull(d))^taste * (1 + dist(c, d)/50)^-decay
    graduates who stay = graduates * stay * graduate_stay * (attractiveness * pull)^taste / 12, of whom a share become specialists in firms

Destinations include the regions outside, so that what one city gains another, or the circle, may lose (EURACE's
spill to the neighbour). Leading people in flexible posts serve firms of other members without moving.
Specialists are shared among the firms of a city by staff and raise absorptive capacity
(:mod:`sim.processes.growth`); leading and top people raise the quality of the platform they join. Teams that
move with their projects are left for the research step under the note ``talent.teams``, one count per city. Offers
at TALENT_ARRIVAL are paid for each arrival on a base of ten million CNY (class 1 to 3 in the place of the TRL), those at
GRADUATE and FLEXIBLE_POST for each graduate or post of the month on the same base.
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.calendar import MONTHS_PER_YEAR
from sim.draws.keyed import poisson, uniform
from sim.kernels import inner, kernel
from sim.levers.offers import EVENT_BASE, PayeeKind, Point, claim
from sim.parameters.declare import Free
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT, CONCEPT_CENTRE, REGION_COUNT
from sim.world.gravity import HALF_DISTANCE_KM
from sim.world.world import World

_ARRIVAL, _GRADUATE, _POST = int(Point.TALENT_ARRIVAL), int(Point.GRADUATE), int(Point.FLEXIBLE_POST)
_PERSON = int(PayeeKind.PERSON)
GRADUATION = 6
"""Month of the year (from 0) in which most graduates start work."""


class Talent(NamedTuple):
    """Parameters of talent."""

    top: Annotated[float, Free(
        1.0, "persons a year in Shenyang", (0.2, 4), "assumed", "xingshen_a__reward names no number",
        B("arrivals of class A", "A类人才年引进"))]
    lead: Annotated[float, Free(
        5.0, "persons a year in Shenyang", (3, 10), "official", "xingshen_b__number",
        B("arrivals of class B", "B类人才年引进"))]
    young: Annotated[float, Free(
        50.0, "persons a year in Shenyang", (30, 100), "official", "xingshen_c__number",
        B("arrivals of class C", "C类人才年引进"))]
    teams: Annotated[float, Free(
        6.0, "teams a year in Shenyang", (2, 15), "estimated", "highend_teams_000: 33 teams; zone counts *_htz_teams",
        B("teams that move with projects", "带土移植团队年引进"))]
    leave_top: Annotated[float, Free(
        0.015, "share a year", (0.005, 0.05), "assumed", "rare moves", B("leaving, class A", "A类流出率"))]
    leave_lead: Annotated[float, Free(
        0.025, "share a year", (0.01, 0.08), "assumed", "between the other classes",
        B("leaving, class B", "B类流出率"))]
    leave_young: Annotated[float, Free(
        0.04, "share a year", (0.02, 0.12), "assumed", "the Northeast loses young people",
        B("leaving, class C", "C类流出率"))]
    outside: Annotated[float, Free(
        1.5, "ratio", (1, 3), "assumed", "wages of the coast; science:B1 for technology",
        B("attractiveness of regions outside", "圈外吸引力"))]
    taste: Annotated[float, Free(
        1.0, "elasticity", (0.5, 2), "assumed", "science: EURACE 2014 shows the direction",
        B("response to attractiveness", "吸引力弹性"))]
    decay: Annotated[float, Free(
        0.6, "elasticity", (0.2, 1.2), "assumed", "people move less far than contracts",
        B("decay with distance", "距离衰减"))]
    stay: Annotated[float, Free(
        0.45, "share", (0.2, 0.7), "assumed", "I-54: neither graduate figure is calibrated against",
        B("graduates who stay", "毕业生留存率"))]
    specialist: Annotated[float, Free(
        0.04, "share", (0.01, 0.1), "assumed", "few graduates become R&D specialists of technology firms",
        B("graduates who become specialists", "毕业生成为专才比例"))]
    flexible: Annotated[float, Free(
        0.1, "posts a year per leading person", (0, 0.4), "assumed", "flex_talent__tax gives no rate",
        B("flexible posts", "柔性兼职率"))]
    worth: Annotated[float, Free(
        8.0, "specialists per leading person", (2, 20), "assumed", "a leader and a small group",
        B("specialists that follow a leader", "领军人才带动专才数"))]
    quit: Annotated[float, Free(
        0.03, "share a year", (0.01, 0.1), "assumed", "turnover net of replacement",
        B("net loss of specialists in firms", "企业专才净流失率"))]
    top_weight: Annotated[float, Free(
        3.0, "ratio", (1, 6), "assumed", "class A counts several times class B",
        B("a top person against a leading one", "A类与B类作用比"))]
    july: Annotated[float, Free(
        0.5, "share", (0.3, 0.8), "assumed", "graduates start work in July",
        B("graduates who start in July", "七月入职占比"))]
    quality: Annotated[float, Free(
        0.02, "ratio", (0, 0.08), "assumed", "science:B13 finds proximity before quality",
        B("quality brought to a platform", "平台质量提升"))]


def run(world: World, parameters: Talent) -> None:
    """Move people, and give firms and platforms what they bring."""
    draws, month = world.draws, world.month
    q = world.policy.quantities
    pull = q.talent_pull
    weight = _weights(world)
    come = np.zeros((4, CITY_COUNT))
    further = np.array((q.talent_top, q.talent_lead, q.talent_young, q.teams))
    _arrivals(come, world.cities.attractiveness * pull, weight, further, parameters, draws.key("talent.arrival", month))
    appeal = (world.cities.attractiveness * pull) ** parameters.taste
    nearness = _nearness(world, parameters)
    staying = _graduates(world, parameters, appeal)
    _people_move(world, parameters, appeal, nearness, come, staying)
    _join_platforms(world.platforms, come, parameters, draws.key("talent.post", month))
    posts = _flexible_posts(world, parameters, appeal, nearness)
    _reward(world, come, staying, posts)
    staff = np.full(CITY_COUNT, 1e-9)
    _count_staff(world.firms, staff)
    _strengthen_firms(world.firms, (_specialists(parameters, come, posts) + staying) / staff, parameters.quit / 12.0)
    world.notes["talent.teams"] = come[3].astype(np.int64)


def _weights(world: World) -> np.ndarray:
    """Size of a city's research base at the start relative to Shenyang; shape (8,)."""
    if "talent.weight" not in world.notes:
        researchers = world.cities.researchers
        world.notes["talent.weight"] = researchers / max(1.0, float(researchers[0]))
    weight: np.ndarray = world.notes["talent.weight"]
    return weight


def _nearness(world: World, p: Talent) -> np.ndarray:
    """Weight of each region for people of a member by distance alone; shape (8, 14)."""
    if "talent.nearness" not in world.notes:
        world.notes["talent.nearness"] = (1.0 + world.geography.distance[:CITY_COUNT] / HALF_DISTANCE_KM) ** -p.decay
    nearness: np.ndarray = world.notes["talent.nearness"]
    return nearness


def _people_move(world: World, p: Talent, appeal: np.ndarray, nearness: np.ndarray, come: np.ndarray, staying: np.ndarray) -> None:
    """Add arrivals, let people leave, and send them where they are drawn to (E-15.2)."""
    cities, flows = world.cities, world.flows
    towards = _destinations(world, p, appeal, nearness)
    classes = (cities.talent_top, cities.talent_lead, cities.talent_young)
    arrivals = (come[0], come[1], come[2] + staying)
    for stock, arriving, leave in zip(classes, arrivals, (p.leave_top, p.leave_lead, p.leave_young), strict=True):
        leaving = np.minimum(stock, leave * stock / (12.0 * np.maximum(appeal, 0.1)))
        received = (leaving @ towards)[:CITY_COUNT]
        stock += arriving + received - leaving
        flows.talent_in[:] += arriving + received
        flows.talent_out[:] += leaving


def _destinations(world: World, p: Talent, appeal: np.ndarray, nearness: np.ndarray) -> np.ndarray:
    """Chance that someone who leaves a member goes to each region; shape (8, 14) (E-15.3)."""
    pull = np.full(REGION_COUNT, p.outside**p.taste)
    pull[:CITY_COUNT] = appeal
    weights: np.ndarray = world.geography.mass * pull * nearness
    np.fill_diagonal(weights[:, :CITY_COUNT], 0.0)
    chances: np.ndarray = weights / weights.sum(axis=1, keepdims=True)
    return chances


def _graduates(world: World, p: Talent, appeal: np.ndarray) -> np.ndarray:
    """Graduates who stay and become specialists this month, a large part of the year's in July; shape (8,) (E-15.4)."""
    cities = world.cities
    season = p.july if world.month % MONTHS_PER_YEAR == GRADUATION else (1.0 - p.july) / 11.0
    staying: np.ndarray = cities.graduates * np.minimum(1.0, p.stay * world.policy.quantities.graduate_stay * appeal) * p.specialist * season
    return staying


def _specialists(p: Talent, come: np.ndarray, posts: np.ndarray) -> np.ndarray:
    """Specialists besides graduates that reach the firms of each city this month; shape (8,) (E-15.6)."""
    result: np.ndarray = posts + p.worth * (come[0] + come[1]) + come[2]
    return result


def _flexible_posts(world: World, p: Talent, appeal: np.ndarray, nearness: np.ndarray) -> np.ndarray:
    """Flexible posts that leading people of other members take up in each city this month; shape (8,) (E-15.5)."""
    near = nearness[:, :CITY_COUNT] * appeal[None, :]
    np.fill_diagonal(near, 0.0)
    willing = p.flexible * world.policy.quantities.flexible_posts * world.cities.talent_lead
    posts: np.ndarray = willing @ (near / near.sum(axis=1, keepdims=True)) / 12.0
    return posts


def _reward(world: World, come: np.ndarray, staying: np.ndarray, posts: np.ndarray) -> None:
    """Count graduates and posts, and pay what offers grant for people who came."""
    world.flows.graduates_kept[:] += staying
    world.flows.flexible_posts[:] += posts
    offers, payments = world.policy.offers, world.policy.payments
    if offers.rows[0]:
        _pay_people(offers, payments, come, _ARRIVAL, True)
        _pay_people(offers, payments, np.atleast_2d(staying), _GRADUATE, False)
        _pay_people(offers, payments, np.atleast_2d(posts), _POST, False)


@kernel
def _pay_people(offers, payments, heads, point, by_person):
    """Pay for heads by class and city: person by person, or for all heads of a class at once."""
    for kind in range(min(3, heads.shape[0])):
        for city in range(CITY_COUNT):
            times = int(heads[kind, city]) if by_person else 1
            base = EVENT_BASE if by_person else int(heads[kind, city] * EVENT_BASE)
            for _ in range(times):
                claim(offers, payments, point, base, city, city, 0, True, kind + 1.0, _PERSON, kind, city)


@kernel
def _arrivals(come, appeal, weight, further, p, key):
    """Fill in the arrivals of class A, B, C and of teams by city; shape (4, 8) (E-15.1)."""
    rates = (p.top, p.lead, p.young, p.teams)
    for kind in range(4):
        for city in range(CITY_COUNT):
            rate = rates[kind] * weight[city] * appeal[city] / 12.0
            come[kind, city] = poisson(min(rate + further[kind, city] / 12.0, 60.0), key, np.uint64(kind * 64 + city), 0)


@kernel
def _join_platforms(platforms, come, p, key):
    """Each top or leading person raises the quality of one platform of the city, a top one more (E-15.7)."""
    for city in range(CITY_COUNT):
        count = 0
        for row in range(platforms.rows[0]):
            count += platforms.city[row] == city and platforms.kind[row] < CONCEPT_CENTRE
        for kind in range(2):
            gain = p.quality * (p.top_weight if kind == 0 else 1.0)
            for person in range(int(come[kind, city])):
                place = int(uniform(key, np.uint64(kind * 64 + city), person) * count)
                _raise(platforms, city, place, gain)


@inner
def _raise(platforms, city, place, gain):
    for row in range(platforms.rows[0]):
        if platforms.city[row] == city and platforms.kind[row] < CONCEPT_CENTRE:
            if place == 0:
                platforms.quality[row] *= 1.0 + gain
                return
            place -= 1


@kernel
def _count_staff(firms, staff):
    """Add the staff of firms by city; the sum of a city stays at hand as long as firms of it follow each other, which most do."""
    city, people = np.int8(0), staff[0]
    for row in range(firms.rows[0]):
        if firms.alive[row]:
            if firms.city[row] != city:
                staff[city] = people
                city = firms.city[row]
                people = staff[city]
            people += firms.staff[row]
    staff[city] = people


@kernel
def _strengthen_firms(firms, per_head, quit_share):
    """Share specialists among the firms of a city by staff; some leave every month (E-15.6)."""
    for row in range(firms.rows[0]):
        if firms.alive[row]:
            firms.skilled[row] += firms.staff[row] * per_head[firms.city[row]] - quit_share * firms.skilled[row]


PROCESS = Process(
    key="talent",
    title=B("Talent", "人才"),
    run=run,
    parameters_type=Talent,
    decisions=("talent.arrival", "talent.post"),
    equation="arrivals ~ Poisson(rate weight attractiveness pull/12); leaving by gravity to members and outside",
)
