"""2. Research: platforms, R&D-doing firms and outside sources create results.

    births(p, t) ~ Poisson(r_p * researchers_p * quality_p^0.5 * research_rate(city) * (1 + research_focus(city, field)) / 12)
    births(f, t) ~ Poisson(r_f * rd_f^0.6 / 12)            births(o, t) ~ Poisson(r_o * supply_o)
    value = m * quality * exp(s * (1 + k * extra_risk) * z - s^2 / 2),   z standard normal

A commission from a firm ("企业出题") gives a result its taker at birth. Failure exemption raises the risk taken:
a wider spread of value at the same median, and a greater chance of technical failure. Teams that moved to a city bring
results along. Listed key-technology tasks ("揭榜挂帅", "325") are results of higher value and risk that are asked for by a firm
and begun with the money that levers give; one that is proven is a breakthrough (:mod:`sim.processes.breakthrough`).
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import child_identity, normal, poisson, uniform, uniform_each
from sim.kernels import inner, kernel
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim
from sim.parameters.declare import Free
from sim.processes.blocks import BLOCK, room_for_a_block
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.candidates import draw_candidate
from sim.world.columns import CITY_COUNT, CONCEPT_CENTRE, FIELD_COUNT, LISTED_TASK, MEMORY, OFFERED, QUEUED, REGION_COUNT
from sim.world.growth import RESULTS_A_MONTH, make_room
from sim.world.world import World

_TASK_COST, _TEAM = int(Point.TASK_COST), int(PayeeKind.TEAM)
_TEAM_FAMILY, _TASK_FAMILY = 0xB0000000, 0xB1000000
"""Parents of what teams bring and of listed tasks, apart from all births."""


class Research(NamedTuple):
    """Parameters of research."""

    platform_rate: Annotated[
        float,
        Free(
            0.055,
            "results per researcher-year",
            (0.02, 0.3),
            "assumed",
            "about 200 results a month in the circle",
            B("results per researcher", "人均成果产出率"),
        ),
    ]
    firm_rate: Annotated[
        float,
        Free(
            0.018,
            "results a year per (million CNY)^0.6",
            (0.005, 0.06),
            "assumed",
            "D6: few firm results leave the firm",
            B("transferable results per firm R&D", "企业可转移成果产出率"),
        ),
    ]
    outside_rate: Annotated[
        float,
        Free(
            9.0,
            "results a month at unit supply",
            (2, 30),
            "assumed",
            "no inflow is printed (systems S23)",
            B("results offered from outside", "圈外供给成果"),
        ),
    ]
    value_mean: Annotated[
        float, Free(8.3, "million CNY a year", (4, 12), "observed", "science:D6", B("mean yearly sales of a full success", "成功成果年均销售额"))
    ]
    value_spread: Annotated[float, Free(1.6, "log points", (1.2, 2.0), "estimated", "science:D9", B("spread of value", "价值离散度"))]
    risk_spread: Annotated[
        float,
        Free(0.5, "ratio", (0, 1), "assumed", "failure_exemption__share has no measured effect", B("widening of value by risk", "风险扩大价值离散")),
    ]
    applied_lift: Annotated[
        float, Free(3.0, "TRL", (2, 4), "assumed", "TRL scale: applied work starts near 4", B("TRL lost to basic work", "基础研究降低的成熟度"))
    ]
    commission_share: Annotated[
        float,
        Free(
            0.06,
            "probability",
            (0.02, 0.2),
            "assumed",
            "directed_mode__scheme names it without a figure",
            B("share commissioned by firms", "企业出题比例"),
        ),
    ]
    team_results: Annotated[
        float,
        Free(3.0, "results per team", (1, 6), "assumed", "team_import__scheme gives no number", B("results brought by a team", "团队带来成果数")),
    ]
    task_value: Annotated[
        float,
        Free(3.0, "ratio", (1.5, 6), "assumed", "shenfei_part_value: bottleneck parts sell well", B("value of a listed task", "攻关任务价值倍数")),
    ]
    task_risk: Annotated[
        float,
        Free(
            0.3, "0..1", (0.1, 0.5), "estimated", "key_tech_2025_special over special_projects_2025: 9 of 26", B("risk of a task", "攻关任务附加风险")
        ),
    ]
    task_cost: Annotated[
        float, Free(12.0, "million CNY", (5, 30), "assumed", "open_bid__cap pays up to 10 million", B("cost of a listed task", "攻关任务成本"))
    ]
    team_money: Annotated[
        float,
        Free(
            2.2,
            "million CNY",
            (0.5, 4.0),
            "assumed",
            "science:E4: most inventions need more inventor R&D",
            B("a team's own money, mean", "团队自有资金"),
        ),
    ]


def run(world: World, parameters: Research) -> None:
    """Create this month's results."""
    draws, month, q = world.draws, world.month, world.policy.quantities
    _make_room(world)
    start = int(world.results.rows[0])
    policy = world.policy
    keys = (draws.key("research.births", month), draws.key("research.nature", month), draws.key("research.commission", month))
    _platforms(world.platforms, world.firms, world.results, world.candidates, q, parameters, month, *keys)
    _firms(world.firms, world.results, room_for_a_block(), parameters, month, draws.key("research.firm_births", month), keys[1])
    teams = world.notes.get("talent.teams")
    if teams is not None and not world.spin_up:
        _teams(world.platforms, world.results, world.flows, teams, parameters, month, draws.key("research.teams", month), keys[1])
    if q.tasks.any():
        _tasks(world.platforms, world.firms, world.results, world.candidates, world.flows, policy.offers, policy.payments, q.tasks, parameters,
               month, draws.key("research.tasks", month), keys[1])  # fmt: skip
    outside = draws.key("research.outside_births", month)
    _outside(world.geography, world.results, q.outside_supply, parameters, month, outside, keys[1])
    _count_births(world.results, world.flows, start)


