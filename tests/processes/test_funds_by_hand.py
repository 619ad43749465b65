"""A fund's choice, rule by rule, on tables of a few rows."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.draws.keyed import Draws, normal, uniform
from sim.ledger.book import Ledger, Payer
from sim.levers.offers import PayeeKind
from sim.parameters.declare import build
from sim.processes import funds as process
from sim.world.columns import LANDED_CIRCLE, LANDED_OUTSIDE, SEEKING, STOPPED, TECH_SME, Firms, Results, allocate
from sim.world.flows import empty_flows
from sim.world.funds import MOST_HOLDINGS, empty_funds

MILLION = 100_000_000
MONTH = 50
KEY = np.uint64(99)
P = build("funds", process.FundRules, {})
SURE = 10.0
"""A score far above every hurdle."""


@pytest.fixture
def firms():
    return allocate(Firms, 4)


@pytest.fixture
def results():
    """Six results that seek two million for their pilot, worth ten million a year."""
    table = allocate(Results, 6)
    table.rows[0] = 6
    table.stage[:] = SEEKING
    table.identity[:] = np.arange(1, 7, dtype=np.uint64)
    table.missing[:], table.value[:], table.risk[:], table.trl[:] = 2.0, 10.0, 0.2, 6.0
    table.field[:] = 3
    return table


@pytest.fixture
def funds():
    """One fund of ten billion in cash, of which a twentieth may go into one project."""
    table = empty_funds()
    table.rows[0] = 1
    table.size[0] = table.paid_in[0] = table.cash[0] = 10_000 * MILLION
    table.project_limit[0] = 500 * MILLION
    table.direct_limit[0], table.loss_tolerance[0] = 1.0, 0.4
    table.trl_low[0], table.trl_high[0] = 4.0, 6.0
    table.cities[0], table.fields[0] = 0b101, 0b1000
    return table


def _choose(firms, results, funds, scores, p=P):
    rows = np.arange(len(scores), dtype=np.int64)
    return process._choose(firms, results, funds, 0, rows, np.array(scores, dtype=float), p, MONTH)


def test_a_score_is_the_expected_value_as_seen_over_what_is_missing(results, funds):
    rows = np.arange(6, dtype=np.int64)
    seen = [np.exp(0.7 * normal(KEY, identity, 0) - 0.245) for identity in results.identity]
    assert process._scores(results, funds, 0, rows, KEY) == pytest.approx([10.0 * 0.8 * eye / 3.0 for eye in seen], rel=1e-14)


@pytest.mark.parametrize(
    ("column", "value"), [("missing", 0.0), ("city", 8), ("city", 1), ("field", 2), ("trl", 3.9), ("trl", 6.1)]
)
def test_a_result_outside_the_rules_has_no_score(results, funds, column, value):
    getattr(results, column)[2] = value
    scores = process._scores(results, funds, 0, np.arange(6, dtype=np.int64), KEY)
    assert scores[2] == -1.0
    assert (np.delete(scores, 2) > 0).all()


@pytest.mark.parametrize("trl", [4.0, 6.0])
def test_the_ends_of_the_window_belong_to_it(results, funds, trl):
    results.trl[:] = trl
    results.city[0] = 2
    assert (process._scores(results, funds, 0, np.arange(6, dtype=np.int64), KEY) > 0).all()


def test_a_ticket_is_what_is_missing_and_money_for_scale_up(firms, results, funds):
    ticket = int((2.0 + 0.6 * 10.0) * MILLION)
    assert _choose(firms, results, funds, [SURE, 0.0]).tolist() == [ticket, 0]
    assert funds.cash[0] == 10_000 * MILLION - ticket
    assert (funds.invested[0], funds.invested_direct[0], funds.invested_small[0]) == (ticket, ticket, ticket)
    assert (results.missing[0], results.fund_money[0], results.growth_money[0]) == (0.0, 2.0, 6.0)
    held = (funds.holding_fund, funds.holding_result, funds.holding_amount, funds.holding_month, funds.holding_state)
    assert [int(column[0]) for column in held] == [0, 0, ticket, MONTH, process.HELD]
    assert funds.holding_rows[0] == 1


def test_no_ticket_exceeds_the_project_limit_and_none_falls_short_of_what_is_missing(firms, results, funds):
    funds.project_limit[0] = 3 * MILLION
    results.missing[1] = 3.5
    assert _choose(firms, results, funds, [SURE, SURE, 0.0]).tolist() == [3 * MILLION, 0, 0]
    assert results.growth_money[0] == 1.0


def test_the_purse_of_a_month_is_the_pace_of_what_was_paid_in_or_the_cash(firms, results, funds):
    funds.paid_in[0] = int(17 * MILLION / P.pace)
    assert (_choose(firms, results, funds, [SURE] * 4) > 0).tolist() == [True, True, False, False]


def test_an_empty_purse_ends_the_month(firms, results, funds):
    funds.cash[0] = 8 * MILLION
    assert (_choose(firms, results, funds, [SURE] * 3) > 0).tolist() == [True, False, False]


def test_managers_take_what_reaches_their_hurdle(firms, results, funds):
    assert (_choose(firms, results, funds, [P.hurdle, 0.9999 * P.hurdle]) > 0).tolist() == [True, False]


@pytest.mark.parametrize(
    ("tolerance", "trl", "factor"), [(0.4, 4.0, 1.0), (0.0, 6.0, 1.0), (0.0, 4.0, 1.0 + P.caution), (0.2, 5.0, 1.0 + P.caution / 4)]
)
def test_early_stages_must_clear_a_higher_hurdle_the_less_loss_is_tolerated(firms, results, funds, tolerance, trl, factor):
    funds.loss_tolerance[0] = tolerance
    results.trl[:] = trl
    bar = P.hurdle * factor
    assert (_choose(firms, results, funds, [1.0001 * bar, 0.9999 * bar]) > 0).tolist() == [True, False]


def test_losses_beyond_what_is_tolerated_make_managers_shy(firms, results, funds):
    results.trl[:] = 4.0
    funds.invested[0] = 100 * MILLION
    funds.written_off[0] = 40 * MILLION
    assert (_choose(firms, results, funds, [1.0001 * P.hurdle]) > 0).all()
    funds.written_off[0] = 100 * MILLION
    bar = P.hurdle * (1.0 + P.caution)
    assert (_choose(firms, results, funds, [1.001 * bar, 0.999 * bar]) > 0).tolist() == [True, False]


def test_beyond_the_direct_limit_a_sub_fund_asks_for_more(firms, results, funds):
    funds.direct_limit[0] = 8.0 / 10_000
    bar = P.hurdle * P.sub_fund_hurdle
    assert (_choose(firms, results, funds, [P.hurdle * 1.001, bar * 1.001, bar * 0.999]) > 0).tolist() == [True, True, False]
    assert funds.invested_direct[0] == 8 * MILLION
    assert funds.invested[0] == 16 * MILLION


def test_large_firms_wait_until_the_small_have_their_share(firms, results, funds):
    firms.status[1] = TECH_SME
    funds.small_floor[0] = 0.5
    results.taker[:3] = (0, 1, 0)
    assert (_choose(firms, results, funds, [SURE] * 3) > 0).tolist() == [False, True, True]
    assert funds.invested_small[0] == 8 * MILLION
    assert funds.invested[0] == 16 * MILLION


def test_a_full_table_of_holdings_ends_the_choice(firms, results, funds):
    funds.holding_rows[0] = MOST_HOLDINGS - 1
    assert (_choose(firms, results, funds, [SURE] * 2) > 0).tolist() == [True, False]


def _close(results, funds, month=MONTH):
    flows = empty_flows()
    return process._close_holdings(results, funds, flows, P, month, KEY), flows


def _hold(funds, amount=100 * MILLION):
    funds.holding_rows[0] = 1
    funds.holding_amount[0] = amount
    funds.cash[0] -= amount


def test_an_open_holding_stays(results, funds):
    _hold(funds)
    assert _close(results, funds)[0].tolist() == [0]
    assert funds.holding_state[0] == process.HELD


def test_a_stopped_result_is_written_off_once(results, funds):
    _hold(funds)
    results.fate[0] = STOPPED
    returned, flows = _close(results, funds)
    assert (returned.tolist(), int(funds.holding_state[0]), int(funds.written_off[0])) == ([0], process.WRITTEN_OFF, 100 * MILLION)
    assert flows.fund_lost[0] == 100.0
    assert _close(results, funds)[1].fund_lost[0] == 0.0


@pytest.mark.parametrize("fate", [LANDED_CIRCLE, LANDED_OUTSIDE])
def test_a_landed_result_is_sold_after_its_wait_at_its_multiple(results, funds, fate):
    _hold(funds)
    results.fate[0], results.closed[0] = fate, 40
    wait = 12.0 * P.years_to_exit * (0.5 + uniform(KEY, results.identity[0], 0))
    assert _close(results, funds, 40 + int(wait))[0].tolist() == [0]
    returned, flows = _close(results, funds, 40 + int(wait) + 1)
    expected = int(P.multiple_median * np.exp(P.multiple_spread * normal(KEY, results.identity[0], 1)) * 100 * MILLION)
    assert returned[0] == pytest.approx(expected, abs=1)
    assert (funds.returned[0], funds.cash[0]) == (returned[0], 9_900 * MILLION + returned[0])
    assert flows.fund_returned[0] == pytest.approx(returned[0] / MILLION)
    assert funds.holding_state[0] == process.EXITED


def _world(firms, results, funds):
    ledger = Ledger(("fund",))
    return SimpleNamespace(
        month=MONTH, firms=firms, results=results, funds=funds, ledger=ledger, flows=empty_flows(), notes={}, draws=Draws(1),
        policy=SimpleNamespace(payers={0: {Payer.CITY: 0.25, Payer.PRIVATE: 0.75}}),
    )  # fmt: skip


def test_a_month_posts_tickets_and_lets_private_money_follow_the_public_part(firms, results, funds):
    results.value[:] = 200.0
    results.city[1] = 2
    results.stage[5] = 0
    world = _world(firms, results, funds)
    process.run(world, P)
    journal = world.ledger.journal()
    assert (journal.payer == Payer.FUND).all()
    assert (journal.payee_kind == PayeeKind.TEAM).all()
    assert sorted(journal.payee) == sorted(funds.holding_result[: int(funds.holding_rows[0])])
    assert 5 not in journal.payee
    assert journal.amount.sum() == funds.invested[0] > 0
    million = journal.amount / MILLION
    assert world.flows.fund_invested.sum() == pytest.approx(million.sum())
    assert world.flows.private_crowded_in.sum() == pytest.approx(0.25 * P.crowd_in * million.sum())
    for payee, amount in zip(journal.payee, million, strict=True):
        assert results.growth_money[payee] == pytest.approx(amount - 2.0 + 0.25 * P.crowd_in * amount)
    displaced = world.notes["funds.displaced"]
    crowded = 0.25 * P.crowd_in * million.sum()
    assert displaced[3] == 0.0
    assert np.delete(displaced, 3) == pytest.approx(min(0.9, P.displacement * crowded / P.angel_pool * 0.1))


def test_what_was_displaced_fades(firms, results, funds):
    results.stage[:] = 0
    world = _world(firms, results, funds)
    world.notes["funds.displaced"] = np.ones(13)
    process.run(world, P)
    assert world.notes["funds.displaced"] == pytest.approx(0.9)


def test_a_fund_without_cash_looks_at_nothing(firms, results, funds):
    funds.cash[0] = 0
    world = _world(firms, results, funds)
    process.run(world, P)
    assert not len(world.ledger.journal().amount)


def test_proceeds_are_posted_from_investors_to_the_fund(firms, results, funds):
    _hold(funds)
    results.fate[0], results.closed[0], results.stage[:], results.city[0] = LANDED_CIRCLE, 0, 0, 2
    world = _world(firms, results, funds)
    world.month = 300
    process.run(world, P)
    journal = world.ledger.journal()
    assert (journal.payer.tolist(), journal.payee_kind.tolist()) == ([Payer.PRIVATE], [PayeeKind.FUND])
    assert (journal.payee.tolist(), journal.city.tolist(), journal.amount.tolist()) == ([0], [2], [funds.returned[0]])
