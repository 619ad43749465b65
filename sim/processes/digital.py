"""14. Digital transformation: a firm invests in the next step of its digital level when the gain passes its threshold.

A firm looks at the question with monthly chance ``look * (1 + push) / 12`` (diagnosis services raise it). The
next step costs

    cost = c * (revenue / 20)^0.8 * exp(0.5 z - 0.125) million CNY,    gain = worth * cost * (1 - d) * (0.5 + a) * (1 + peers) * exp(h_i)

with d the digital level, a absorptive capacity, ``peers`` the mean level of the city, and h_i the firm's own
threshold (drawn once). It invests if gain > cost - grant and its cash and credit carry the own share; the level
rises by ``step * (1 - d)`` and erodes slowly. Offers at DIGITAL_INVESTMENT pay part of the cost, to firms that
would have invested anyway as well. Investment is demand for robots (F01), sensors (F05) and software (F06):

    demand(city, f) = 1 + pull * (E(city) / E* - 1),   E investment over revenue, smoothed over a year, E* its usual value
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import normal, uniform_each
from sim.kernels import columnwise, inner, kernel
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim, claimable
from sim.parameters.declare import Free
from sim.processes.blocks import BLOCK, room_for_a_block
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT, TECH_SME
from sim.world.world import World

_POINT, _FIRM = int(Point.DIGITAL_INVESTMENT), int(PayeeKind.FIRM)
SUPPLIERS = (0, 4, 5)
"""Fields F01 robots, F05 sensors and F06 software."""
TRL_OF_EQUIPMENT = 9.0


class Digital(NamedTuple):
    """Parameters of digital transformation."""

    look: Annotated[float, Free(
        0.3, "looks a year", (0.1, 1), "assumed", "firms review equipment every three years",
        B("reviews of a firm", "年均评估次数"))]
    push: Annotated[float, Free(
        1.5, "ratio", (0.5, 4), "assumed", "shenfu_diagnosis_coverage wants every firm diagnosed",
        B("effect of diagnosis services", "诊断服务作用"))]
    cost: Annotated[float, Free(
        0.7, "million CNY", (0.3, 2), "assumed", "smart_retrofit__cap is reached at 33 million, a large firm's step",
        B("cost of a step at 20 million revenue", "单步改造成本"))]
    size: Annotated[float, Free(
        0.8, "elasticity", (0.5, 1), "assumed", "some equipment is lumpy", B("cost on revenue", "改造成本对收入弹性"))]
    worth: Annotated[float, Free(
        0.82, "ratio", (0.4, 2), "assumed", "set so that 5 to 8 percent of firms invest in a year",
        B("gain over cost of a perfect case", "最优情形收益成本比"))]
    threshold: Annotated[float, Free(
        0.7, "log points", (0.3, 1.2), "assumed", "spread of adoption thresholds",
        B("spread of thresholds", "采纳门槛离散度"))]
    step: Annotated[float, Free(
        0.25, "0..1", (0.1, 0.5), "assumed", "basic, advanced, excellence: three grades on the way to one",
        B("rise by one step", "单步提升幅度"))]
    erosion: Annotated[float, Free(
        0.015, "share a year", (0, 0.06), "assumed", "technology ages",
        B("erosion of the digital level", "数字化水平衰减"))]
    credit: Annotated[float, Free(
        0.05, "share of revenue", (0.01, 0.2), "assumed", "leasing and loans for equipment",
        B("credit for equipment", "设备融资比例"))]
    impulse: Annotated[float, Free(
        0.03, "log points a year", (0, 0.1), "assumed", "systems S18: productivity",
        B("growth impulse of a step", "单步增长推动"))]
    usual: Annotated[float, Free(
        0.0013, "share of revenue a year", (0.0004, 0.004), "numeric", "level of the baseline, so that demand starts at one",
        B("usual investment over revenue", "常态投资收入比"))]
    pull: Annotated[float, Free(
        0.12, "ratio", (0, 0.4), "assumed", "systems S18: demand for robotics, sensors, software",
        B("pull on suppliers' fields", "对供应领域的需求拉动"))]


def run(world: World, parameters: Digital) -> None:
    """Let firms invest, and turn their orders into demand (E-14.1)."""
    draws, month, policy = world.draws, world.month, world.policy
    spent, revenue, level, count = (np.zeros(CITY_COUNT) for _ in range(4))
    _peers(world.firms, level, count, revenue)
    chance = parameters.look * (1.0 + parameters.push * policy.quantities.digital_push) / 12.0
    _invest(world.firms, world.flows, policy.offers, policy.payments, chance, level / np.maximum(count, 1.0), spent, room_for_a_block(), parameters,
            draws.key("digital.look", month), draws.key("digital.cost", month), draws.key("digital.threshold", 0))
    smooth = world.notes.setdefault("digital.share", np.full(CITY_COUNT, parameters.usual))
    _move_demand(world.cities.demand, smooth, spent, revenue, parameters)


@kernel
def _move_demand(demand, smooth, spent, revenue, p):
    """Move demand for the suppliers' fields by what changed in this process, leaving other influences alone (E-14.5)."""
    for city in range(CITY_COUNT):
        before = _pull(smooth[city], p)
        smooth[city] += (12.0 * spent[city] / max(revenue[city], 1e-9) - smooth[city]) / 12.0
        change = _pull(smooth[city], p) - before
        for field in SUPPLIERS:
            demand[city, field] += change


