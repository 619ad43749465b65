"""11. Alliances and joint R&D: founding with memory, projects that must pay, and R&D done twice.

A firm founds an alliance with monthly chance ``found * rd^0.75 * leader * alliance_rate / 12``. It invites
partners one by one (Tomasello et al. 2014): with chance ``previous`` one it was allied with before, with chance
``established`` a member of a living alliance of its field (so that firms are chosen in proportion to their
links), otherwise a newcomer met by gravity inside the circle. The platform is one remembered from earlier
deals, or one of the lead's city and field, the larger the likelier. Alliances dissolve with hazard ``dissolve * (1 + age / 5 years) / (1
+ projects)^0.5 / 12``.

Each month an alliance sees a project with chance ``idea * (1 + demand pull of chain leaders) / 12``. It is
carried out when what the members expect covers their own share, and they can finance it:

    benefit = cost * exp(m + project_benefit(city) + s z) > cost - grant,    own share <= cash + credit share * revenue of the members

so that a grant moves projects whose benefit lies between own share and cost, and is deadweight for the rest.
Joint projects raise knowledge and absorptive capacity, are remembered, and pool R&D. R&D that is not pooled is
partly done twice:

    duplicate_i = delta * rd_i * (1 - rd_i / R(field, niche)) * (1 - pooled_i) * (1 - talk [i in an alliance])
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import child_identity, normal, uniform, uniform_each
from sim.kernels import columnwise, inner, kernel
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim, claimable
from sim.parameters.declare import Free
from sim.processes.acquaintance import acquaintance, established_partner, former_partner, living, platform_of, take_in
from sim.processes.blocks import BLOCK, room_for_a_block
from sim.processes.growth import firm_memory, hold_grant
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.candidates import draw_candidate
from sim.world.columns import ALLIANCE_SIZE, CITY_COUNT, FIELD_COUNT, MEMORY, NEVER, TECH_SME
from sim.world.growth import ALLIANCES_A_MONTH, make_room
from sim.world.world import World

_POINT, _FIRM = int(Point.JOINT_PROJECT), int(PayeeKind.FIRM)
NICHES = 12
"""Niches in which R&D is compared (a device: the niche axis is cut into twelve)."""
POOLING_MONTHS = 24.0
"""A joint project keeps its members' R&D apart for about two years (a device: see ``GRANT_MONTHS``)."""
TRL_OF_PROJECTS = 5.0
ALLIANCE_CHILD = 7
"""Number of an alliance among the children that a firm may bear in a month."""


