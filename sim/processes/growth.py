"""13. Firm growth: R&D decision, growth of revenue, cash and debt, reported R&D, knowledge and staff.

Growth of revenue over a year is Laplace: a normal sum of monthly shocks whose variance is exponential over
firms and years,

    d ln y = [drift - s^2/2]/12 + s * sqrt(E) * e / sqrt(12),   E ~ Exp(1) drawn once a year, e uniform with variance 1
    s      = spread * (y / y_ref)^slope
    drift  = trend + absorption (a - 1/2) + digital (d - 1/2) + rd_pull x/(x + 0.05) + boost
             + youth exp(-age / youth_years) - reversion ln(y / y_ref)

with a absorptive capacity, d digital level, x = R&D over revenue, and ``boost`` the fading impulse of landed
results; spread, youth and reversion are fixed each January. Own R&D follows revenue, returns to the intensity
that fits the firm's status, and is cut when credit is exhausted:

    d r / r = elasticity d ln y + return * 2 (x* - x)/(x* + x) / 12
    R&D     = r + k_i * grants being spent,   k_i ~ Normal(1.1, 0.4) on [0.3, 2.2] by firm

so that a grant crowds own R&D out (k < 1) or in (k > 1), firm by firm (science A). Reported R&D is padded and,
below the threshold of high-tech certification, relabelled upwards by firms for which the missing part is small
enough (science A4).
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from sim.calendar import MONTHS_PER_YEAR
from sim.draws.keyed import normal, uniform, uniform_each
from sim.kernels import columnwise, inner, kernel
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim, offered
from sim.parameters.declare import Free
from sim.processes.blocks import BLOCK, room_for_a_block
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import HIGH_TECH, TECH_SME
from sim.world.world import World

_PROFIT, _FIRM = int(Point.HIGH_TECH_PROFIT), int(PayeeKind.FIRM)
TAXED_MARGIN = 0.105
"""Margin before R&D on which income tax is reckoned: the usual value of ``growth.margin``."""
MONTH = 1.0 / 12.0
"""A month in years; the loop over firms multiplies by it, because a division costs four times as much."""
GRANT_MONTHS = 24.0
"""A grant is spent at 1/24 of what is left each month (a device: projects run about two years)."""


class Growth(NamedTuple):
    """Parameters of firm R&D and growth."""

    trend: Annotated[float, Free(
        0.02, "log points a year", (0, 0.06), "estimated", "GDP of Shenyang grew by 3.5 percent in 2022; the other terms add to it",
        B("common trend of revenue", "营业收入共同趋势"))]
    spread: Annotated[float, Free(
        0.30, "log points a year", (0.2, 0.45), "estimated", "science:F5; brief of the model: 0.25 to 0.35 at the median",
        B("spread of yearly growth at the reference size", "参考规模下的年增长离散度"))]
    slope: Annotated[float, Free(
        -0.15, "elasticity", (-0.25, -0.08), "estimated", "science:F5; western values -0.15 to -0.20",
        B("elasticity of the spread on size", "离散度的规模弹性"))]
    size: Annotated[float, Free(
        20.0, "million CNY a year", (5, 60), "assumed", "about the median revenue of a technology firm",
        B("reference revenue", "参考营业收入"))]
    reversion: Annotated[float, Free(
        0.006, "share a year", (0, 0.03), "assumed", "keeps totals from drifting; science:F4 leaves the tail at 1.0 to 1.5",
        B("return to the reference size", "规模均值回复"))]
    absorption: Annotated[float, Free(
        0.06, "log points a year", (0, 0.15), "estimated", "science:F10",
        B("pull of absorptive capacity", "吸收能力拉动"))]
    digital: Annotated[float, Free(
        0.04, "log points a year", (0, 0.12), "assumed", "systems S18 names the channel, no size",
        B("pull of the digital level", "数字化拉动"))]
    rd_pull: Annotated[float, Free(
        0.08, "log points a year", (0.02, 0.15), "estimated", "science:A4: doubling R&D gives +9 percent productivity",
        B("pull of R&D intensity", "研发强度拉动"))]
    youth: Annotated[float, Free(
        0.2, "log points a year", (0, 0.4), "estimated", "science:F4: younger firms grow faster",
        B("additional growth of a new firm", "新企业额外增长"))]
    youth_years: Annotated[float, Free(
        4.0, "years", (2, 8), "assumed", "time in which that addition fades to a third",
        B("fading of additional growth", "额外增长消退时长"))]
    boost_months: Annotated[float, Free(
        24.0, "months", (12, 48), "assumed", "science:E1 sales peak within about two years",
        B("life of a growth impulse", "增长推动持续期"))]
    rd_elasticity: Annotated[float, Free(
        0.8, "elasticity", (0.5, 1.2), "assumed", "budgets follow sales with inertia",
        B("R&D on revenue", "研发对收入弹性"))]
    rd_return: Annotated[float, Free(
        0.2, "share a year", (0, 0.5), "assumed", "half of a gap closes in three to four years",
        B("return to the usual intensity", "研发强度回归速度"))]
    intensity_high: Annotated[float, Free(
        0.87, "share of the threshold", (0.7, 1.2), "derived", "science:A4: reported a seventh above the threshold, a quarter of it relabelled",
        B("true R&D intensity of a high-tech firm over its threshold", "高企真实研发强度与门槛之比"))]
    intensity_other: Annotated[float, Free(
        0.042, "ratio", (0.015, 0.07), "assumed", "registered SMEs stay near the lowest threshold",
        B("R&D intensity of other technology firms", "其他科技企业研发强度"))]
    ratio_mean: Annotated[float, Free(
        1.1, "ratio", (0.7, 1.5), "estimated", "science:A1-A4",
        B("extra R&D per yuan of grant, mean", "补助增量比均值"))]
    ratio_spread: Annotated[float, Free(
        0.4, "ratio", (0.1, 0.6), "estimated", "science:A1-A4",
        B("extra R&D per yuan of grant, spread", "补助增量比离散度"))]
    ratio_low: Annotated[float, Free(
        0.3, "ratio", (0, 0.5), "estimated", "science:A3", B("extra R&D per yuan of grant, lowest", "补助增量比下限"))]
    ratio_high: Annotated[float, Free(
        2.2, "ratio", (1.8, 3), "estimated", "science:A5 as upper tail",
        B("extra R&D per yuan of grant, highest", "补助增量比上限"))]
    margin: Annotated[float, Free(
        0.105, "ratio", (0.06, 0.16), "derived", "高新技术企业净利润,shenyang,2020: 5.9 percent of revenue after R&D",
        B("margin before R&D", "研发前利润率"))]
    pass_through: Annotated[float, Free(
        0.5, "ratio", (0.2, 0.8), "assumed", "part of costs is fixed",
        B("profit on unexpected sales", "意外收入的利润弹性"))]
    cushion: Annotated[float, Free(
        0.25, "share of revenue", (0.1, 0.5), "assumed", "three months of sales",
        B("cash kept before dividends", "留存现金比例"))]
    credit: Annotated[float, Free(
        0.4, "share of revenue", (0.15, 0.8), "assumed", "banks lend against sales", B("credit limit", "授信上限"))]
    interest: Annotated[float, Free(
        0.045, "share a year", (0.03, 0.07), "assumed", "usual lending rate of 2022", B("interest rate", "贷款利率"))]
    cut: Annotated[float, Free(
        0.3, "share a year", (0.1, 1), "assumed", "firms without credit cut R&D first",
        B("cut of R&D without credit", "资金耗尽时的研发削减"))]
    padding: Annotated[float, Free(
        0.08, "share", (0, 0.2), "estimated", "science:A4", B("over-reporting by all firms", "普遍性虚增比例"))]
    relabel: Annotated[float, Free(
        0.55, "share of reported", (0.3, 0.8), "estimated", "science:A4: 24 percent of reported R&D is relabelled",
        B("most that the boldest firm relabels", "最大胆企业的归集虚增上限"))]
    careful: Annotated[float, Free(
        0.4, "ratio", (0, 0.8), "assumed", "firms differ; limits are even between the two",
        B("limit of the most careful firm, relative", "最谨慎企业相对上限"))]
    depreciation: Annotated[float, Free(
        0.15, "share a year", (0.1, 0.25), "assumed", "usual rate for R&D capital",
        B("depreciation of knowledge", "知识折旧率"))]
    learning: Annotated[float, Free(
        0.15, "share a year", (0.05, 0.4), "assumed", "speed at which absorptive capacity follows knowledge",
        B("speed of learning", "学习速度"))]
    half_stock: Annotated[float, Free(
        0.22, "ratio", (0.1, 0.5), "assumed", "R&D stock over revenue at which absorptive capacity is one half",
        B("half-way R&D stock", "吸收能力半值研发存量"))]
    rights: Annotated[float, Free(
        4.5, "rights a year per (million CNY)^0.5", (1, 9), "estimated", "metro_valid_invention_patents_2022: 30000",
        B("rights per R&D", "研发产出知识产权"))]
    rights_lapse: Annotated[float, Free(
        0.15, "share a year", (0.05, 0.25), "assumed", "rights that are not renewed",
        B("lapse of rights", "知识产权失效率"))]
    knowledge_weight: Annotated[float, Free(
        0.7, "0..1", (0.5, 0.9), "estimated", "science:F10: own knowledge first",
        B("absorptive capacity from knowledge", "知识对吸收能力权重"))]
    digital_weight: Annotated[float, Free(
        0.15, "0..1", (0, 0.3), "assumed", "systems S18",
        B("absorptive capacity from the digital level", "数字化对吸收能力权重"))]
    skilled_weight: Annotated[float, Free(
        0.3, "0..1 per share of staff", (0, 0.6), "assumed", "science:F10 names prior knowledge of staff",
        B("absorptive capacity from specialists", "专才对吸收能力权重"))]
    payout: Annotated[float, Free(
        0.1, "share a month", (0.02, 0.3), "assumed", "owners take what is not needed",
        B("surplus cash paid out", "富余现金分配比例"))]
    labour: Annotated[float, Free(
        0.6, "elasticity", (0.3, 0.9), "assumed", "staff follows sales with rising productivity",
        B("staff on revenue", "用工对收入弹性"))]


def run(world: World, parameters: Growth) -> None:
    """Let every firm decide on R&D, grow, and settle its cash."""
    draws, month = world.draws, world.month
    year_start = month - month % MONTHS_PER_YEAR
    swing, lean = firm_memory(world, "growth.swing"), firm_memory(world, "growth.lean")
    _set_swing(world.firms, swing, lean, parameters, month, draws.key("growth.turmoil", year_start), month == year_start)
    luck, step, room = (room_for_a_block() for _ in range(3))
    _grow(world.firms, firm_memory(world, "growth.extra_rd"), swing, lean, luck, step, room, parameters, draws.key("growth.shock", month),
          draws.key("growth.ratio", 0), draws.key("growth.relabel", 0), world.policy.quantities)
    if month % MONTHS_PER_YEAR == 0:
        _anniversary(world.firms, world.policy.offers, world.policy.payments, month)


def firm_memory(world: World, name: str, dtype: type[np.generic] = np.float64) -> np.ndarray:
    """Return a note with one number per firm row, zero for firms that are new to it."""
    held = world.notes.get(name)
    rows = world.firms.alive.shape[0]
    if held is None or held.shape[0] < rows:
        longer = np.zeros(rows, dtype=dtype)
        if held is not None:
            longer[: held.shape[0]] = held
        held = world.notes[name] = longer
    return held


@inner
def hold_grant(firms, row, million):
    """Give a firm an R&D grant that it will spend over the coming months; cash comes with it."""
    firms.cash[row] += million
    firms.grant_rate[row] += million * 12.0 / GRANT_MONTHS


@columnwise
def threshold(revenue):
    """R&D intensity that high-tech certification demands, by revenue in million CNY (national rules: 5, 4, 3 percent)."""
    return 0.05 if revenue <= 50.0 else 0.04 if revenue <= 200.0 else 0.03


@inner
def incremental_ratio(p, key, identity):
    """Extra R&D per yuan of grant of one firm: truncated normal, by redrawing (E-13.5)."""
    for attempt in range(20):
        ratio = p.ratio_mean + p.ratio_spread * normal(key, identity, 2 * attempt)
        if p.ratio_low <= ratio <= p.ratio_high:
            return ratio
    return p.ratio_mean


@kernel
def _set_swing(firms, swing, lean, p, month, key, everyone):
    """Fix a firm's yearly spread and the part of its drift that follows size and age: in January, and when it is new (E-13.1).

    ``swing`` is the half-width of a month's uniform shock; ``lean`` is youth minus reversion and half the variance, a year.
    """
    first = firms.rows[0]
    while first > 0 and (everyone or swing[first - 1] == 0.0):
        first -= 1  # firms are new at the end of the table only
    for row in range(first, firms.rows[0]):
        if firms.alive[row]:
            size = math.log(firms.revenue[row] / p.size)
            spread = p.spread * math.exp(p.slope * size)
            turmoil = -math.log(uniform(key, firms.identity[row], 0))
            swing[row] = spread * math.sqrt(turmoil)
            youth = p.youth * math.exp(-(month - firms.born[row]) / (12.0 * p.youth_years))
            lean[row] = youth - p.reversion * size - 0.5 * spread * spread


class Block(NamedTuple):
    """Columns of some firms that follow each other; shapes (n,)."""

    identity: np.ndarray
    alive: np.ndarray
    city: np.ndarray
    status: np.ndarray
    revenue: np.ndarray
    rd: np.ndarray
    rd_reported: np.ndarray
    rd_stock: np.ndarray
    absorptive: np.ndarray
    digital: np.ndarray
    cash: np.ndarray
    debt: np.ndarray
    ip: np.ndarray
    staff: np.ndarray
    skilled: np.ndarray
    boost: np.ndarray
    grant_rate: np.ndarray


@inner
def _block(firms, a, b):
    return Block(
        firms.identity[a:b], firms.alive[a:b], firms.city[a:b], firms.status[a:b], firms.revenue[a:b], firms.rd[a:b], firms.rd_reported[a:b],
        firms.rd_stock[a:b], firms.absorptive[a:b], firms.digital[a:b], firms.cash[a:b], firms.debt[a:b], firms.ip[a:b], firms.staff[a:b],
        firms.skilled[a:b], firms.boost[a:b], firms.grant_rate[a:b],
    )  # fmt: skip


@kernel
def _grow(firms, extra_rd, swing, lean, luck, step, room, p, key_shock, key_ratio, key_relabel, q):
    """A month of all firms, a block of them after the other, so that a block's columns stay at hand while they are gone through."""
    for first in range(0, firms.rows[0], BLOCK):
        last = min(first + BLOCK, firms.rows[0])
        _grow_block(_block(firms, first, last), extra_rd[first:last], swing[first:last], lean[first:last], luck, step, room, p,
                    key_shock, key_ratio, key_relabel, q, last - first)


