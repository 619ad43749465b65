"""8. Technical services: development, consulting and service contracts, the bulk of technology trade.

    contracts(f, t) ~ Poisson(r_f * sqrt(rd_f * sqrt(staff_f / 50)) * status * market(city) * season / 12)
    contracts(p, t) ~ Poisson(r_p * researchers_p * market(city) * season / 12)
    value           = m_k * (revenue / 50)^size * exp(s z - s^2 / 2),   at most the seller's yearly revenue
    market(city)    = floor + (1 - floor) * branch(city)

The buyer's region comes from the gravity of the month (:mod:`sim.world.gravity`: distance with a steep local
part, hub jumps, borders that coordination and branches lower, field strength), here sharpened at home and
weighted by the demand of the buyer's city; the buyer is a firm of that city when it lies in the circle. A
contract is signed now; whether it is ever registered is decided by :mod:`sim.processes.registration`.
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from sim.calendar import MONTHS_PER_YEAR
from sim.draws.keyed import child_identity, normal, pick, poisson, uniform, uniform_each
from sim.kernels import columnwise, inner, kernel
from sim.parameters.declare import Free
from sim.processes.blocks import BLOCK, room_for_a_block
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.candidates import draw_candidate
from sim.world.columns import (
    CITY_COUNT,
    CONCEPT_CENTRE,
    CONSULTING,
    DEVELOPMENT,
    FIELD_COUNT,
    HIGH_TECH,
    NEVER,
    REGION_COUNT,
    SERVICE,
    TECH_SME,
)
from sim.world.world import World

MOST_A_MONTH = 60
"""A seller signs at most so many contracts a month (a device that keeps birth identities apart)."""


class Services(NamedTuple):
    """Parameters of technical services."""

    firm_rate: Annotated[float, Free(
        0.8, "contracts a year at unit R&D and 50 staff", (0.2, 2), "estimated",
        "t2_tech_contract_2022 over the mean contract of Shenyang (science: table 4, row 8); D3: firms sign 69 percent",
        B("contracts of a firm", "企业签约率"))]
    platform_rate: Annotated[float, Free(
        0.09, "contracts per researcher-year", (0.02, 0.3), "estimated", "science:D3: universities and institutes sign 27 percent",
        B("contracts per researcher", "科研人员人均签约率"))]
    high_tech: Annotated[float, Free(
        1.4, "ratio", (1, 2.5), "assumed", "certification counts technology income",
        B("high-tech firms sell more", "高企签约倍数"))]
    sme: Annotated[float, Free(
        1.0, "ratio", (0.6, 1.6), "assumed", "reference status", B("registered SMEs", "科技型中小企业签约倍数"))]
    other: Annotated[float, Free(
        0.6, "ratio", (0.2, 1), "assumed", "no status, less technology to sell",
        B("firms without status", "无资质企业签约倍数"))]
    market_floor: Annotated[float, Free(
        0.35, "ratio", (0.1, 0.8), "estimated", "history: Shenyang holds about 0.875 of the circle's turnover (I-07)",
        B("trade without a market branch", "无分市场时的交易水平"))]
    year_end: Annotated[float, Free(
        1.25, "ratio", (1, 1.6), "assumed", "budgets are spent before the year closes",
        B("signing in the last quarter", "四季度签约倍数"))]
    service_mean: Annotated[float, Free(
        2.7, "million CNY", (1, 6), "estimated", "science: table 4, row 8: 3.5 to 4.8 over all contracts",
        B("mean service contract of a firm with 50 million revenue", "中等企业技术服务合同均值"))]
    development_mean: Annotated[float, Free(
        3.0, "million CNY", (1, 7), "estimated", "science:D2",
        B("mean development contract of such a firm", "中等企业技术开发合同均值"))]
    consulting_mean: Annotated[float, Free(
        0.7, "million CNY", (0.2, 2), "estimated", "science:D2 leaves about 2 percent to the rest",
        B("mean consulting contract of such a firm", "中等企业技术咨询合同均值"))]
    development_share: Annotated[float, Free(
        0.25, "share of contracts", (0.15, 0.4), "estimated", "science:D2: 22 to 37 percent of value",
        B("development contracts", "技术开发合同占比"))]
    consulting_share: Annotated[float, Free(
        0.1, "share of contracts", (0.03, 0.2), "assumed", "smaller than service and development",
        B("consulting contracts", "技术咨询合同占比"))]
    platform_scale: Annotated[float, Free(
        0.6, "ratio", (0.2, 1), "derived", "science:D3: 27 percent of contracts, 10 percent of value",
        B("size of platform contracts", "院校合同规模比"))]
    size: Annotated[float, Free(
        0.35, "elasticity", (0.1, 0.6), "assumed", "large firms sell large contracts",
        B("value on revenue", "合同额对收入弹性"))]
    spread: Annotated[float, Free(
        1.6, "log points", (1.3, 2.2), "estimated", "science:D9 and table 4, row 7",
        B("spread of value", "合同额离散度"))]
    home: Annotated[float, Free(
        1.0, "ratio", (0.3, 4), "estimated", "about half of value stays in the seller's city (science: C, local conversion)",
        B("weight of the home city", "本市权重"))]
    second_field: Annotated[float, Free(
        0.3, "probability", (0.1, 0.5), "assumed", "services cross fields more than results do",
        B("buyer in the seller's second field", "第二领域买方比例"))]


def run(world: World, parameters: Services) -> None:
    """Sign this month's contracts (E-8.4)."""
    draws, month = world.draws, world.month
    branch = np.maximum(world.cities.branch, world.policy.quantities.branch)
    market = parameters.market_floor + (1.0 - parameters.market_floor) * np.minimum(1.0, branch)
    season = _season(month, parameters.year_end)
    regions = buyer_regions(world.notes["gravity.chances"], world.cities.demand, parameters.home)
    keys = draws.key("services.number", month), draws.key("services.value", month), draws.key("services.buyer", month)
    _firms_sell(world.firms, world.contracts, world.flows, world.candidates, regions, market * season, room_for_a_block(),
                room_for_a_block(), parameters, month, *keys)
    _platforms_sell(world.platforms, world.contracts, world.flows, world.candidates, regions, market * season, parameters, month, *keys)


