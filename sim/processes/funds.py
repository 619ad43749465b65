"""12. Funds: public-private funds choose projects under their rules, private money follows, holdings end.

A fund looks at results that lack money for their pilot, inside its TRL window, cities and fields. Its managers rank
them by what they expect and take those above a hurdle that early stages must clear the higher, the less loss is tolerated:

    score = value * (1 - risk) * exp(0.7 z - 0.245) / (missing + 1),   hurdle = h * (1 + k (1 - tolerance / 0.4)+ * (trl_high - trl) / 2)
    ticket = missing + scale_up * value

and no ticket exceeds the project limit, the cash, the monthly pace, the direct limit (direct investment; beyond it,
through sub-funds with a higher hurdle), or the room that the small-firm floor leaves. Private co-investors add a crowd-in
share (F14) and take part of it from other fields (F15). A holding is written off when its result stops; a landed one is
sold after some years at a heavy-tailed multiple (F12).
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import normal, uniform
from sim.kernels import inner, maker
from sim.ledger.book import FEN_PER_MILLION, Payer
from sim.levers.offers import PayeeKind
from sim.parameters.declare import Free
from sim.processes.open_results import open_results
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT, FIELD_COUNT, LANDED_CIRCLE, LANDED_OUTSIDE, SEEKING, STOPPED, TECH_SME
from sim.world.funds import MOST_HOLDINGS
from sim.world.world import World

HELD, EXITED, WRITTEN_OFF = 0, 1, 2
REFERENCE_TOLERANCE = 0.4


class FundRules(NamedTuple):
    """Parameters of fund behaviour."""

    hurdle: Annotated[
        float, Free(0.35, "score", (0.1, 1), "assumed", "managers take about half of what they see", B("hurdle of the managers", "投资门槛"))
    ]
    caution: Annotated[
        float, Free(1.5, "ratio", (0.5, 3), "estimated", "science:F13", B("caution in early stages without tolerance", "早期项目谨慎程度"))
    ]
    sub_fund_hurdle: Annotated[
        float, Free(1.3, "ratio", (1, 2), "assumed", "launch_fund__mode gives no terms", B("hurdle of sub-funds", "子基金门槛倍数"))
    ]
    scale_up: Annotated[
        float, Free(0.6, "years of value", (0.1, 1.5), "assumed", "launch_fund__project_cap allows far more", B("money for scale-up", "放大资金"))
    ]
    pace: Annotated[
        float,
        Free(
            0.028,
            "share a month",
            (0.015, 0.06),
            "assumed",
            "paid in over three years, invested over three",
            B("monthly pace of investment", "月度投资节奏"),
        ),
    ]
    crowd_in: Annotated[
        float, Free(0.9, "yuan per yuan of public money", (0.5, 1.2), "observed", "science:F14", B("private money crowded in", "社会资本带动倍数"))
    ]
    displacement: Annotated[
        float, Free(0.35, "share", (0, 0.8), "estimated", "science:F15", B("crowded-in money taken from other fields", "挤出其他领域比例"))
    ]
    angel_pool: Annotated[
        float,
        Free(60.0, "million CNY a month", (20, 200), "assumed", "no volume is printed", B("private early money of the circle", "早期社会资本规模")),
    ]
    years_to_exit: Annotated[float, Free(4.0, "years", (2, 7), "assumed", "usual holding period", B("holding period after landing", "落地后持有期"))]
    multiple_median: Annotated[float, Free(0.8, "ratio", (0.4, 1.5), "estimated", "science:F12", B("median multiple at exit", "退出回报中位数"))]
    multiple_spread: Annotated[float, Free(1.1, "log points", (0.7, 1.5), "estimated", "science:F12", B("spread of multiples", "退出回报离散度"))]


def run(world: World, parameters: FundRules) -> None:
    """Invest, close holdings, and note how far other fields are displaced."""
    displaced = world.notes.setdefault("funds.displaced", np.zeros(FIELD_COUNT))
    displaced *= 0.9
    if world.funds.rows[0]:
        rows = open_results(world)
        seeking = rows[world.results.stage[rows] == SEEKING]
        for fund in range(int(world.funds.rows[0])):
            _invest(world, parameters, fund, seeking, displaced)
    if world.funds.holding_rows[0]:
        _settle(world, parameters)


def _invest(world: World, p: FundRules, fund: int, seeking: np.ndarray, displaced: np.ndarray) -> None:
    """One fund's month: rank what clears the lowest hurdle, choose, post, let private money follow and note what it displaces (E-12.4, E-12.5)."""
    funds, results = world.funds, world.results
    if funds.cash[fund] <= 0:
        return
    scores = _scores(results, funds, fund, seeking, world.draws.key("funds.score", world.month))
    clear = (scores > 0.0) & (scores >= p.hurdle * min(1.0, p.sub_fund_hurdle))
    eligible, scores = seeking[clear], scores[clear]
    order = np.lexsort((results.identity[eligible], -scores))
    ranked = eligible[order]
    tickets = _choose(world.firms, results, funds, fund, ranked, scores[order], p, world.month)
    if not tickets.any():
        return
    lever = int(funds.lever[fund])
    public = sum(share for payer, share in world.policy.payers[lever].items() if payer != Payer.PRIVATE)
    total = 0.0
    for row, ticket in zip(ranked[tickets > 0], tickets[tickets > 0], strict=True):
        city = int(results.city[row])
        world.ledger.post(world.month, lever, Payer.FUND, PayeeKind.TEAM, int(row), city, int(ticket))
        world.flows.fund_invested[city] += ticket / FEN_PER_MILLION
        world.flows.private_crowded_in[city] += public * p.crowd_in * ticket / FEN_PER_MILLION
        results.growth_money[row] += public * p.crowd_in * ticket / FEN_PER_MILLION
        total += public * p.crowd_in * ticket / FEN_PER_MILLION
    others = np.array([(int(funds.fields[fund]) >> field) & 1 == 0 for field in range(FIELD_COUNT)])
    displaced[others] = np.minimum(0.9, displaced[others] + p.displacement * total / p.angel_pool * 0.1)