@inner
def _grow_block(firms, extra_rd, swing, lean, luck, step, room, p, key_shock, key_ratio, key_relabel, q, rows):
    """Column by column: growth, R&D, cash, reports, knowledge, staff and rights.

    Firm by firm it reads better, but takes six times as long, and was the longest loop of the month. ``room`` holds own R&D, then
    what is borrowed.
    """
    alive = firms.alive
    uniform_each(luck, key_shock, firms.identity, rows, 0)
    _drift(step, firms.absorptive, firms.digital, firms.rd, firms.revenue, firms.boost, lean, p, rows)
    _surprise(step, luck, swing, firms.city, q.market_access, rows)
    _sales(firms.revenue, firms.boost, step, alive, math.exp(-1.0 / p.boost_months), rows)
    _own_research(room, firms.rd, extra_rd, firms.revenue, step, firms.status, firms.cash, p, rows)
    _use_grants(firms, extra_rd, p, key_ratio, rows)
    _research(firms.rd, room, extra_rd, alive, rows)
    _earn(luck, firms.revenue, firms.rd, firms.debt, p, rows)
    _borrow(room, luck, firms.cash, firms.debt, firms.revenue, firms.city, q.credit, p, rows)
    _settle(firms.cash, room, luck, firms.revenue, alive, p, rows)
    _owe(firms.debt, room, alive, rows)
    uniform_each(luck, key_relabel, firms.identity, rows, 0)
    _report(firms.rd_reported, firms.rd, firms.revenue, firms.status, luck, alive, p, rows)
    _know(firms.rd_stock, firms.rd, alive, p, rows)
    _employ(firms.staff, step, alive, p, rows)
    _absorb(firms.absorptive, firms.rd_stock, firms.revenue, firms.digital, firms.skilled, firms.staff, alive, p, rows)
    _protect(firms.ip, firms.rd, alive, p, rows)


