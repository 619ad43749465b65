"""Money, firms and results are conserved in every month of every run."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.indicators.measure import series_names
from sim.ledger.book import Payer
from sim.levers.terms import CITIES
from sim.runs.engine import Engine
from sim.runs.invariants import check_funds, check_results
from sim.runs.outcome import DONE, simulate
from sim.scenario.amounts import Fen
from sim.world.columns import CONTRACTED, OPEN

_YI = 10**10
_CITIES = st.lists(st.sampled_from(CITIES), min_size=1, max_size=8, unique=True).map(tuple)
_START = st.integers(36, 44)
_SCALE = st.sampled_from([0.0, 0.1, 1.0, 20.0])


def _fund_terms(fiscal, social, parts, small, direct, cap, tolerance):
    size = (fiscal + social) * _YI
    shares = [size * part // sum(parts) for part in parts[:-1]]
    return {
        "size": Fen(size), "fiscal": Fen(fiscal * _YI), "social": Fen(social * _YI),
        "tranches": tuple(Fen(share) for share in [*shares, size - sum(shares)]),
        "small_min": small, "direct_max": direct, "project_cap": cap, "loss_tolerance": tolerance, "end": None,
    }  # fmt: skip


_FUND = st.builds(
    _fund_terms,
    fiscal=st.integers(1, 20), social=st.integers(0, 60), parts=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    small=st.sampled_from([0.0, 0.6]), direct=st.sampled_from([0.0, 0.3, 1.0]), cap=st.sampled_from([0.0001, 0.05, 1.0]),
    tolerance=st.sampled_from([0.0, 0.4]),
)  # fmt: skip
_LEVERS = st.fixed_dictionaries(
    {},
    optional={
        "launch_fund": _FUND,
        "pilot_equipment": st.fixed_dictionaries({"ratio": st.floats(0, 1), "budget": st.sampled_from([None, Fen(1), Fen(_YI)])}),
        "verify_action": st.fixed_dictionaries({"cap": st.sampled_from([Fen(0), Fen(100), Fen(10**8), Fen(10**12)])}),
        "transfer_agencies": st.fixed_dictionaries({"reward": st.floats(0, 1), "count": st.integers(0, 200)}),
        "joint_rd": st.fixed_dictionaries({"ratio": st.floats(0, 1), "budget": st.sampled_from([None, Fen(1), Fen(_YI)])}),
    },
)


@settings(max_examples=50)
@given(levers=_LEVERS, cities=_CITIES, start=_START, scale=_SCALE, seed=st.integers(0, 2**40))
def test_money_firms_results_and_funds_are_conserved_under_random_scenarios(baseline, levers, cities, start, scale, seed):
    scenario = baseline.with_horizon("2023-01", "2023-10")
    for key, terms in levers.items():
        scenario = scenario.with_levers(key, cities=cities, start=start, scale=scale, **terms)
    outcome = simulate(scenario, seed=seed, check=True)
    assert (outcome.state, outcome.message) == (DONE, "")


def test_every_month_of_the_shipped_funds_life_keeps_its_rules(baseline):
    scenario = baseline.with_horizon("2023-01", "2025-06").with_levers("launch_fund", start="2023-01")
    engine = Engine(scenario, seed=5, check=True)
    world = engine.run()
    assert world.funds.invested[0] > 0
    assert world.funds.paid_in[0] == 5_000_000_000_00
    check_funds(world)


def test_no_fund_ticket_leaves_the_technology_window(baseline):
    engine = Engine(baseline.with_levers("launch_fund", start="2023-01"), seed=5)
    funds, seen = engine.world.funds, 0
    while not engine.finished:
        engine.step()
        for row in range(seen, int(funds.holding_rows[0])):
            result = funds.holding_result[row]
            assert 4.0 <= engine.world.results.trl[result] <= 6.0
            assert funds.holding_amount[row] <= funds.project_limit[0]
        seen = int(funds.holding_rows[0])
    assert seen > 0


def test_each_result_has_exactly_one_fate_at_the_end(baseline):
    world = Engine(baseline, seed=9).run()
    check_results(world)
    rows = int(world.results.rows[0])
    assert (world.results.fate[:rows] != OPEN).sum() > 1000
    assert (world.results.stage[:rows] == CONTRACTED).any()


def test_public_cost_in_the_indicators_equals_the_ledgers(baseline):
    scenario = baseline.with_levers("launch_fund", "pilot_equipment", "verify_action", start="2023-01")
    outcome = simulate(scenario, seed=3)
    recorded = outcome.series[:, series_names().index("public_cost"), 8].sum()
    public = np.isin(outcome.money[:, 2], [Payer.CITY, Payer.CIRCLE, Payer.PROVINCE, Payer.CENTRE])
    assert recorded == pytest.approx(outcome.money[public, 5].sum() / 1e8, rel=1e-12)
    assert recorded > 0