class AllianceParameters(NamedTuple):
    """Parameters of alliances and joint R&D."""

    found: Annotated[float, Free(
        0.0027, "alliances a year per (million CNY)^0.75", (0.0005, 0.01), "estimated",
        "metro_alliances_2022: over 400 in the circle; science:F7-F8 for the share of hubs",
        B("founding of alliances", "联盟组建率"))]
    leader: Annotated[float, Free(
        4.0, "ratio", (1, 10), "assumed", "innovation_consortium__scheme: leading firms found consortia",
        B("chain leaders found more", "链主组建倍数"))]
    partners: Annotated[float, Free(
        2.2, "firms", (1, 4), "estimated", "science: Tomasello 2017 fits alliance sizes with three numbers",
        B("partner firms invited, mean", "平均邀请伙伴数"))]
    previous: Annotated[float, Free(
        0.3, "probability", (0.1, 0.6), "estimated", "science: table 4, row 17",
        B("invite a former partner", "邀请既往伙伴概率"))]
    established: Annotated[float, Free(
        0.5, "probability", (0.1, 0.7), "estimated", "science: table 4, row 17",
        B("invite an established firm", "邀请在网企业概率"))]
    dissolve: Annotated[float, Free(
        0.1, "share a year", (0.03, 0.25), "assumed", "science:F7: networks rise and fall",
        B("dissolution of young alliances", "联盟解散率"))]
    memory: Annotated[float, Free(
        0.6, "probability", (0.2, 0.9), "estimated", "science:F9 and B3",
        B("platform known from earlier deals", "选择既往合作院校概率"))]
    idea: Annotated[float, Free(
        0.9, "projects seen a year", (0.3, 2), "assumed", "tech_alliances__scheme names no number of projects",
        B("project ideas of an alliance", "联盟年均项目设想"))]
    demand_pull: Annotated[float, Free(
        0.15, "ratio per chain leader", (0, 0.5), "assumed", "chain_leader__demand_list gives no effect",
        B("pull of a chain leader's demand list", "链主需求清单拉动"))]
    cost: Annotated[float, Free(
        6.0, "million CNY", (2, 15), "assumed", "joint_rd__cap pays up to 5 million",
        B("mean cost of a project of members with 10 million of R&D", "联合项目平均成本（成员研发1000万元）"))]
    cost_spread: Annotated[float, Free(
        0.8, "log points", (0.4, 1.2), "assumed", "projects differ as contracts do",
        B("spread of project cost", "项目成本离散度"))]
    benefit: Annotated[float, Free(
        -0.1, "log points", (-0.5, 0.3), "assumed", "science:F9: partners gain on average, not always",
        B("expected benefit over cost", "预期收益成本比"))]
    benefit_spread: Annotated[float, Free(
        0.6, "log points", (0.3, 1), "estimated", "science:A10-A11: 14 to 80 percent of aid is additional",
        B("spread of expected benefit", "预期收益离散度"))]
    size: Annotated[float, Free(
        0.3, "elasticity", (0, 0.7), "assumed", "large members carry larger projects",
        B("project cost on members' R&D", "项目成本对成员研发弹性"))]
    credit: Annotated[float, Free(
        0.05, "share of revenue", (0.01, 0.2), "assumed", "part of the budget is free for projects",
        B("revenue that can be committed", "可投入收入比例"))]
    knowledge: Annotated[float, Free(
        0.25, "share of cost", (0, 0.6), "estimated", "science:F9: correlation 0.36 with performance",
        B("knowledge gained from partners", "伙伴知识获取比例"))]
    absorption: Annotated[float, Free(
        0.02, "0..1", (0, 0.06), "assumed", "science:F9-F10", B("absorptive capacity gained", "吸收能力提升"))]
    coordination: Annotated[float, Free(
        3.0, "R&D coordinated per yuan of project", (1, 6), "assumed", "members plan a programme around a joint project",
        B("R&D coordinated by a joint project", "联合项目带动协调的研发"))]
    duplicate: Annotated[float, Free(
        0.24, "share", (0.1, 0.35), "assumed", "duplicate_rd_rate_2026 wants below 10 percent and prints no base; 15 to 20 assumed",
        B("R&D that neighbours repeat", "邻近企业重复研发比例"))]
    talk: Annotated[float, Free(
        0.2, "share", (0, 0.5), "assumed", "members know of each other's plans",
        B("avoided by talking in an alliance", "联盟沟通避免比例"))]
    waste: Annotated[float, Free(
        0.5, "share", (0, 1), "assumed", "a repeated result still teaches",
        B("knowledge lost in repeated R&D", "重复研发知识损失"))]


def run(world: World, parameters: AllianceParameters) -> None:
    """Dissolve and found alliances, carry out joint projects, and measure duplicate R&D."""
    draws, month, policy = world.draws, world.month, world.policy
    make_room(world, "alliances", int(ALLIANCES_A_MONTH * max(1.0, float(policy.quantities.alliance_rate.max()))))
    pooled = firm_memory(world, "alliances.pooled")
    leaders = np.zeros(FIELD_COUNT)
    _dissolve(world.alliances, world.firms, leaders, parameters, month, draws.key("alliances.end", month))
    _projects(world.alliances, world.firms, world.platforms, world.flows, policy.offers, policy.payments, pooled, leaders,
              policy.quantities.project_benefit, parameters, month, draws.key("alliances.idea", month), draws.key("alliances.project", month))
    known = acquaintance(world.alliances, world.firms, world.platforms, month)
    _found(world.alliances, world.firms, world.platforms, world.candidates, known, world.notes["gravity.partners"], room_for_a_block(),
           room_for_a_block(), policy.quantities.alliance_rate, parameters, month,
           draws.key("alliances.found", month), draws.key("alliances.partner", month))
    cells = firm_memory(world, "alliances.cell", np.uint8)
    _find_cells(cells, world.firms)
    _duplicate(world.firms, world.flows, pooled, cells, np.zeros(FIELD_COUNT * NICHES + 1), room_for_a_block(), parameters)


