"""3. Concept verification: a queue for the slots of concept centres, a cost, and a gate.

A result waits for a slot in a centre of its city, or in Shenyang if its city has none. It starts when its cost

    c = cost * exp(0.5 z - 0.125)

is covered by the team's own money and by grants (offers at VERIFICATION_COST); not covered within the team's patience, it
stops for *funding*. Without a slot within the waiting time the team checks feasibility in its own laboratory:
slower, cheaper and less reliable, so that more technical risk is carried on. At the gate the technical and
market causes compete:

    P(technical) = technical_stop * (0.4 + 1.2 risk)
    P(market)    = market_stop * exp(-value / value_mean) + 0.3 market_stop * (1 - demand(city, field))+
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import normal, uniform
from sim.kernels import inner, maker
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim, claimable
from sim.parameters.declare import Free
from sim.processes.open_results import open_results
from sim.processes.process import Process
from sim.processes.stopping import REFERENCE_SALES, competing_cause, enter, stop
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT, CONCEPT_CENTRE, FUNDING, NO_CAUSE, OFFERED, QUEUED, SEEKING, VERIFYING
from sim.world.world import World

_COST, _PASSED, _TEAM = int(Point.VERIFICATION_COST), int(Point.VERIFICATION_PASSED), int(PayeeKind.TEAM)
SHENYANG = 0


class Verification(NamedTuple):
    """Parameters of concept verification."""

    cost: Annotated[
        float,
        Free(
            0.35,
            "million CNY",
            (0.1, 0.8),
            "assumed",
            "verify_action__cap pays up to 1 million for what follows",
            B("cost of concept verification, mean", "概念验证成本"),
        ),
    ]
    rent_share: Annotated[float, Free(0.25, "share", (0.1, 0.5), "assumed", "no rent is printed (I-47)", B("rent within the cost", "场地租金占比"))]
    months: Annotated[
        float, Free(5.0, "months", (3, 9), "assumed", "usual length of a proof-of-concept project", B("duration at a centre", "概念验证时长"))
    ]
    technical_stop: Annotated[float, Free(0.3, "probability", (0.1, 0.4), "estimated", "science:E1", B("technical stop", "技术性终止概率"))]
    market_stop: Annotated[float, Free(0.42, "probability", (0.15, 0.6), "estimated", "science:E1", B("market stop", "市场性终止概率"))]
    laboratory_detection: Annotated[
        float, Free(0.6, "share", (0.3, 0.9), "assumed", "science:E5", B("risk found without a centre", "自行验证的风险识别率"))
    ]
    queue_patience: Annotated[float, Free(3.0, "months", (1, 9), "assumed", "teams go on by themselves", B("wait for a slot", "排队等待上限"))]
    funding_patience: Annotated[
        float, Free(12.0, "months", (6, 24), "assumed", "one funding round a year", B("patience for funding", "等待资金上限"))
    ]
    direct_share: Annotated[
        float,
        Free(
            0.25,
            "probability",
            (0.1, 0.5),
            "assumed",
            "science:E3: disclosures offered as they are",
            B("share offered without verification", "不经验证直接推介比例"),
        ),
    ]


def run(world: World, parameters: Verification) -> None:
    """Fill free slots, start projects that are paid for, and close those that end."""
    draws, month, policy = world.draws, world.month, world.policy
    slots = concept_slots(world)
    once = draws.key("verification.cost", 0), draws.key("verification.route", 0)
    _advance(
        open_results(world),
        world.results,
        world.flows,
        world.cities.demand,
        policy.offers,
        policy.payments,
        slots,
        parameters,
        month,
        *once,
        draws.key("verification.gate", month),
    )


def concept_slots(world: World) -> np.ndarray:
    """Slots of concept centres by city, with those that policy adds; shape (8,) (E-3.5)."""
    platforms, rows = world.platforms, int(world.platforms.rows[0])
    centre = platforms.kind[:rows] == CONCEPT_CENTRE
    slots = np.bincount(platforms.city[:rows][centre], weights=platforms.slots[:rows][centre], minlength=CITY_COUNT)
    added: np.ndarray = slots + world.policy.quantities.verification_slots
    return added


@inner
def verification_cost(results, r, p, key):
    """Cost of verifying one result in million CNY; drawn once per result (E-3.1)."""
    return p.cost * np.exp(0.5 * normal(key, results.identity[r], 0) - 0.125)


@maker
def _advance(rows, results, flows, demand, offers, payments, slots, p, month, key_cost, key_route, key_gate):
    free = slots.copy()
    for r in rows:
        if results.stage[r] == VERIFYING and results.centre[r] >= 0 and results.ends[r] > month:
            free[results.centre[r]] -= 1.0
    for r in rows:
        if results.stage[r] == VERIFYING and results.ends[r] <= month:
            _gate(results, flows, demand, offers, payments, p, month, key_gate, r)
    for r in rows:
        if results.stage[r] == QUEUED:
            _queue(results, flows, offers, payments, free, p, month, key_cost, key_route, r)


@inner
def _queue(results, flows, offers, payments, free, p, month, key_cost, key_route, r):
    """A month in the queue: offered as it is, waiting, started at a centre or in the own laboratory, or stopped for want of money."""
    results.clock[r] += 1
    if results.clock[r] == 1 and uniform(key_route, results.identity[r], 0) < p.direct_share:
        enter(results, r, OFFERED)
        return
    home = results.city[r]
    place = home if free[home] >= 1.0 else (SHENYANG if free[SHENYANG] >= 1.0 else -1)
    if place < 0 and results.clock[r] <= p.queue_patience:
        return
    cost = verification_cost(results, r, p, key_cost) * (1.0 if place >= 0 else 0.5)
    if _covered(results, offers, payments, p, place, cost, r):
        if place >= 0:
            free[place] -= 1.0
        results.centre[r] = place
        results.spent[r] += cost
        results.ends[r] = month + int(p.months * (1.0 if place >= 0 else 1.6) + 0.5)
        enter(results, r, VERIFYING)
    elif results.clock[r] > p.funding_patience:
        stop(results, flows, r, FUNDING, month)


@inner
def _covered(results, offers, payments, p, place, cost, r):
    """Pay the cost from grants for the rent and the team's money; False, and nothing paid, if that is not enough (E-3.2)."""
    rent = int(p.rent_share * cost * FEN_PER_MILLION) if place >= 0 else 0
    wanted = int(cost * FEN_PER_MILLION)
    own = int((results.own_money[r] + results.partner_money[r]) * FEN_PER_MILLION)
    city, field = results.city[r], results.field[r]
    if own + claimable(offers, _COST, rent, city, city, field, True, results.trl[r]) < wanted:
        return False
    granted = claim(offers, payments, _COST, rent, city, city, field, True, results.trl[r], _TEAM, r, city)
    spend(results, r, (wanted - granted) / FEN_PER_MILLION)
    return True