@columnwise
def _drift(step, absorptive, digital, rd, revenue, boost, lean, p, rows):
    """Drift of log revenue a year, but for access to markets, into ``step`` (E-13.2)."""
    for row in range(rows):
        step[row] = (p.trend + p.absorption * (absorptive[row] - 0.5) + p.digital * (digital[row] - 0.5)
                     + p.rd_pull * rd[row] / (rd[row] + 0.05 * revenue[row]) + boost[row] + lean[row])


@columnwise
def _surprise(step, luck, swing, city, access, rows):
    """Turn the draw in ``luck`` into the month's shock, and the drift in ``step`` into the month's step in log revenue (E-13.3)."""
    for row in range(rows):
        luck[row] = swing[row] * (luck[row] - 0.5)
        step[row] = (step[row] + access[city[row]]) * MONTH + luck[row]


@columnwise
def _sales(revenue, boost, step, alive, fade, rows):
    """Revenue after the step; impulses fade (E-13.3)."""
    for row in range(rows):
        revenue[row] = revenue[row] * _growth_factor(step[row]) if alive[row] else revenue[row]
        boost[row] = boost[row] * fade if alive[row] else boost[row]


@columnwise
def _own_research(own, rd, extra_rd, revenue, step, status, cash, p, rows):
    """R&D that firms pay themselves, into ``own``: it follows sales, returns to the usual intensity, is cut without cash (E-13.4)."""
    for row in range(rows):
        before = max(1e-3, rd[row] - extra_rd[row])
        usual = (p.intensity_high * threshold(revenue[row]) if status[row] & HIGH_TECH else p.intensity_other) * revenue[row]
        pull = p.rd_return * 2.0 * (usual - before) / (usual + before) - (p.cut if cash[row] < 0.0 else 0.0)
        own[row] = before * (1.0 + max(-0.2, min(0.2, p.rd_elasticity * step[row] + pull * MONTH)))