@kernel
def drop_dead_members(alliances, firms, month):
    """Take firms that left out of their alliances; the next member leads, and one firm alone is no alliance."""
    for row in range(alliances.rows[0]):
        if alliances.ends[row] <= month:
            continue
        kept = 0
        for place in range(alliances.size[row]):
            member = alliances.members[row, place]
            if firms.alive[member]:
                alliances.members[row, kept] = member
                kept += 1
            else:
                firms.alliances[member] = 0
        if kept == alliances.size[row]:
            continue
        alliances.members[row, kept:] = -1
        alliances.size[row] = kept
        if kept > 0:
            alliances.lead[row] = alliances.members[row, 0]
            alliances.city[row] = firms.city[alliances.lead[row]]
        if kept == 0 or (kept == 1 and alliances.platform[row] < 0):
            _end(alliances, firms, row, month)


@inner
def _end(alliances, firms, row, month):
    alliances.ends[row] = month
    for place in range(alliances.size[row]):
        member = alliances.members[row, place]
        firms.alliances[member] = max(0, firms.alliances[member] - 1)


@kernel
def _dissolve(alliances, firms, leaders, p, month, key):
    """End alliances whose time has come; count the alliances led by chain leaders by field (E-11.3)."""
    for row in range(alliances.rows[0]):
        if alliances.ends[row] < month:
            continue
        age = (month - alliances.born[row]) / 12.0
        hazard = p.dissolve * (1.0 + age / 5.0) / math.sqrt(1.0 + alliances.projects[row]) / 12.0
        if alliances.ends[row] == month or uniform(key, alliances.identity[row], 0) < hazard:
            _end(alliances, firms, row, month)
        elif firms.chain_leader[alliances.lead[row]]:
            leaders[alliances.field[row]] += 1.0


@kernel
def _projects(alliances, firms, platforms, flows, offers, payments, pooled, leaders, gain, p, month, key_idea, key):
    """Project ideas of the living alliances (E-11.4)."""
    for row in range(alliances.rows[0]):
        if not living(alliances, row, month):
            continue
        identity = alliances.identity[row]
        pull = 1.0 + p.demand_pull * min(4.0, leaders[alliances.field[row]])
        if uniform(key_idea, identity, 0) < p.idea * pull / 12.0:
            _consider(alliances, firms, platforms, flows, offers, payments, pooled, gain, p, row, key)


@inner
def _consider(alliances, firms, platforms, flows, offers, payments, pooled, gain, p, row, key):
    """Carry out a joint project if what is expected covers the own share, and the members can finance that share (E-11.5, E-11.6)."""
    identity, lead = alliances.identity[row], alliances.lead[row]
    research, means = 0.0, 0.0
    for place in range(alliances.size[row]):
        member = alliances.members[row, place]
        research += firms.rd[member]
        means += max(0.0, firms.cash[member]) + p.credit * firms.revenue[member]
    noise = math.exp(p.cost_spread * normal(key, identity, 0) - 0.5 * p.cost_spread**2)
    cost = p.cost * noise * (max(0.1, research) / 10.0) ** p.size
    benefit = cost * math.exp(p.benefit + gain[firms.city[lead]] + p.benefit_spread * normal(key, identity, 2))
    home, away = firms.city[lead], _other_city(alliances, firms, row)
    base, field = int(cost * FEN_PER_MILLION), alliances.field[row]
    small = (firms.status[lead] & TECH_SME) != 0
    grant = claimable(offers, _POINT, base, home, away, field, small, TRL_OF_PROJECTS) / FEN_PER_MILLION
    if benefit <= cost - grant or means < cost - grant:
        return
    paid = claim(offers, payments, _POINT, base, home, away, field, small, TRL_OF_PROJECTS, _FIRM, lead, home)
    if paid > 0:
        firms.subsidy[lead] += paid
        hold_grant(firms, lead, paid / FEN_PER_MILLION)
    alliances.projects[row] += 1
    flows.joint_projects[home] += 1.0
    _learn(alliances, firms, platforms, pooled, p, row, cost, research)