def _make_room(world: World) -> None:
    """Room for what policy adds to the usual births of a month, listed tasks and teams included."""
    q = world.policy.quantities
    lift, extra = _births_of_policy(q.research_rate, q.research_focus, q.outside_supply, q.tasks, q.teams)
    if lift > 1.0 or extra > 0.0:
        make_room(world, "results", int(RESULTS_A_MONTH * lift + extra))


@kernel
def _births_of_policy(rate, focus, outside, tasks, teams):
    """The largest multiple of the usual births that policy asks for, and further births a month."""
    most, turned, supply, extra = 0.0, 0.0, 0.0, 0.0
    for city in range(CITY_COUNT):
        most = max(most, rate[city])
        supply += outside[city] / CITY_COUNT
        extra += teams[city]
        for field in range(FIELD_COUNT):
            turned = max(turned, focus[city, field])
            extra += tasks[city, field] / 4.0
    return max(1.0, most * (1.0 + turned), supply), extra


@kernel
def _count_births(results, flows, start):
    """Count the results from a row on by city of their inventors."""
    for r in range(start, results.rows[0]):
        if results.city[r] < CITY_COUNT:
            flows.results_born[results.city[r]] += 1.0


@kernel
def _platforms(platforms, firms, results, candidates, q, p, month, key_births, key_nature, key_commission):
    """Births at research platforms, and the share of them that firms commission (E-2.1)."""
    for row in range(platforms.rows[0]):
        if platforms.kind[row] >= CONCEPT_CENTRE:
            continue
        city = platforms.city[row]
        rate = p.platform_rate * platforms.researchers[row] * platforms.quality[row] ** 0.5 * q.research_rate[city] / 12.0
        rate *= max(0.0, 1.0 + q.research_focus[city, platforms.field[row]])
        for child in range(poisson(rate, key_births, platforms.identity[row])):
            identity = child_identity(platforms.identity[row], month, child)
            basic = min(1.0, max(0.0, platforms.basic[row] + q.research_basic[city] + 0.2 * normal(key_nature, identity, 0)))
            r = _new_result(results, identity, city, platforms.field[row], platforms.field2[row], month)
            results.origin[r] = row
            _nature(results, r, basic, q.research_risk[city], platforms.quality[row], p, key_nature)
            if uniform(key_commission, identity, 0) < p.commission_share * q.commission_rate[city] * (1.0 - basic):
                _commission(platforms, firms, results, candidates, row, r, key_commission)