def _season(month: int, year_end: float) -> float:
    """Signing by season, with mean 1 over the year (E-8.5)."""
    last_quarter = month % MONTHS_PER_YEAR >= 9
    mean = (9.0 + 3.0 * year_end) / 12.0
    return (year_end if last_quarter else 1.0) / mean


def buyer_regions(chances: np.ndarray, demand: np.ndarray, home: float) -> np.ndarray:
    """Cumulative chances of the buyer's region by city and field of the seller; shape (8, 13, 14) (E-8.6)."""
    regions = np.empty((CITY_COUNT, FIELD_COUNT, REGION_COUNT))
    _weigh_buyers(regions, chances, demand, home)
    return regions


@kernel
def _weigh_buyers(regions, chances, demand, home):
    """Fill in the chances of regions: gravity, moved by demand, with a lean to the seller's own city."""
    for city in range(CITY_COUNT):
        for field in range(FIELD_COUNT):
            before, total = 0.0, 0.0
            for region in range(REGION_COUNT):
                weight = chances[city, field, region] - before
                before = chances[city, field, region]
                if region < CITY_COUNT:
                    weight *= demand[region, field]
                if region == city:
                    weight *= home
                total += weight
                regions[city, field, region] = total
            for region in range(REGION_COUNT):
                regions[city, field, region] /= total


@kernel
def _firms_sell(firms, contracts, flows, candidates, regions, market, luck, rates, p, month, key_number, key_value, key_buyer):
    """Contracts that firms sell this month (E-8.1)."""
    for first in range(0, firms.rows[0], BLOCK):
        rows = min(BLOCK, firms.rows[0] - first)
        uniform_each(luck, key_number, firms.identity[first:], rows, 0)
        _rates(rates, firms.status[first:], firms.city[first:], firms.rd[first:], firms.staff[first:], market, p, rows)
        for place in range(rows):
            if luck[place] > 1.0 - rates[place] and firms.alive[first + place]:  # else exp(-rate) >= 1 - rate, so the count is zero
                _sell(firms, contracts, flows, candidates, regions, rates[place], p, month, key_number, key_value, key_buyer, first + place)