@inner
def _use_grants(firms, extra_rd, p, key_ratio, rows):
    """R&D that grants add, into ``extra_rd``; what is left of a grant fades (E-13.5)."""
    for row in range(rows):
        if not firms.alive[row]:
            continue
        grants = firms.grant_rate[row]
        extra_rd[row] = 0.0
        if grants > 0.0:
            extra_rd[row] = incremental_ratio(p, key_ratio, firms.identity[row]) * grants
            firms.grant_rate[row] = grants * (1.0 - 1.0 / GRANT_MONTHS) if grants > 1e-6 else 0.0


@columnwise
def _research(rd, own, extra_rd, alive, rows):
    """R&D of the month (E-13.5)."""
    for row in range(rows):
        rd[row] = own[row] + extra_rd[row] if alive[row] else rd[row]


@columnwise
def _earn(luck, revenue, rd, debt, p, rows):
    """Turn the shock in ``luck`` into the month's profit (E-13.7)."""
    for row in range(rows):
        luck[row] = revenue[row] * (p.margin * MONTH + p.pass_through * luck[row]) - (rd[row] + p.interest * debt[row]) * MONTH


@columnwise
def _borrow(borrowed, profit, cash, debt, revenue, city, more_credit, p, rows):
    """What firms borrow, up to the limit, or repay from plenty (then negative), into ``borrowed`` (E-13.7)."""
    for row in range(rows):
        held = cash[row] + profit[row]
        loan = min(-held, max(0.0, (p.credit + more_credit[city[row]]) * revenue[row] - debt[row]))
        repaid = min(debt[row], held - p.cushion * revenue[row])
        borrowed[row] = loan if held < 0.0 else -repaid if held > p.cushion * revenue[row] else 0.0