@inner
def _commission(platforms, firms, results, candidates, platform, r, key):
    """Give the result the firm that asked for it: one remembered by the platform, else one of its city and field (E-2.7)."""
    memory = platforms.partners[platform, int(uniform(key, results.identity[r], 1) * MEMORY)]
    firm = (
        memory if memory >= 0 and firms.alive[memory] else draw_candidate(candidates, results.city[r], results.field[r], key, results.identity[r], 2)
    )
    if firm >= 0:
        results.taker[r] = firm
        results.taker_region[r] = firms.city[firm]
        results.fit[r] = firms.absorptive[firm]
        results.partner_money[r] = min(0.1 * firms.revenue[firm] + 0.2, 0.5 * results.value[r])


@inner
def _some_platform(platforms, city, field, u):
    """A platform of the city that does research, of the field if ``field`` is not -1 and there is one; -1 if there is none."""
    count = 0
    for row in range(platforms.rows[0]):
        count += platforms.city[row] == city and platforms.kind[row] < CONCEPT_CENTRE and (field < 0 or platforms.field[row] == field)
    if count == 0:
        return -1 if field < 0 else _any_platform(platforms, city, u)
    place = int(u * count)
    for row in range(platforms.rows[0]):
        if platforms.city[row] == city and platforms.kind[row] < CONCEPT_CENTRE and (field < 0 or platforms.field[row] == field):
            if place == 0:
                return row
            place -= 1
    return -1


@inner
def _any_platform(platforms, city, u):
    """A platform of the city, whatever its kind or field."""
    count = 0
    for row in range(platforms.rows[0]):
        count += platforms.city[row] == city
    place = int(u * count)
    for row in range(platforms.rows[0]):
        if platforms.city[row] == city:
            if place == 0:
                return row
            place -= 1
    return -1


@kernel
def _teams(platforms, results, flows, teams, p, month, key, key_nature):
    """Results that teams bring along when they move to a city; they join a platform there (E-2.8)."""
    for city in range(CITY_COUNT):
        for team in range(teams[city]):
            parent = child_identity(np.uint64(_TEAM_FAMILY + city), month, team)
            row = _some_platform(platforms, city, -1, uniform(key, parent, 0))
            if row < 0:
                continue
            for child in range(int(p.team_results)):
                identity = child_identity(parent, month, child)
                r = _new_result(results, identity, city, platforms.field[row], platforms.field2[row], month)
                results.origin[r] = row
                _nature(results, r, 0.3 * uniform(key_nature, identity, 9), 0.0, 1.2, p, key_nature)
                flows.team_results[city] += 1


@kernel
def _tasks(platforms, firms, results, candidates, flows, offers, payments, tasks, p, month, key, key_nature):
    """Listed tasks of the month: a platform of the city bids, a firm of the field waits for the result (E-2.9)."""
    for city in range(CITY_COUNT):
        for field in range(FIELD_COUNT):
            parent = np.uint64(_TASK_FAMILY + city * FIELD_COUNT + field)
            for child in range(poisson(tasks[city, field] / 12.0, key, parent) if tasks[city, field] > 0.0 else 0):
                identity = child_identity(parent, month, child)
                row = _some_platform(platforms, city, field, uniform(key, identity, 0))
                if row >= 0:
                    r = _new_result(results, identity, city, field, platforms.field2[row], month)
                    results.origin[r] = row
                    _task(firms, results, candidates, offers, payments, p, key, key_nature, r)
                    flows.tasks[city] += 1


@inner
def _task(firms, results, candidates, offers, payments, p, key, key_nature, r):
    """Nature, taker and money of one listed task (E-2.9)."""
    identity, city, field = results.identity[r], results.city[r], results.field[r]
    _nature(results, r, 0.1, p.task_risk, p.task_value, p, key_nature)
    results.task[r] = LISTED_TASK
    firm = draw_candidate(candidates, city, field, key, identity, 3)
    if firm >= 0:
        results.taker[r] = firm
        results.taker_region[r] = firms.city[firm]
        results.fit[r] = 0.5 + 0.5 * firms.absorptive[firm]
    base = int(p.task_cost * FEN_PER_MILLION)
    paid = claim(offers, payments, _TASK_COST, base, city, city, field, True, results.trl[r], _TEAM, r, city)
    results.grant[r] += paid
    results.partner_money[r] = max(0.0, p.task_cost - paid / FEN_PER_MILLION)