@inner
def _other_city(alliances, firms, row):
    """City of the first member outside the lead's city, or the lead's city."""
    home = firms.city[alliances.lead[row]]
    for place in range(1, alliances.size[row]):
        city = firms.city[alliances.members[row, place]]
        if city != home:
            return city
    return home


@inner
def _learn(alliances, firms, platforms, pooled, p, row, cost, research):
    """Members learn from each other, keep their R&D apart for a while, and remember the platform (E-11.7)."""
    platform, size = alliances.platform[row], alliances.size[row]
    for place in range(size):
        member = alliances.members[row, place]
        own = cost * firms.rd[member] / max(1e-9, research)
        others = size - 1 + (1 if platform >= 0 else 0)
        firms.rd_stock[member] += p.knowledge * (cost - own) if others > 0 else 0.0
        firms.absorptive[member] += p.absorption * (1.0 - firms.absorptive[member])
        years_of_research = firms.rd[member] * POOLING_MONTHS / 12.0
        pooled[member] = min(1.0, pooled[member] + p.coordination * own / max(0.01, years_of_research))
        if platform >= 0:
            _remember(firms.partners, firms.next_partner, member, platform)
            _remember(platforms.partners, platforms.next_partner, platform, member)


@inner
def _remember(partners, next_place, who, whom):
    """Write ``whom`` into the memory of ``who`` unless it is there; the oldest memory is overwritten."""
    for place in range(MEMORY):
        if partners[who, place] == whom:
            return
    partners[who, next_place[who]] = whom
    next_place[who] = (next_place[who] + 1) % MEMORY


@kernel
def _found(alliances, firms, platforms, candidates, known, inside, luck, chances, rate, p, month, key, key_partner):
    """Let firms found alliances, in order of rows (E-11.1)."""
    for first in range(0, firms.rows[0], BLOCK):
        rows = min(BLOCK, firms.rows[0] - first)
        uniform_each(luck, key, firms.identity[first:], rows, 0)
        _chances(chances, firms.rd[first:], firms.city[first:], firms.chain_leader[first:], rate, p, rows)
        for place in range(rows):
            if luck[place] < chances[place] and firms.alive[first + place]:
                _one_alliance(alliances, firms, platforms, candidates, known, inside, p, month, key_partner, first + place)


@columnwise
def _chances(chances, rd, city, chain_leader, rate, p, rows):
    """Chance of each firm to found an alliance this month (E-11.1); two loops, as for the rates of services."""
    for row in range(rows):
        root = math.sqrt(rd[row])
        chances[row] = p.found / 12.0 * root * math.sqrt(root)
    for row in range(rows):
        chances[row] *= rate[city[row]]
        chances[row] *= p.leader if chain_leader[row] else 1.0


@inner
def _one_alliance(alliances, firms, platforms, candidates, known, inside, p, month, key, lead):
    """A lead founds an alliance: its platform, then its partners one by one (E-11.2)."""
    if alliances.rows[0] >= alliances.lead.shape[0]:
        raise OverflowError("more alliances in one month than the table has room for")
    identity = firms.identity[lead]
    row = alliances.rows[0]
    alliances.rows[0] = row + 1
    alliances.identity[row] = child_identity(identity, month, ALLIANCE_CHILD)
    alliances.lead[row] = lead
    alliances.members[row, :] = -1
    alliances.members[row, 0] = lead
    alliances.size[row] = 1
    alliances.field[row] = firms.field[lead]
    alliances.city[row] = firms.city[lead]
    alliances.born[row] = month
    alliances.ends[row] = NEVER
    alliances.projects[row] = 0
    alliances.platform[row] = platform_of(known, firms, platforms, p, key, lead)
    wanted = min(ALLIANCE_SIZE - 1, int(p.partners * 2.0 * uniform(key, identity, 0) + 0.5))
    for invited in range(wanted):
        _invite(alliances, firms, candidates, known, inside, p, key, row, lead, invited)
    if alliances.size[row] == 1 and alliances.platform[row] < 0:
        alliances.ends[row] = month
        return
    take_in(known, alliances, row, month)
    for place in range(alliances.size[row]):
        firms.alliances[alliances.members[row, place]] += 1