@maker
def _scores(results, funds, fund, rows, key):
    """Managers' score of each seeking result; -1 when outside the fund's rules (E-12.1)."""
    scores = np.full(rows.shape[0], -1.0)
    for i in range(rows.shape[0]):
        r = rows[i]
        city = results.city[r]
        if results.missing[r] <= 0.0 or city >= CITY_COUNT or (funds.cities[fund] >> city) & 1 == 0:
            continue
        if (funds.fields[fund] >> results.field[r]) & 1 == 0 or results.trl[r] < funds.trl_low[fund] or results.trl[r] > funds.trl_high[fund]:
            continue
        seen = np.exp(0.7 * normal(key, results.identity[r], 0) - 0.245)
        scores[i] = results.value[r] * (1.0 - results.risk[r]) * seen / (results.missing[r] + 1.0)
    return scores


@maker
def _choose(firms, results, funds, fund, ranked, scores, p, month):
    """Go down the ranking and give tickets in fen while the rules allow; zero where a rule forbids (E-12.2, E-12.3)."""
    tickets = np.zeros(ranked.shape[0], dtype=np.int64)
    purse = min(funds.cash[fund], int(p.pace * funds.paid_in[fund]))
    exhausted = funds.written_off[fund] > funds.loss_tolerance[fund] * funds.invested[fund] and funds.invested[fund] > 0
    for i in range(ranked.shape[0]):
        r = ranked[i]
        ticket = min(int((results.missing[r] + p.scale_up * results.value[r]) * FEN_PER_MILLION), funds.project_limit[fund])
        early = max(0.0, (funds.trl_high[fund] - results.trl[r]) / 2.0)
        shy = max(0.0, 1.0 - funds.loss_tolerance[fund] / REFERENCE_TOLERANCE) + (1.0 if exhausted else 0.0)
        hurdle = p.hurdle * (1.0 + p.caution * shy * early)
        direct = funds.invested_direct[fund] + ticket <= int(funds.direct_limit[fund] * funds.size[fund])
        if ticket > purse or ticket < int(results.missing[r] * FEN_PER_MILLION) or scores[i] < hurdle * (1.0 if direct else p.sub_fund_hurdle):
            continue
        small = results.taker[r] < 0 or (firms.status[results.taker[r]] & TECH_SME) != 0
        if not small and funds.invested_small[fund] < funds.small_floor[fund] * (funds.invested[fund] + ticket):
            continue
        if funds.holding_rows[0] >= MOST_HOLDINGS:
            break
        _book(results, funds, fund, r, ticket, direct, small, month)
        purse -= ticket
        tickets[i] = ticket
    return tickets


