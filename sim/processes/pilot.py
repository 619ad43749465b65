"""4. Pilot: money, a slot in a pilot base, months of work, and a gate.

The cost of piloting one result is

    c = cost * (value / value_mean)^0.3 * exp(0.5 z - 0.125) * price(base)
    price(base) = 1 - capital_share * subsidised share of the base's equipment

It is covered by the team's own money, grants held, grants per pilot (PILOT_COST), fund money, the promise of a
taker, and an angel who comes with a small monthly chance. Not covered within the team's patience, the result
stops for *funding*; covered but without a slot for long, it is offered as it is.

Bases also serve firms of the circle and from outside, which fill the slots that results leave. A base invests
in equipment once a year; investment rises with utilisation and falls with the user cost of capital (elasticity
near -1, science A14), so that an equipment subsidy (PILOT_EQUIPMENT) buys slots and lowers prices, partly for
equipment that would have come anyway.
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import normal, poisson, uniform
from sim.kernels import inner, kernel, maker
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim, claimable
from sim.parameters.declare import Free
from sim.processes.breakthrough import prove
from sim.processes.open_results import open_results
from sim.processes.process import Process
from sim.processes.stopping import REFERENCE_SALES, competing_cause, enter, stop
from sim.processes.verification import spend
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT, FUNDING, NO_CAUSE, OFFERED, PILOT_BASE, PILOTING, SEEKING, Platforms
from sim.world.world import World

_COST, _EQUIPMENT = int(Point.PILOT_COST), int(Point.PILOT_EQUIPMENT)
_TEAM, _PLATFORM = int(PayeeKind.TEAM), int(PayeeKind.PLATFORM)
JANUARY = 0


class Pilot(NamedTuple):
    """Parameters of the pilot stage."""

    cost: Annotated[
        float,
        Free(
            2.0,
            "million CNY",
            (1, 5),
            "estimated",
            "pilot_contract_value_2024 / pilot_firms_served_2024 = 1.2 for a service",
            B("cost of piloting a result, mean", "成果中试成本"),
        ),
    ]
    service_price: Annotated[
        float,
        Free(
            1.18,
            "million CNY",
            (1.0, 1.4),
            "derived",
            "pilot_contract_value_2024 / pilot_firms_served_2024",
            B("pilot contract of a customer firm", "中试服务合同均价"),
        ),
    ]
    months: Annotated[float, Free(8.0, "months", (4, 14), "assumed", "science:E6", B("duration of a pilot", "中试时长"))]
    technical_stop: Annotated[float, Free(0.38, "probability", (0.15, 0.5), "estimated", "science:E1", B("technical stop", "技术性终止概率"))]
    market_stop: Annotated[float, Free(0.14, "probability", (0.05, 0.35), "estimated", "science:E1", B("market stop", "市场性终止概率"))]
    funding_patience: Annotated[float, Free(15.0, "months", (6, 30), "assumed", "two funding rounds", B("patience for funding", "等待资金上限"))]
    slot_patience: Annotated[float, Free(12.0, "months", (3, 24), "assumed", "offered as it is after a year", B("wait for a slot", "排队等待上限"))]
    angel_chance: Annotated[
        float,
        Free(
            0.05,
            "probability a month",
            (0.01, 0.1),
            "assumed",
            "science:F12 gives returns, not chances",
            B("private angel finds the result", "天使投资进入概率"),
        ),
    ]
    capital_share: Annotated[
        float, Free(0.5, "share", (0.3, 0.7), "assumed", "equipment-heavy service", B("equipment within pilot cost", "设备成本占比"))
    ]
    user_cost_elasticity: Annotated[
        float, Free(1.0, "elasticity", (0.5, 1.5), "estimated", "science:A14", B("investment on user cost", "投资对资本使用成本弹性"))
    ]
    depreciation: Annotated[
        float, Free(0.12, "share a year", (0.08, 0.2), "assumed", "usual life of test equipment", B("depreciation of equipment", "设备折旧率"))
    ]
    demand_growth: Annotated[
        float, Free(0.05, "share a year", (0, 0.12), "assumed", "no series is printed (I-20)", B("growth of pilot demand", "中试需求增速"))
    ]
    load: Annotated[
        float,
        Free(0.9, "ratio", (0.7, 1.2), "assumed", "bases report full books", B("demand of firms over slots at the start", "初始企业需求与容量比")),
    ]
    landing_share: Annotated[
        float,
        Free(
            0.064,
            "probability",
            (0.05, 0.08),
            "derived",
            "pilot_firms_incubated_2024 / pilot_firms_served_2024",
            B("served firms that land", "服务企业落地率"),
        ),
    ]


def run(world: World, parameters: Pilot) -> None:
    """Advance pilots, serve firms, and let bases invest once a year."""
    draws, month, policy = world.draws, world.month, world.policy
    state = _pilot_state(world, parameters)
    if month % 12 == JANUARY and not world.spin_up:
        _invest(world.platforms, state["subsidised"], state["use"], policy.offers, policy.payments, parameters)
    capacity = city_slots(world.platforms) + policy.quantities.pilot_slots
    price = 1.0 - parameters.capital_share * _city_share(world.platforms, state["subsidised"])
    once = draws.key("pilot.cost", 0), draws.key("pilot.length", 0)
    busy = _advance(
        open_results(world),
        world.results,
        world.flows,
        policy.offers,
        policy.payments,
        capacity,
        price,
        policy.quantities.early_money,
        parameters,
        month,
        world.notes.get("funds.displaced", np.zeros(13)),
        *once,
        draws.key("pilot.gate", month),
        draws.key("pilot.angel", month),
    )
    _serve(world, parameters, state, capacity, busy)


def _pilot_state(world: World, p: Pilot) -> dict[str, np.ndarray]:
    """Arrays that the pilot step keeps: subsidised share of equipment, utilisation, demand at the start by city."""
    notes = world.notes
    if "pilot.subsidised" not in notes:
        notes["pilot.subsidised"] = np.zeros(world.platforms.kind.shape[0])
        notes["pilot.use"] = np.full(CITY_COUNT, 0.9)
        notes["pilot.demand"] = city_slots(world.platforms) * p.load
    return {"subsidised": notes["pilot.subsidised"], "use": notes["pilot.use"], "demand": notes["pilot.demand"]}


def city_slots(platforms: Platforms) -> np.ndarray:
    """Slots of pilot bases by city; shape (8,)."""
    return _sum_by_city(platforms, platforms.slots)


def _serve(world: World, p: Pilot, state: dict[str, np.ndarray], capacity: np.ndarray, busy: np.ndarray) -> None:
    """Serve customer firms with the slots that results leave; landed customers become firms in the entry step (E-4.7)."""
    growth = (1 + p.demand_growth) ** ((world.month - 36) / 12)
    landed = np.zeros(CITY_COUNT, dtype=np.int64)
    _customers(world.flows, landed, state["use"], state["demand"], capacity, busy, growth, p, world.draws.key("pilot.customers", world.month))
    if not world.spin_up:
        world.notes["entry.landed"] = landed


@kernel
def _customers(flows, landed, use, demand, capacity, busy, growth, p, key):
    """Served and landed firms of each city, and how far its slots are in use (E-4.7)."""
    for city in range(CITY_COUNT):
        free = max(0.0, capacity[city] - busy[city])
        wanted = demand[city] * growth
        served = _count(min(wanted, free) / p.months, key, np.uint64(city))
        landed[city] = _successes(served, p.landing_share, key, np.uint64(100 + city))
        use[city] = min(1.0, (busy[city] + min(wanted, free)) / max(1e-9, capacity[city]))
        flows.pilot_served[city] += served
        flows.pilot_landed[city] += landed[city]
        flows.pilot_revenue[city] += served * p.service_price


@inner
def _count(rate, key, identity):
    """Poisson count for rates that may be large: a sum of Poisson counts of rate at most 20."""
    total, part = 0, 0
    while rate > 0.0:
        total += poisson(min(rate, 20.0), key, identity, part)
        rate -= 20.0
        part += 1
    return total


@inner
def _successes(count, chance, key, identity):
    """Binomial count of served firms that land (E-4.8)."""
    hits = 0
    for i in range(count):
        hits += uniform(key, identity, i) < chance
    return hits


@maker
def _sum_by_city(platforms, values):
    total = np.zeros(CITY_COUNT)
    for row in range(platforms.rows[0]):
        if platforms.kind[row] == PILOT_BASE:
            total[platforms.city[row]] += values[row]
    return total


@maker
def _city_share(platforms, subsidised):
    """Share of pilot equipment that public money paid, by city; shape (8,) (E-4.2)."""
    paid, stock = np.zeros(CITY_COUNT), np.full(CITY_COUNT, 1e-9)
    for row in range(platforms.rows[0]):
        if platforms.kind[row] == PILOT_BASE:
            paid[platforms.city[row]] += subsidised[row] * platforms.equipment[row]
            stock[platforms.city[row]] += platforms.equipment[row]
    return paid / stock


@kernel
def _invest(platforms, subsidised, use, offers, payments, p):
    """Yearly investment of each base: I = depreciation * K * use^3 / (1 - subsidy rate)^elasticity (E-4.9, E-4.10)."""
    for row in range(platforms.rows[0]):
        if platforms.kind[row] != PILOT_BASE or platforms.equipment[row] <= 0.0:
            continue
        city, field, stock = platforms.city[row], platforms.field[row], platforms.equipment[row]
        base = p.depreciation * stock * use[city] ** 3
        probe = int(base * FEN_PER_MILLION)
        rate = claimable(offers, _EQUIPMENT, probe, city, city, field, True, 6.0) / max(1, probe)
        investment = base / max(0.2, 1.0 - rate) ** p.user_cost_elasticity
        granted = claim(offers, payments, _EQUIPMENT, int(investment * FEN_PER_MILLION), city, city, field, True, 6.0, _PLATFORM, row, city)
        kept = (1.0 - p.depreciation) * stock
        platforms.equipment[row] = kept + investment
        subsidised[row] = (subsidised[row] * kept + granted / FEN_PER_MILLION) / platforms.equipment[row]
        platforms.slots[row] *= platforms.equipment[row] / stock


@maker
def _advance(
    rows, results, flows, offers, payments, capacity, price, early_money, p, month, displaced, key_cost, key_length, key_gate, key_angel
):
    busy = np.zeros(CITY_COUNT)
    for r in rows:
        if results.stage[r] == PILOTING and results.ends[r] <= month:
            _gate(results, flows, offers, payments, p, month, key_gate, r)
    for r in rows:
        if results.stage[r] == PILOTING:
            busy[results.centre[r]] += 1.0
    for r in rows:
        if results.stage[r] == SEEKING:
            _seek(results, flows, offers, payments, capacity, busy, price, early_money, p, month, displaced, key_cost, key_length, key_angel, r)
    return busy


@inner
def pilot_cost(results, r, p, key):
    """Cost of piloting one result before price changes, million CNY; drawn once per result (E-4.1)."""
    size = min(6.0, (results.value[r] / REFERENCE_SALES) ** 0.3)
    return p.cost * size * np.exp(0.5 * normal(key, results.identity[r], 0) - 0.125)


@inner
def _seek(results, flows, offers, payments, capacity, busy, price, early_money, p, month, displaced, key_cost, key_length, key_angel, r):
    """A month of seeking money and a slot; an angel may come (E-4.3, E-4.4)."""
    results.clock[r] += 1
    city, field = results.city[r], results.field[r]
    cost = pilot_cost(results, r, p, key_cost) * price[city]
    if uniform(key_angel, results.identity[r], 0) < p.angel_chance * early_money[city] * (1.0 - displaced[field]):
        results.own_money[r] += cost
    held = results.own_money[r] + results.partner_money[r] + results.fund_money[r] + results.grant[r] / FEN_PER_MILLION
    wanted = int(cost * FEN_PER_MILLION)
    aid = claimable(offers, _COST, wanted, city, city, field, True, results.trl[r])
    if held + aid / FEN_PER_MILLION < cost:
        results.missing[r] = cost - held - aid / FEN_PER_MILLION
        if results.clock[r] > p.funding_patience:
            stop(results, flows, r, FUNDING, month)
        return
    results.missing[r] = 0.0
    place = city if busy[city] + 1.0 <= capacity[city] else (0 if busy[0] + 1.0 <= capacity[0] else -1)
    if place >= 0:
        granted = claim(offers, payments, _COST, wanted, city, city, field, True, results.trl[r], _TEAM, r, city)
        _start(results, p, month, key_length, r, place, cost - granted / FEN_PER_MILLION, cost)
        busy[place] += 1.0
    elif results.clock[r] > p.slot_patience:
        enter(results, r, OFFERED)


@inner
def _start(results, p, month, key, r, place, due, cost):
    """Pay the pilot in the order grants, fund, taker, own money, and begin (E-4.6)."""
    from_grant = min(results.grant[r] / FEN_PER_MILLION, due)
    results.grant[r] -= int(from_grant * FEN_PER_MILLION)
    from_fund = min(results.fund_money[r], due - from_grant)
    results.fund_money[r] -= from_fund
    spend(results, r, due - from_grant - from_fund)
    results.spent[r] += cost
    results.centre[r] = place
    results.ends[r] = month + max(3, int(p.months * (0.6 + 0.8 * uniform(key, results.identity[r], 0)) + 0.5))
    enter(results, r, PILOTING)


@inner
def _gate(results, flows, offers, payments, p, month, key, r):
    """End of a pilot: technical and market causes compete, what passes is put on offer (E-4.5)."""
    identity = results.identity[r]
    technical = p.technical_stop * (0.5 + 1.5 * results.risk[r])
    market = 0.0 if results.taker_region[r] >= 0 else p.market_stop * (0.3 + np.exp(-results.value[r] / REFERENCE_SALES))
    cause = competing_cause(technical, market, uniform(key, identity, 0), uniform(key, identity, 1))
    results.centre[r] = -1
    if cause != NO_CAUSE:
        stop(results, flows, r, cause, month)
        return
    results.piloted[r] = True
    results.risk[r] *= 0.4
    results.trl[r] = 7.0
    flows.piloted[results.city[r]] += 1
    prove(results, flows, offers, payments, r)
    enter(results, r, OFFERED)


PROCESS = Process(
    key="pilot",
    title=B("Pilot", "中试"),
    run=run,
    parameters_type=Pilot,
    decisions=("pilot.cost", "pilot.length", "pilot.gate", "pilot.angel", "pilot.customers"),
    equation="c = cost (value/8.3)^0.3 exp(0.5 z - 1/8) price; I = d K use^3 / (1 - s)^e; slots grow with equipment",
)
