"""9. Registration: whether a contract is ever registered, and when. Turnover counts registered contracts only.

A contract is worth registering when

    a + sensitivity * benefit + status + size * ln(value / 4) + platform > c_i,    c_i logistic, drawn once per contract

where benefit is the policy quantity (tax, rewards in per cent of value) plus what offers at SERVICE_CONTRACT
would pay. A contract that is worth it is registered in a month with chance

    h(t) = early * (1 + quarter [month closes a quarter]) + drive * exp(-(12 - month)/tau) * pressure(city)
    pressure = 1 - response + response * 2 * (1 - registered so far / target)+ ,   target = (1 + ambition) * last year's value

within twelve months of signature: officials press as the year closes, the more so the farther the city is from
its target, which is why most of the year's value falls in the last quarter although signing is nearly even
(science C, warning 3).
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from sim.calendar import MONTHS_PER_YEAR
from sim.draws.keyed import uniform, uniform_each
from sim.kernels import inner, kernel, maker
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim, claimable, offered
from sim.parameters.declare import Free
from sim.processes.blocks import BLOCK, room_for_a_block
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT, HIGH_TECH, NEVER, REGION_COUNT, TECH_SME
from sim.world.world import World

_POINT, _FIRM, _PLATFORM = int(Point.SERVICE_CONTRACT), int(PayeeKind.FIRM), int(PayeeKind.PLATFORM)
WINDOW = 12
TRL_OF_SERVICES = 9.0


class Registration(NamedTuple):
    """Parameters of registration."""

    base: Annotated[float, Free(
        0.9, "utility", (-0.5, 2.5), "estimated", "about 80 percent of signed value ends registered (assumed)",
        B("inclination to register", "登记倾向"))]
    sensitivity: Annotated[float, Free(
        18.0, "utility per share of value", (5, 40), "assumed", "science: episode of 2016-17, an announced 1 to 10 percent",
        B("response to the benefit", "对登记收益的敏感度"))]
    high_tech: Annotated[float, Free(
        0.6, "utility", (0, 1.5), "assumed", "certified firms must prove technology income",
        B("need of high-tech firms", "高企登记需要"))]
    size: Annotated[float, Free(
        0.25, "utility per log point", (0, 0.6), "assumed", "the work of registering is fixed",
        B("larger contracts", "合同规模作用"))]
    platform: Annotated[float, Free(
        0.5, "utility", (0, 1.5), "assumed", "universities need registration for tax relief",
        B("need of universities and institutes", "院校登记需要"))]
    early: Annotated[float, Free(
        0.15, "probability a month", (0.03, 0.3), "estimated", "技术合同成交额,shenyang,2022-H1: 29 percent of the year",
        B("registration through the year", "日常登记概率"))]
    quarter: Annotated[float, Free(
        0.5, "ratio", (0, 2), "assumed", "quarterly statistics", B("rise at a quarter's end", "季末登记上升"))]
    january: Annotated[float, Free(
        0.3, "ratio", (0.1, 1), "assumed", "the drive is over and new budgets are not out",
        B("lull of January", "一月登记回落"))]
    drive: Annotated[float, Free(
        0.8, "probability a month", (0.3, 1), "estimated", "science: C, warning 3: 57 percent in the last quarter",
        B("year-end drive", "年末冲刺强度"))]
    tau: Annotated[float, Free(
        0.8, "months", (0.4, 2.5), "estimated", "science: C, warning 3", B("length of the drive", "年末冲刺时长"))]
    response: Annotated[float, Free(
        0.4, "ratio", (0, 1), "assumed", "targets are pressed while they are missed",
        B("response to the target gap", "目标缺口响应"))]
    ambition: Annotated[float, Free(
        0.051, "share a year", (0, 0.2), "derived", "metro_tech_contract_2027: from 514 to 660 in five years",
        B("growth that the target asks for", "目标年增速"))]


def run(world: World, parameters: Registration) -> None:
    """Register the contracts whose time has come, and pay what is offered for them."""
    draws, month, policy = world.draws, world.month, world.policy
    pressure = _pressure(world, parameters)
    signed = world.contracts.month[: int(world.contracts.rows[0])]
    first = int(np.searchsorted(signed, np.int16(month - WINDOW + 1)))
    _register(world.contracts, world.firms, world.flows, policy.offers, policy.payments, policy.quantities.registration_benefit,
              _hazard(parameters, month, pressure), world.notes["registration.so_far"], room_for_a_block(), parameters, month, first,
              draws.key("registration.cost", 0), draws.key("registration.month", month))


def _pressure(world: World, p: Registration) -> np.ndarray:
    """Pressure of the city's target on registration; shape (8,) (E-9.3, E-9.4)."""
    notes = world.notes
    if "registration.so_far" not in notes:
        notes["registration.so_far"], notes["registration.target"] = np.zeros(CITY_COUNT), np.zeros(CITY_COUNT)
    if world.month % MONTHS_PER_YEAR == 0:
        notes["registration.target"] = notes["registration.so_far"] * (1.0 + p.ambition)
        notes["registration.so_far"] = np.zeros(CITY_COUNT)
    pressure: np.ndarray = _pressed(notes["registration.target"], notes["registration.so_far"], p)
    return pressure


