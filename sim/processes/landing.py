"""10. Landing: where a converted result is produced, whether the technology holds, and when the first customer comes.

    P(technical) = technical_stop * (0.3 + 2 risk), drawn once when industrialisation ends
    u(d) = home [d = taker's city] - cost_pull * ln(cost_d / cost_home) + chain_pull * (strength_d - strength_home)
           + sharing * benefit_sharing + landing_ease_d + g_d                    (members of the circle, Gumbel g)
    h(first sale) = first_sale * (0.4 + 0.6 fit) * demand(d, field) * (1 + first_purchase(d, field))

Without a customer within its patience the result stops for want of a *market*: that is the only cause that scenes and first
purchase act on. A landed result adds sales to its firm and an impulse to its growth.
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import normal, uniform
from sim.kernels import inner, kernel
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim
from sim.parameters.declare import Free
from sim.processes.breakthrough import prove
from sim.processes.open_results import open_results
from sim.processes.process import Process
from sim.processes.stopping import enter, stop
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import (
    CITY_COUNT,
    CLOSED,
    CONTRACTED,
    LANDED_CIRCLE,
    LANDED_OUTSIDE,
    MARKET,
    OFFERED,
    TECH_SME,
    TECHNICAL,
)
from sim.world.world import World

_SALE, _FIRM = int(Point.FIRST_SALE), int(PayeeKind.FIRM)


class Landing(NamedTuple):
    """Parameters of industrialisation."""

    technical_stop: Annotated[float, Free(0.25, "probability", (0.1, 0.5), "estimated", "science:E1 and E5", B("technical stop", "技术性终止概率"))]
    first_sale: Annotated[
        float,
        Free(
            0.12,
            "probability a month",
            (0.03, 0.15),
            "estimated",
            "science:E1: first sale of 0.6 within two years",
            B("first customer found", "首个客户出现概率"),
        ),
    ]
    patience: Annotated[float, Free(24.0, "months", (12, 36), "assumed", "two budget years", B("patience for the first sale", "首销等待上限"))]
    home: Annotated[
        float,
        Free(
            2.2,
            "utility",
            (1, 4),
            "assumed",
            "software_park_local_share: most stay where they are",
            B("stay in the taker's city", "留在受让企业所在地"),
        ),
    ]
    cost_pull: Annotated[
        float,
        Free(2.0, "utility", (0.5, 5), "assumed", "industry_relocation__scheme names cost as the driver", B("pull of lower cost", "低成本拉力")),
    ]
    chain_pull: Annotated[float, Free(1.0, "utility", (0.3, 3), "assumed", "core_periphery__rule", B("pull of a supporting chain", "产业配套拉力"))]
    sharing: Annotated[float, Free(3.0, "utility", (0.5, 8), "assumed", "no shares exist (I-52)", B("effect of benefit sharing", "利益共享作用"))]
    impulse: Annotated[
        float,
        Free(
            0.25,
            "log points a year",
            (0.1, 0.6),
            "assumed",
            "science:F2 finds survival, not growth",
            B("growth impulse of a landed result", "落地成果增长推动"),
        ),
    ]
    sales_spread: Annotated[float, Free(0.9, "log points", (0.5, 1.4), "estimated", "science:E2", B("spread of sales", "销售额离散度"))]


def run(world: World, parameters: Landing) -> None:
    """Advance contracted results to their landing or their stop."""
    draws, month, policy = world.draws, world.month, world.policy
    _land(
        open_results(world),
        world.results,
        world.firms,
        world.flows,
        world.geography,
        world.cities,
        policy.offers,
        policy.payments,
        policy.quantities,
        parameters,
        month,
        draws.key("landing.technical", 0),
        draws.key("landing.place", 0),
        draws.key("landing.sale", month),
    )


def awaiting_customers(world: World, cities: int, fields: int) -> int:
    """Number of results that wait for their first customer, by bit masks of the region of landing and of the field."""
    count: int = _awaiting(open_results(world), world.results, cities, fields)
    return count


@kernel
def _awaiting(rows, results, cities, fields):
    count = 0
    for r in rows:
        place = results.landing_region[r]
        if results.stage[r] == CONTRACTED and place >= 0:
            count += (cities >> place) & (fields >> results.field[r]) & 1
    return count


@kernel
def _land(rows, results, firms, flows, geography, cities, offers, payments, q, p, month, key_technical, key_place, key_sale):
    """Every result whose industrialisation has ended: the technology holds or not, a place is chosen, a customer is awaited (E-10.1)."""
    for r in rows:
        if results.stage[r] != CONTRACTED or results.ends[r] > month:
            continue
        if _taker_is_gone(results, firms, r):
            continue
        if results.landing_region[r] < 0:
            technical = p.technical_stop * (0.3 + 2.0 * results.risk[r])
            if uniform(key_technical, results.identity[r], 0) < technical:
                stop(results, flows, r, TECHNICAL, month)
                continue
            prove(results, flows, offers, payments, r)
            results.landing_region[r] = _place(results, geography, cities, q, p, key_place, r)
            results.clock[r] = 0
        _await_customer(results, firms, flows, cities, offers, payments, q, p, month, key_sale, r)


@inner
def _taker_is_gone(results, firms, r):
    """A result whose firm has died is offered again."""
    firm = results.taker[r]
    if firm < 0 or firms.alive[firm]:
        return False
    results.taker[r] = -1
    results.taker_region[r] = -1
    results.landing_region[r] = -1
    enter(results, r, OFFERED)
    return True


@inner
def _place(results, geography, cities, q, p, key, r):
    """Region in which the result is produced (E-10.2)."""
    home, field, origin = results.taker_region[r], results.field[r], results.city[r]
    if home >= CITY_COUNT:
        return home
    best, choice = -1e18, home
    share = q.benefit_sharing[origin] if origin < CITY_COUNT else 0.0
    for d in range(CITY_COUNT):
        utility = p.home if d == home else p.sharing * share
        utility -= p.cost_pull * np.log(cities.cost_level[d] / cities.cost_level[home])
        utility += p.chain_pull * (geography.strength[d, field] - geography.strength[home, field])
        utility += q.landing_ease[d]
        utility += -np.log(-np.log(uniform(key, results.identity[r], d)))
        if utility > best:
            best, choice = utility, d
    return choice


@inner
def _await_customer(results, firms, flows, cities, offers, payments, q, p, month, key, r):
    """A month of waiting for the first customer (E-10.3)."""
    results.clock[r] += 1
    place, field = results.landing_region[r], results.field[r]
    inside = place < CITY_COUNT
    pull = cities.demand[place, field] * (1.0 + q.first_purchase[place, field]) if inside else 1.0
    if uniform(key, results.identity[r], 0) < p.first_sale * (0.4 + 0.6 * results.fit[r]) * pull:
        _succeed(results, firms, flows, offers, payments, p, month, key, r, inside)
    elif results.clock[r] > p.patience:
        stop(results, flows, r, MARKET, month)


@inner
def _succeed(results, firms, flows, offers, payments, p, month, key, r, inside):
    """The first sale: sales, fate and counters (E-10.4)."""
    identity, place, firm = results.identity[r], results.landing_region[r], results.taker[r]
    backing = 1.0 + 0.5 * min(1.0, results.growth_money[r] / (results.value[r] + 0.1))
    noise = np.exp(p.sales_spread * normal(key, identity, 2) - 0.5 * p.sales_spread**2)
    results.sales[r] = results.value[r] * (0.3 + 0.7 * results.fit[r]) * backing * noise
    results.stage[r] = CLOSED
    results.fate[r] = LANDED_CIRCLE if inside else LANDED_OUTSIDE
    results.closed[r] = month
    if results.city[r] < CITY_COUNT:
        flows.landed[results.city[r], place] += 1
    if inside:
        flows.first_sales[place] += results.sales[r]
    if firm >= 0:
        _strengthen(results, firms, offers, payments, p, r, firm, place)


@inner
def _strengthen(results, firms, offers, payments, p, r, firm, place):
    """The firm gains sales, a growth impulse, rights and, if a lever rewards first sales, money (E-10.5)."""
    sales = results.sales[r]
    firms.boost[firm] = min(1.0, firms.boost[firm] + p.impulse * sales / (sales + firms.revenue[firm] + 0.1))
    firms.revenue[firm] += sales
    firms.landed[firm] += 1
    firms.ip[firm] += 1.0
    firms.innovator[firm] = True
    small = (firms.status[firm] & TECH_SME) != 0
    paid = claim(offers, payments, _SALE, int(sales * FEN_PER_MILLION), place, place, results.field[r], small, 9.0, _FIRM, firm, place)
    firms.subsidy[firm] += paid
    firms.cash[firm] += paid / FEN_PER_MILLION


PROCESS = Process(
    key="landing",
    title=B("Landing", "落地产业化"),
    run=run,
    parameters_type=Landing,
    decisions=("landing.technical", "landing.place", "landing.sale"),
    equation="P(technical) = a (0.3 + 2 risk); h(first sale) = b (0.4 + 0.6 fit) demand (1 + first purchase)",
)