@inner
def _invite(alliances, firms, candidates, known, inside, p, key, row, lead, invited):
    """Invite one partner: a former one, an established one, or a newcomer (E-11.2)."""
    identity = firms.identity[lead]
    u = uniform(key, identity, 10 + invited)
    partner = -1
    if u < p.previous:
        partner = former_partner(known, alliances, lead, uniform(key, identity, 20 + invited))
    if partner < 0 and u < p.previous + p.established:
        partner = established_partner(known, alliances, firms.field[lead], uniform(key, identity, 30 + invited), uniform(key, identity, 40 + invited))
    if partner < 0:
        city = _city(inside[firms.city[lead], firms.field[lead]], uniform(key, identity, 50 + invited))
        partner = draw_candidate(candidates, city, firms.field[lead], key, identity, 10 + invited)
    if partner < 0 or not firms.alive[partner]:
        return
    for place in range(alliances.size[row]):
        if alliances.members[row, place] == partner:
            return
    alliances.members[row, alliances.size[row]] = partner
    alliances.size[row] += 1


@inner
def _city(cumulative, u):
    for city in range(CITY_COUNT):
        if u < cumulative[city]:
            return city
    return CITY_COUNT - 1


@kernel
def _duplicate(firms, flows, pooled, cells, total, twice, p):
    """R&D that repeats a neighbour's, by city; what is repeated adds less to knowledge. Pooling fades (E-11.8).

    Knowledge is lost without the crowding factor, which is near one for all but the largest: otherwise every firm of a field
    would feel, in its last bits, each entry into it, and two policies could not be compared firm by firm.
    """
    for row in range(firms.rows[0]):
        if firms.alive[row]:
            total[cells[row]] += firms.rd[row]
    city, sum_of_city = np.int8(0), flows.duplicate_rd[0]
    for first in range(0, firms.rows[0], BLOCK):
        rows = min(BLOCK, firms.rows[0] - first)
        _repeat(twice, firms.rd_stock[first:], firms.rd[first:], pooled[first:], firms.alliances[first:], firms.alive[first:],
                1.0 - 1.0 / POOLING_MONTHS, p, rows)
        for place in range(rows):
            row = first + place
            if firms.alive[row]:
                if firms.city[row] != city:
                    flows.duplicate_rd[city] = sum_of_city
                    city, sum_of_city = firms.city[row], flows.duplicate_rd[firms.city[row]]
                sum_of_city += twice[place] * (1.0 - firms.rd[row] / max(1e-9, total[cells[row]]))
    flows.duplicate_rd[city] = sum_of_city


@kernel
def _find_cells(cells, firms):
    """Number the cell in which a firm works, by field and niche, from 1 on; neither ever changes, so only new firms, at the end, have none yet."""
    row = firms.rows[0]
    while row > 0 and cells[row - 1] == 0:
        row -= 1
        cells[row] = 1 + firms.field[row] * NICHES + int(firms.niche[row] * NICHES) % NICHES


@columnwise
def _repeat(twice, rd_stock, rd, pooled, alliances, alive, kept, p, rows):
    """What each firm would repeat of its neighbours' R&D this month, into ``twice``, and what it loses by that (E-11.8)."""
    for row in range(rows):
        apart = (1.0 - pooled[row]) * (1.0 - (p.talk if alliances[row] > 0 else 0.0))
        twice[row] = p.duplicate * (rd[row] / 12.0) * apart
        rd_stock[row] = max(0.0, rd_stock[row] - p.waste * twice[row]) if alive[row] else rd_stock[row]
        pooled[row] = pooled[row] * kept if alive[row] else pooled[row]


PROCESS = Process(
    key="alliances",
    title=B("Alliances and joint R&D", "联盟与联合研发"),
    run=run,
    parameters_type=AllianceParameters,
    decisions=("alliances.end", "alliances.idea", "alliances.project", "alliances.found", "alliances.partner"),
    equation="project if cost exp(m + s z) > cost - grant; duplicate = delta rd (1 - rd/R) (1 - pooled) (1 - talk)",
)
