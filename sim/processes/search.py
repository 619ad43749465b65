"""6. Search and matching: results meet candidates through memory, brokers, agencies and by chance.

Each month a result that seeks a partner or is offered makes contacts: its own office's, those that events and
commissioners arrange for it, those of firms its platform remembers, and those of the brokers of its city's market. A
share of the brokers works in agencies that a lever rewards: they make more contacts by the elasticity of effort, turn to
the conversions that are rewarded, and the deals they bring about anyway are rewarded too. A contact goes to a region by
gravity (:mod:`sim.world.gravity`) and to a firm of the result's field, or of its second field now and then.

    fit = absorptive^a * exp(-(d - d*)^2 / (2 w^2)),   d = field distance + niche distance
    P(accept) = take * fit * maturity * V / (V + tau),   V = value * fit * maturity * demand

so that fit has an optimum at an intermediate distance. The accepted contact with the largest V wins. An offered
result without a taker within its patience stops for want of a *market*.
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import pick, poisson, uniform
from sim.kernels import inner, kernel, maker
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import Point, entitled, event
from sim.parameters.declare import Free
from sim.processes.open_results import open_results
from sim.processes.process import Process
from sim.processes.stopping import stop
from sim.texts.bilingual import Bilingual as B
from sim.world.candidates import draw_candidate
from sim.world.columns import CITY_COUNT, MARKET, MEMORY, OFFERED, SEEKING
from sim.world.world import World

_AGENCY = int(Point.DEAL_AGENCY)
MOST_CONTACTS = 24
BLOCK = 16
CANDIDATE_BLOCK = 100
USUAL_FEE = 0.05
"""Commission of agencies, share of the transaction value (assumed, as in the lever's terms)."""


class Search(NamedTuple):
    """Parameters of search and matching; those of the regions are in the group ``gravity``."""

    own_contacts: Annotated[
        float,
        Free(
            0.9,
            "contacts a month",
            (0.3, 3),
            "assumed",
            "000 part three: intermediaries are weak",
            B("contacts of the team's own office", "自有推介对接次数"),
        ),
    ]
    memory_contacts: Annotated[
        float, Free(0.15, "probability a month", (0.02, 0.5), "estimated", "science:B3", B("chance to ask a remembered partner", "既有伙伴对接概率"))
    ]
    broker_contacts: Annotated[
        float, Free(1.2, "contacts a month per broker", (0.5, 4), "estimated", "science:D5", B("contacts of a broker", "技术经纪人对接次数"))
    ]
    second_field: Annotated[
        float, Free(0.25, "probability", (0.1, 0.5), "assumed", "uses outside the main field", B("contacts in the second field", "第二领域对接比例"))
    ]
    best_distance: Annotated[
        float,
        Free(
            0.2,
            "distance 0..1",
            (0.05, 0.4),
            "estimated",
            "science: Neulaendtner 2020 finds an optimum",
            B("best cognitive distance", "最优认知距离"),
        ),
    ]
    distance_width: Annotated[
        float, Free(0.25, "distance 0..1", (0.1, 0.5), "assumed", "width of that optimum", B("tolerance around it", "认知距离容忍度"))
    ]
    absorption: Annotated[
        float, Free(0.5, "elasticity", (0.2, 1), "estimated", "science:F10", B("elasticity on absorptive capacity", "吸收能力弹性"))
    ]
    take: Annotated[
        float,
        Free(
            0.5,
            "probability",
            (0.1, 0.9),
            "assumed",
            "set so that 25-30 percent of results convert (science:E3)",
            B("acceptance of a perfect offer", "最优匹配接受概率"),
        ),
    ]
    transaction_cost: Annotated[
        float, Free(0.5, "million CNY", (0.1, 2), "assumed", "000 part three: superficial cooperation", B("transaction cost", "交易成本"))
    ]
    raw_maturity: Annotated[float, Free(0.25, "ratio", (0.1, 0.5), "estimated", "science:E5", B("maturity without verification", "未验证成果成熟度"))]
    verified_maturity: Annotated[float, Free(0.5, "ratio", (0.3, 0.7), "estimated", "science:E5", B("maturity after verification", "验证后成熟度"))]
    patience: Annotated[float, Free(14.0, "months", (6, 30), "assumed", "a result ages", B("patience on the market", "推介等待上限"))]
    outside_absorptive: Annotated[
        float,
        Free(
            0.5,
            "0..1",
            (0.3, 0.8),
            "assumed",
            "coastal firms are at least as able (science:B1)",
            B("absorptive capacity of outside firms", "圈外企业吸收能力"),
        ),
    ]
    reward_focus: Annotated[
        float,
        Free(
            0.3,
            "elasticity",
            (0, 1),
            "assumed",
            "agencies turn to what is rewarded (I-50)",
            B("agencies' pull to rewarded regions", "奖励区域偏向弹性"),
        ),
    ]


def run(world: World, parameters: Search) -> None:
    """Let every seeking or offered result make its contacts of the month (E-6.1, E-6.2)."""
    draws, month, q = world.draws, world.month, world.policy.quantities
    chances = world.notes["gravity.result_chances"]
    rows = open_results(world)
    waiting = _waiting_by_city(rows, world.results)
    strength = 1.0 - q.agency_share + q.agency_share * q.agency_effort
    contacts = parameters.broker_contacts * q.broker_effort * np.maximum(world.cities.branch, q.branch) * strength
    brokers = world.cities.brokers * contacts / np.maximum(1.0, waiting)
    agency = q.agency_share * q.agency_effort / strength
    _contacts(
        rows,
        world.results,
        world.platforms,
        world.firms,
        world.candidates,
        world.geography,
        world.cities.demand,
        world.policy.offers,
        world.flows,
        chances,
        agency,
        brokers,
        q.contacts,
        parameters,
        month,
        draws.key("search.contacts", month),
        draws.key("search.accept", month),
    )


@maker
def _waiting_by_city(rows, results):
    """Results inside the circle that look for a taker, by city; shape (8,)."""
    count = np.zeros(CITY_COUNT)
    for r in rows:
        if results.city[r] < CITY_COUNT and results.taker_region[r] < 0 and results.stage[r] in (SEEKING, OFFERED):
            count[results.city[r]] += 1.0
    return count


@kernel
def _contacts(
    rows, results, platforms, firms, candidates, geography, demand, offers, flows, chances, agency, brokers, arranged, p, month, key, key_accept
):
    for r in rows:
        stage = results.stage[r]
        if stage != SEEKING and stage != OFFERED:
            continue
        if results.taker[r] >= 0 and not firms.alive[results.taker[r]]:
            results.taker[r] = -1
            results.taker_region[r] = -1
        if results.taker_region[r] >= 0:
            continue
        if stage == OFFERED:
            results.clock[r] += 1
        _one_result(results, platforms, firms, candidates, geography, demand, offers, chances, agency, brokers, arranged, p, key, key_accept, r)
        if results.taker_region[r] < 0 and stage == OFFERED and results.clock[r] > p.patience:
            stop(results, flows, r, MARKET, month)


@inner
def _one_result(results, platforms, firms, candidates, geography, demand, offers, chances, agency, brokers, arranged, p, key, key_accept, r):
    """Contacts of one result: a remembered partner, its own office's, those of brokers and agencies (E-6.1)."""
    identity, city = results.identity[r], results.city[r]
    inside = city < CITY_COUNT
    most = p.take * _maturity(results, p, r)  # no chance of acceptance is larger: fit and V/(V + tau) are below one
    own = poisson(p.own_contacts + (arranged[city, results.field[r]] if inside else 0.0), key, identity, 1)
    by_broker = poisson(brokers[city], key, identity, 2) if inside else 0
    best = _ask_memory(results, platforms, firms, geography, demand, p, key, key_accept, r, 0.0)
    for contact in range(min(MOST_CONTACTS, own + by_broker)):
        if uniform(key_accept, identity, contact + 1) >= most:
            continue  # nobody would accept, whoever it is
        block = (contact + 1) * BLOCK
        agent = contact >= own and uniform(key, identity, block + 4) < agency[city]
        region = pick(chances[city, results.field[r]], uniform(key, identity, block))
        if agent and region != city and uniform(key, identity, block + 1) < _turned(offers, results, p, r, city):
            region = city
        best = _ask(results, firms, candidates, geography, demand, p, key, key_accept, r, contact, region, agent, best)


@inner
def _maturity(results, p, r):
    """How far a result has come, 0..1."""
    return 1.0 if results.piloted[r] else p.verified_maturity if results.verified[r] else p.raw_maturity


@inner
def _turned(offers, results, p, r, city):
    """Share of agencies' contacts elsewhere that turn home, by how much more a conversion at home pays (E-6.3)."""
    at_home = event(_AGENCY, FEN_PER_MILLION, city, city, results.field[r], True, results.trl[r])
    elsewhere = event(_AGENCY, FEN_PER_MILLION, city, (city + 1) % CITY_COUNT, results.field[r], True, results.trl[r])
    home, abroad = 0, 0
    for i in range(offers.rows[0]):
        home += entitled(offers, i, at_home)
        abroad += entitled(offers, i, elsewhere)
    gain = max(0, home - abroad) / FEN_PER_MILLION
    return 1.0 - (1.0 + gain / USUAL_FEE) ** -p.reward_focus


@inner
def _ask_memory(results, platforms, firms, geography, demand, p, key, key_accept, r, best):
    """Ask one remembered partner of the platform of origin."""
    if results.origin_firm[r] or results.origin[r] < 0 or uniform(key, results.identity[r], 4) >= p.memory_contacts:
        return best
    place = int(uniform(key, results.identity[r], 5) * MEMORY)
    firm = platforms.partners[results.origin[r], place]
    if firm < 0 or not firms.alive[firm]:
        return best
    return _consider(results, firms, geography, demand, p, key_accept, r, firm, firms.city[firm], 0.0, False, 0, best)


@inner
def _ask(results, firms, candidates, geography, demand, p, key, key_accept, r, contact, region, agent, best):
    identity = results.identity[r]
    if region >= CITY_COUNT:
        absorptive = min(1.0, p.outside_absorptive * (0.5 + uniform(key, identity, (contact + 1) * BLOCK + 2)))
        return _consider(results, firms, geography, demand, p, key_accept, r, -1, region, absorptive, agent, contact + 1, best)
    second = uniform(key, identity, (contact + 1) * BLOCK + 3) < p.second_field
    field = results.field2[r] if second else results.field[r]
    firm = draw_candidate(candidates, region, field, key, identity, CANDIDATE_BLOCK + contact)
    if firm < 0 or (results.origin_firm[r] and firm == results.origin[r]):
        return best
    return _consider(results, firms, geography, demand, p, key_accept, r, firm, region, 0.0, agent, contact + 1, best)


@inner
def fit_of(results, firms, geography, p, r, firm):
    """Fit between a result and a firm, 0..1 (E-6.4)."""
    apart = min(
        geography.field_distance[results.field[r], firms.field[firm]],
        geography.field_distance[results.field2[r], firms.field[firm]],
        geography.field_distance[results.field[r], firms.field2[firm]],
    )
    apart += 0.6 * abs(results.niche[r] - firms.niche[firm])
    return firms.absorptive[firm] ** p.absorption * np.exp(-((apart - p.best_distance) ** 2) / (2 * p.distance_width**2))


@inner
def _fit_outside(p, absorptive, nearness):
    return absorptive**p.absorption * nearness


@inner
def _consider(results, firms, geography, demand, p, key_accept, r, firm, region, absorptive, agent, number, best):
    """Show the result to one candidate; it becomes the taker if it accepts and is worth more than the best so far (E-6.5, E-6.6)."""
    identity = results.identity[r]
    fit = fit_of(results, firms, geography, p, r, firm) if firm >= 0 else _fit_outside(p, absorptive, uniform(key_accept, identity, 64 + number))
    maturity = _maturity(results, p, r)
    wanted = demand[region, results.field[r]] if region < CITY_COUNT else 1.0
    worth = results.value[r] * fit * maturity * wanted
    chance = p.take * fit * maturity * worth / (worth + p.transaction_cost)
    if uniform(key_accept, identity, number) < chance and worth > best:
        results.taker[r] = firm
        results.taker_region[r] = region
        results.fit[r] = fit
        results.brokered[r] = results.city[r] if agent else -1
        if results.stage[r] == SEEKING and firm >= 0:
            results.partner_money[r] = min(0.05 * firms.revenue[firm] + 0.2, 0.5 * worth)
        elif results.stage[r] == SEEKING:
            results.partner_money[r] = 0.5 * worth
        return worth
    return best


PROCESS = Process(
    key="search",
    title=B("Search and matching", "搜寻与匹配"),
    run=run,
    parameters_type=Search,
    decisions=("search.contacts", "search.accept"),
    equation="P(accept) = take fit maturity V/(V + tau); fit = a^0.5 exp(-(d - d*)^2 / (2 w^2))",
)