@inner
def _book(results, funds, fund, r, ticket, direct, small, month):
    funds.cash[fund] -= ticket
    funds.invested[fund] += ticket
    funds.invested_direct[fund] += ticket if direct else 0
    funds.invested_small[fund] += ticket if small else 0
    money = ticket / FEN_PER_MILLION
    results.fund_money[r] += results.missing[r]
    results.growth_money[r] += max(0.0, money - results.missing[r])
    results.missing[r] = 0.0
    row = funds.holding_rows[0]
    funds.holding_rows[0] = row + 1
    funds.holding_fund[row] = fund
    funds.holding_result[row] = r
    funds.holding_amount[row] = ticket
    funds.holding_month[row] = month
    funds.holding_state[row] = HELD


def _settle(world: World, p: FundRules) -> None:
    """Write off stopped holdings and sell those whose result landed long enough ago."""
    returned = _close_holdings(world.results, world.funds, world.flows, p, world.month, world.draws.key("funds.exit", 0))
    for row in np.flatnonzero(returned):
        fund, result = int(world.funds.holding_fund[row]), int(world.funds.holding_result[row])
        lever = int(world.funds.lever[fund])
        city = int(world.results.city[result])
        world.ledger.post(world.month, lever, Payer.PRIVATE, PayeeKind.FUND, fund, city, int(returned[row]))


@maker
def _close_holdings(results, funds, flows, p, month, key):
    """Close holdings; return what each pays back, in fen (E-12.6)."""
    proceeds = np.zeros(funds.holding_rows[0], dtype=np.int64)
    for h in range(funds.holding_rows[0]):
        if funds.holding_state[h] != HELD:
            continue
        r, fund, amount = funds.holding_result[h], funds.holding_fund[h], funds.holding_amount[h]
        if results.fate[r] == STOPPED:
            funds.holding_state[h] = WRITTEN_OFF
            funds.written_off[fund] += amount
            flows.fund_lost[results.city[r]] += amount / FEN_PER_MILLION
        elif results.fate[r] == LANDED_CIRCLE or results.fate[r] == LANDED_OUTSIDE:
            wait = 12.0 * p.years_to_exit * (0.5 + uniform(key, results.identity[r], 0))
            if month >= results.closed[r] + wait:
                multiple = p.multiple_median * np.exp(p.multiple_spread * normal(key, results.identity[r], 1))
                proceeds[h] = int(multiple * amount)
                funds.holding_state[h] = EXITED
                funds.returned[fund] += proceeds[h]
                funds.cash[fund] += proceeds[h]
                flows.fund_returned[results.city[r]] += proceeds[h] / FEN_PER_MILLION
    return proceeds


PROCESS = Process(
    key="funds",
    title=B("Funds", "基金投资"),
    run=run,
    parameters_type=FundRules,
    decisions=("funds.score", "funds.exit"),
    equation="invest if value (1 - risk) noise / missing > hurdle (1 + k (1 - tolerance/0.4)+ early), within all limits",
)