@inner
def _pull(share, p):
    """By how much demand exceeds its usual level when so much of revenue is spent on digital change."""
    return p.pull * min(2.0, max(-0.5, share / p.usual - 1.0))


@kernel
def _invest(firms, flows, offers, payments, chance, peers, spent, luck, p, key_look, key_cost, key_threshold):
    """Let firms look and decide; add what they spend by city to ``spent``."""
    for first in range(0, firms.rows[0], BLOCK):
        rows = min(BLOCK, firms.rows[0] - first)
        uniform_each(luck, key_look, firms.identity[first:], rows, 0)
        _erode(firms.digital[first:], firms.alive[first:], 1.0 - p.erosion / 12.0, rows)
        for place in range(rows):
            row = first + place
            city = firms.city[row]
            if luck[place] < chance[city] and firms.alive[row]:
                spent[city] += _decide(firms, flows, offers, payments, peers[city], p, row, key_cost, key_threshold)


@columnwise
def _erode(digital, alive, kept, rows):
    """Digital levels age."""
    for row in range(rows):
        digital[row] = digital[row] * kept if alive[row] else digital[row]


@kernel
def _peers(firms, level, count, revenue):
    """Sums by city of digital level, firms and revenue."""
    city, digital, number, sales = np.int8(0), 0.0, 0.0, 0.0
    for row in range(firms.rows[0]):
        if not firms.alive[row]:
            continue
        if firms.city[row] != city:
            level[city], count[city], revenue[city] = digital, number, sales
            city = firms.city[row]
            digital, number, sales = level[city], count[city], revenue[city]
        digital += firms.digital[row]
        number += 1.0
        sales += firms.revenue[row]
    level[city], count[city], revenue[city] = digital, number, sales


@inner
def _decide(firms, flows, offers, payments, peers, p, row, key_cost, key_threshold):
    """Invest if the gain covers the own share and the firm can carry it; return what is spent, million CNY (E-14.2, E-14.3, E-14.4)."""
    identity, city, field = firms.identity[row], firms.city[row], firms.field[row]
    cost = p.cost * (firms.revenue[row] / 20.0) ** p.size * math.exp(0.5 * normal(key_cost, identity, 0) - 0.125)
    own_view = math.exp(p.threshold * normal(key_threshold, identity, 0))
    gain = p.worth * cost * (1.0 - firms.digital[row]) * (0.5 + firms.absorptive[row]) * (1.0 + peers) * own_view
    base, small = int(cost * FEN_PER_MILLION), (firms.status[row] & TECH_SME) != 0
    grant = claimable(offers, _POINT, base, city, city, field, small, TRL_OF_EQUIPMENT) / FEN_PER_MILLION
    means = max(0.0, firms.cash[row]) + p.credit * firms.revenue[row]
    if gain <= cost - grant or means < cost - grant:
        return 0.0
    paid = claim(offers, payments, _POINT, base, city, city, field, small, TRL_OF_EQUIPMENT, _FIRM, row, city)
    firms.subsidy[row] += paid
    own = cost - paid / FEN_PER_MILLION
    borrowed = max(0.0, own - max(0.0, firms.cash[row]))
    firms.debt[row] += borrowed
    firms.cash[row] -= own - borrowed
    firms.digital[row] += p.step * (1.0 - firms.digital[row])
    firms.boost[row] = min(1.0, firms.boost[row] + p.impulse)
    flows.digital_projects[city] += 1.0
    return cost


PROCESS = Process(
    key="digital",
    title=B("Digital transformation", "数字化转型"),
    run=run,
    parameters_type=Digital,
    decisions=("digital.look", "digital.cost", "digital.threshold"),
    equation="invest if worth cost (1 - d) (0.5 + a) (1 + peers) exp(h_i) > cost - grant; d += step (1 - d)",
)