@columnwise
def _settle(cash, borrowed, profit, revenue, alive, p, rows):
    """Cash after the month: with the loan, or paid out in part where it exceeds the cushion (E-13.7)."""
    for row in range(rows):
        held, cushion = cash[row] + profit[row], p.cushion * revenue[row]
        kept = cushion + (1.0 - p.payout) * (held + borrowed[row] - cushion)
        after = held + borrowed[row] if held < 0.0 else kept if held > cushion else held
        cash[row] = after if alive[row] else cash[row]


@columnwise
def _owe(debt, borrowed, alive, rows):
    """Debt after the month (E-13.7)."""
    for row in range(rows):
        debt[row] = debt[row] + borrowed[row] if alive[row] else debt[row]


@columnwise
def _report(reported, rd, revenue, status, luck, alive, p, rows):
    """Reported R&D: padded, and lifted to the threshold where the missing part is within the firm's inclination (E-13.6)."""
    for row in range(rows):
        padded, wanted = rd[row] * (1.0 + p.padding), threshold(revenue[row]) * revenue[row] * 1.02
        inclined = p.relabel * (p.careful + (1.0 - p.careful) * luck[row]) * wanted
        lifted = (status[row] & (HIGH_TECH | TECH_SME) != 0) & (padded < wanted) & (wanted - rd[row] <= inclined)
        value = wanted if lifted else padded
        reported[row] = value if alive[row] else reported[row]