@inner
def spend(results, r, cost):
    """Take money from the taker's promise first, then from the team."""
    promised = min(results.partner_money[r], cost)
    results.partner_money[r] -= promised
    results.own_money[r] = max(0.0, results.own_money[r] - (cost - promised))


@inner
def _gate(results, flows, demand, offers, payments, p, month, key, r):
    """End of a verification: technical and market causes compete, what passes seeks money for a pilot (E-3.3, E-3.4)."""
    identity = results.identity[r]
    city, field = results.city[r], results.field[r]
    found = 1.0 if results.centre[r] >= 0 else p.laboratory_detection
    technical = p.technical_stop * (0.4 + 1.2 * results.risk[r]) * found
    market = p.market_stop * (np.exp(-results.value[r] / REFERENCE_SALES) + 0.3 * max(0.0, 1.0 - demand[city, field])) * found
    if results.taker[r] >= 0:
        market = 0.0
    cause = competing_cause(technical, market, uniform(key, identity, 0), uniform(key, identity, 1))
    at_centre = results.centre[r] >= 0
    results.centre[r] = -1
    if cause != NO_CAUSE:
        stop(results, flows, r, cause, month)
        return
    results.verified[r] = at_centre
    results.risk[r] *= 0.5 if at_centre else 0.75
    results.trl[r] = max(results.trl[r], 4.0)
    flows.verified[city] += 1
    if at_centre:
        results.grant[r] += claim(offers, payments, _PASSED, FEN_PER_MILLION * 10, city, city, field, True, results.trl[r], _TEAM, r, city)
    enter(results, r, SEEKING)


PROCESS = Process(
    key="verification",
    title=B("Concept verification", "概念验证"),
    run=run,
    parameters_type=Verification,
    decisions=("verification.cost", "verification.gate", "verification.route"),
    equation="P(technical) = a (0.4 + 1.2 risk), P(market) = b exp(-value/8.3), funding: cost not covered within patience",
)