@kernel
def _firms(firms, results, luck, p, month, key_births, key_nature):
    """Births at firms that do R&D (E-2.2)."""
    for first in range(0, firms.rows[0], BLOCK):
        count = min(BLOCK, firms.rows[0] - first)
        uniform_each(luck, key_births, firms.identity[first:], count, 0)
        for place in range(count):
            row = first + place
            if luck[place] < 1.0 - p.firm_rate * max(1.0, firms.rd[row]) / 12.0:
                continue  # exp(-rate) > 1 - rate, and rd^0.6 <= max(1, rd), so the count is zero
            if firms.alive[row] and firms.rd[row] > 0.0:
                _invent(firms, results, p, month, key_births, key_nature, row)


@inner
def _invent(firms, results, p, month, key_births, key_nature, row):
    """This month's results of one firm (E-2.2)."""
    rate = p.firm_rate * firms.rd[row] ** 0.6 / 12.0
    for child in range(poisson(rate, key_births, firms.identity[row])):
        identity = child_identity(firms.identity[row], month, child)
        r = _new_result(results, identity, firms.city[row], firms.field[row], firms.field2[row], month)
        results.origin_firm[r] = True
        results.origin[r] = row
        basic = 0.3 * uniform(key_nature, identity, 9)
        _nature(results, r, basic, 0.0, 0.7 + 0.6 * firms.absorptive[row], p, key_nature)


@kernel
def _outside(geography, results, supply, p, month, key_births, key_nature):
    """Results that outside regions offer; they come verified and piloted (E-2.3)."""
    pull = supply.mean()
    for region in range(CITY_COUNT, REGION_COUNT):
        parent = np.uint64(0xA0000000 + region)
        for child in range(poisson(p.outside_rate * geography.supply[region] * pull, key_births, parent)):
            identity = child_identity(parent, month, child)
            field = int(uniform(key_nature, identity, 10) * FIELD_COUNT)
            second = int(uniform(key_nature, identity, 11) * FIELD_COUNT)
            r = _new_result(results, identity, region, field, second, month)
            results.origin[r] = -1
            _nature(results, r, 0.1, 0.0, 1.0, p, key_nature)
            results.stage[r] = OFFERED
            results.trl[r] = 7.0
            results.verified[r] = True
            results.piloted[r] = True


@inner
def _new_result(results, identity, city, field, second, month):
    r = results.rows[0]
    if r >= results.identity.shape[0]:
        raise OverflowError("more results in one month than the table has room for")
    results.rows[0] = r + 1
    results.identity[r] = identity
    results.city[r] = city
    results.field[r] = field
    results.field2[r] = second
    results.born[r] = month
    results.stage[r] = QUEUED
    return r


@inner
def _nature(results, r, basic, extra_risk, quality, p, key):
    """Draw what a result is like: distance from application, risk, readiness, value, the team's own money (E-2.4, E-2.5, E-2.6)."""
    identity = results.identity[r]
    spread = p.value_spread * (1.0 + p.risk_spread * extra_risk)
    results.niche[r] = uniform(key, identity, 2)
    results.basic[r] = basic
    results.risk[r] = min(1.0, max(0.0, 0.25 + 0.4 * basic + extra_risk + 0.1 * normal(key, identity, 3)))
    results.trl[r] = max(1.0, 4.0 - p.applied_lift * basic + 0.5 * normal(key, identity, 5))
    scale = p.value_mean * quality * np.exp(-0.5 * p.value_spread * p.value_spread)
    results.value[r] = scale * np.exp(spread * normal(key, identity, 7))
    results.own_money[r] = -p.team_money * np.log(uniform(key, identity, 12))


PROCESS = Process(
    key="research",
    title=B("Research", "科研产出"),
    run=run,
    parameters_type=Research,
    decisions=(
        "research.births",
        "research.nature",
        "research.commission",
        "research.firm_births",
        "research.outside_births",
        "research.teams",
        "research.tasks",
    ),
    equation="births ~ Poisson(rate * researchers * quality^0.5 * research_rate / 12); log value ~ Normal(mu, s (1 + k risk))",
)