@inner
def _sell(firms, contracts, flows, candidates, regions, rate, p, month, key_number, key_value, key_buyer, row):
    """Contracts that one firm sells this month (E-8.1)."""
    for child in range(min(MOST_A_MONTH, poisson(rate, key_number, firms.identity[row], 0))):
        identity = child_identity(firms.identity[row], month, child)
        kind, mean = _kind(p, key_value, identity)
        scale = mean * (firms.revenue[row] / 50.0) ** p.size
        value = min(_value(scale, p, key_value, identity), firms.revenue[row])
        _sign(contracts, flows, candidates, regions, p, month, key_buyer, identity, True, row, firms.city[row],
              firms.field[row], firms.field2[row], kind, value)


@columnwise
def _rates(rates, status, city, rd, staff, market, p, rows):
    """Expected contracts of each firm this month (E-8.1); two loops, because the compiler gives up on one with look-ups and roots."""
    for row in range(rows):
        factor = p.high_tech if status[row] & HIGH_TECH else p.sme if status[row] & TECH_SME else p.other
        rates[row] = p.firm_rate * factor * market[city[row]] / 12.0
    for row in range(rows):
        rates[row] *= math.sqrt(rd[row] * math.sqrt(staff[row] / 50.0))


@kernel
def _platforms_sell(platforms, contracts, flows, candidates, regions, market, p, month, key_number, key_value, key_buyer):
    """Contracts that research platforms sell this month (E-8.2)."""
    for row in range(platforms.rows[0]):
        if platforms.kind[row] >= CONCEPT_CENTRE:
            continue
        rate = p.platform_rate * platforms.researchers[row] * market[platforms.city[row]] / 12.0
        count = min(MOST_A_MONTH, poisson(min(rate, 30.0), key_number, platforms.identity[row], 0))
        for child in range(count):
            identity = child_identity(platforms.identity[row], month, child)
            kind, mean = _kind(p, key_value, identity)
            value = _value(mean * p.platform_scale * platforms.quality[row], p, key_value, identity)
            _sign(contracts, flows, candidates, regions, p, month, key_buyer, identity, False, row, platforms.city[row],
                  platforms.field[row], platforms.field2[row], kind, value)


@inner
def _kind(p, key, identity):
    """Type of contract and its mean value."""
    u = uniform(key, identity, 0)
    if u < p.development_share:
        return DEVELOPMENT, p.development_mean
    if u < p.development_share + p.consulting_share:
        return CONSULTING, p.consulting_mean
    return SERVICE, p.service_mean


@inner
def _value(mean, p, key, identity):
    """Value of a contract in million CNY around its mean (E-8.3)."""
    return mean * math.exp(p.spread * normal(key, identity, 1) - 0.5 * p.spread * p.spread)


@inner
def _sign(contracts, flows, candidates, regions, p, month, key, identity, by_firm, seller, city, field, second, kind, value):
    """Choose the buyer, write the contract and count it."""
    region = pick(regions[city, field], uniform(key, identity, 0))
    buyer = -1
    if region < CITY_COUNT:
        wanted = second if uniform(key, identity, 1) < p.second_field else field
        buyer = draw_candidate(candidates, region, wanted, key, identity, 1)
        if by_firm and buyer == seller:
            buyer = -1
    row = contracts.rows[0]
    if row >= contracts.month.shape[0]:
        raise OverflowError("more contracts in one month than the table has room for")
    contracts.rows[0] = row + 1
    contracts.identity[row] = identity
    contracts.month[row] = month
    contracts.registered[row] = NEVER
    contracts.kind[row] = kind
    contracts.value[row] = value
    contracts.seller_firm[row] = by_firm
    contracts.seller[row] = seller
    contracts.buyer[row] = buyer
    contracts.seller_region[row] = city
    contracts.buyer_region[row] = region
    contracts.field[row] = field
    contracts.result[row] = -1
    contracts.brokered[row] = -1
    flows.real_value[city, region] += value
    flows.real_count[city, region] += 1.0
    flows.field_value[city, field] += value


PROCESS = Process(
    key="services",
    title=B("Technical services", "技术服务"),
    run=run,
    parameters_type=Services,
    decisions=("services.number", "services.value", "services.buyer"),
    equation="contracts ~ Poisson(r sqrt(rd sqrt(staff/50)) status market season/12); ln value ~ Normal; region by gravity",
)