@maker
def _pressed(target, so_far, p):
    """Pressure by what a city is short of its target, usual in a first year without one (E-9.3)."""
    pressure = np.empty(CITY_COUNT)
    for city in range(CITY_COUNT):
        missing = 1.0 - so_far[city] / max(target[city], 1e-9) if target[city] > 0.0 else 0.5
        pressure[city] = 1.0 - p.response + p.response * 2.0 * max(0.0, min(1.0, missing))
    return pressure


def _hazard(p: Registration, month: int, pressure: np.ndarray) -> np.ndarray:
    """Chance of registering a contract that is worth it, this month, by region of the seller, none outside; shape (14,) (E-9.2)."""
    place = month % MONTHS_PER_YEAR
    usual = p.early * (1.0 + p.quarter if place % 3 == 2 else p.january if place == 0 else 1.0)
    drive = p.drive * math.exp(-(11 - place) / p.tau)
    chances = np.zeros(REGION_COUNT)
    chances[:CITY_COUNT] = np.minimum(0.98, usual + drive * pressure)
    return chances


@kernel
def _register(contracts, firms, flows, offers, payments, benefit, hazard, so_far, luck, p, month, first, key_cost, key_month):
    """Go through the contracts of the last months, a block at a time so that its draws stay at hand in ``luck``."""
    paid_for = offered(offers, _POINT)
    for start in range(first, contracts.rows[0], BLOCK):
        count = min(BLOCK, contracts.rows[0] - start)
        uniform_each(luck, key_month, contracts.identity[start:], count, 0)
        for place in range(count):
            row = start + place
            if luck[place] < hazard[contracts.seller_region[row]] and contracts.registered[row] == NEVER:
                _consider(contracts, firms, flows, offers, payments, benefit, so_far, paid_for, p, month, key_cost, row)


@inner
def _consider(contracts, firms, flows, offers, payments, benefit, so_far, paid_for, p, month, key_cost, row):
    """Register a contract if that is worth it, pay what is offered, and add the value by city to ``so_far``."""
    city, by_firm = contracts.seller_region[row], contracts.seller_firm[row]
    status = firms.status[contracts.seller[row]] if by_firm else 0
    gain = benefit[city]
    if paid_for:
        gain += _reward(contracts, offers, row, status) / (contracts.value[row] * FEN_PER_MILLION)
    if _worth(contracts.value[row], gain, by_firm, status, p) <= _cost(key_cost, contracts.identity[row]):
        return
    contracts.registered[row] = month
    so_far[city] += contracts.value[row]
    flows.registered_value[city, contracts.buyer_region[row]] += contracts.value[row]
    flows.registered_count[city, contracts.buyer_region[row]] += 1.0
    if paid_for:
        _pay(contracts, firms, offers, payments, row, status)


@inner
def _worth(value, gain, by_firm, status, p):
    """Utility of registering a contract (E-9.1)."""
    worth = p.base + p.sensitivity * gain + p.size * math.log(value / 4.0)
    if not by_firm:
        return worth + p.platform
    return worth + (p.high_tech if status & HIGH_TECH else 0.0)


@inner
def _cost(key, identity):
    """Logistic cost of registering, drawn once per contract (E-9.1)."""
    u = uniform(key, identity, 0)
    return math.log(u / (1.0 - u))


@inner
def _reward(contracts, offers, row, status):
    """What offers would pay for this registration, in fen."""
    base = int(contracts.value[row] * FEN_PER_MILLION)
    return claimable(offers, _POINT, base, contracts.seller_region[row], contracts.buyer_region[row], contracts.field[row],
                     (status & TECH_SME) != 0, TRL_OF_SERVICES)


@inner
def _pay(contracts, firms, offers, payments, row, status):
    seller, city, by_firm = contracts.seller[row], contracts.seller_region[row], contracts.seller_firm[row]
    base = int(contracts.value[row] * FEN_PER_MILLION)
    kind = _FIRM if by_firm else _PLATFORM
    paid = claim(offers, payments, _POINT, base, city, contracts.buyer_region[row], contracts.field[row], (status & TECH_SME) != 0,
                 TRL_OF_SERVICES, kind, seller, city)
    if by_firm:
        firms.subsidy[seller] += paid
        firms.cash[seller] += paid / FEN_PER_MILLION


PROCESS = Process(
    key="registration",
    title=B("Registration of contracts", "技术合同登记"),
    run=run,
    parameters_type=Registration,
    decisions=("registration.cost", "registration.month"),
    equation="register if a + b benefit + status + s ln(value/4) > logistic cost; h(t) = early + drive exp(-(12-m)/tau) pressure",
)