@columnwise
def _know(rd_stock, rd, alive, p, rows):
    """Knowledge depreciates and grows by R&D (E-13.8)."""
    for row in range(rows):
        rd_stock[row] = rd_stock[row] * (1.0 - p.depreciation * MONTH) + rd[row] * MONTH if alive[row] else rd_stock[row]


@columnwise
def _employ(staff, step, alive, p, rows):
    """Staff follows revenue (E-13.9)."""
    for row in range(rows):
        staff[row] = max(1.0, staff[row] * (1.0 + p.labour * step[row])) if alive[row] else staff[row]


@columnwise
def _absorb(absorptive, rd_stock, revenue, digital, skilled, staff, alive, p, rows):
    """Absorptive capacity moves towards what knowledge, digital level and specialists support, 0..1 (E-13.8)."""
    for row in range(rows):
        known = rd_stock[row] / (rd_stock[row] + p.half_stock * revenue[row])
        aim = p.knowledge_weight * known + p.digital_weight * digital[row] + p.skilled_weight * min(0.5, skilled[row] / staff[row])
        learnt = absorptive[row] + p.learning * MONTH * (min(0.98, aim) - absorptive[row])
        absorptive[row] = learnt if alive[row] else absorptive[row]


@columnwise
def _protect(ip, rd, alive, p, rows):
    """Rights are won by R&D and lapse (E-13.9)."""
    for row in range(rows):
        ip[row] = ip[row] + (p.rights * math.sqrt(rd[row]) - p.rights_lapse * ip[row]) * MONTH if alive[row] else ip[row]


@columnwise
def _growth_factor(step):
    """Exponential of a month's growth by its fourth-order series: positive everywhere, right to 0.0003 at half a log point.

    The library's exponential would take a third of the time of the whole loop.
    """
    return 1.0 + step * (1.0 + step * (0.5 + step * (1.0 / 6.0 + step * (1.0 / 24.0))))


@kernel
def _anniversary(firms, offers, payments, month):
    """In January the year's growth is written down (firms younger than a year have none), and offers on profit are paid."""
    relief = offered(offers, _PROFIT)
    for row in range(firms.rows[0]):
        if firms.alive[row]:
            old = firms.born[row] <= month - 12 and firms.revenue_year_ago[row] > 0.0
            firms.growth[row] = math.log(firms.revenue[row] / firms.revenue_year_ago[row]) if old else 0.0
            firms.revenue_year_ago[row] = firms.revenue[row]
            if relief and firms.status[row] & HIGH_TECH:
                _relieve(firms, offers, payments, row)


@inner
def taxable_profit(firms, row):
    """Profit of a year that income tax is levied on, in fen: usual margin less R&D, never negative (E-13.10)."""
    return int(max(0.0, TAXED_MARGIN * firms.revenue[row] - firms.rd[row]) * FEN_PER_MILLION)


@inner
def _relieve(firms, offers, payments, row):
    """Pay what offers at HIGH_TECH_PROFIT grant on last year's profit; the firm may spend it on R&D or keep it."""
    city, small = firms.city[row], (firms.status[row] & TECH_SME) != 0
    paid = claim(offers, payments, _PROFIT, taxable_profit(firms, row), city, city, firms.field[row], small, 9.0, _FIRM, row, city)
    firms.subsidy[row] += paid
    firms.cash[row] += paid / FEN_PER_MILLION


PROCESS = Process(
    key="growth",
    title=B("Firm R&D and growth", "企业研发与成长"),
    run=run,
    parameters_type=Growth,
    decisions=("growth.shock", "growth.turmoil", "growth.ratio", "growth.relabel"),
    equation="d ln y = (drift - s^2/2)/12 + s sqrt(E/12) e; R&D = own + k_i grants; s = spread (y/y_ref)^slope",
)
