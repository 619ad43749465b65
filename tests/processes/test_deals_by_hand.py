"""Deals on tables of a few hundred rows: own use, form and price by E-7.1 to E-7.5, who is rewarded, and who founds a firm."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.draws.keyed import Draws, normal, uniform
from sim.levers.offers import NO_BUDGET, NO_CAP, PayeeKind, Point
from sim.levers.office import Policy
from sim.parameters.declare import build
from sim.processes import deal
from sim.world.columns import CONTRACTED, EQUITY, LICENCE, OFFERED, TRANSFER, Contracts, Firms, Platforms, Results, allocate
from sim.world.flows import empty_flows

RESULTS, MONTH = 600, 40
P = build("deal", deal.Deal, {})._replace(equity_taste=-1.0)
MILLION = 100_000_000


def _world(*, spin_up=False):
    """Results on offer: the first hundred of firms without taker, the others of platforms with a taker outside or in firm 1."""
    rng = np.random.default_rng(2)
    firms, platforms, results = allocate(Firms, 3), allocate(Platforms, 2), allocate(Results, RESULTS)
    firms.rows[0], platforms.rows[0], results.rows[0] = 3, 2, RESULTS
    firms.alive[:], firms.city[:], firms.absorptive[:] = (True, True, False), (0, 4, 2), 0.6
    results.identity[:] = np.arange(1, RESULTS + 1, dtype=np.uint64)
    results.stage[:], results.clock[:] = OFFERED, rng.integers(1, 4, RESULTS)
    results.value[:], results.fit[:] = rng.uniform(1, 60, RESULTS), rng.random(RESULTS)
    results.risk[:], results.city[:] = 0.4, rng.integers(0, 8, RESULTS)
    results.piloted[:], results.verified[:] = rng.random(RESULTS) < 0.3, rng.random(RESULTS) < 0.5
    results.origin_firm[:100], results.origin[:100] = True, rng.integers(0, 3, 100)
    results.taker[100:] = np.where(np.arange(100, RESULTS) % 2, 1, -1)
    results.taker_region[100:] = np.where(np.arange(100, RESULTS) % 2, 4, 11)
    results.brokered[:] = np.where(np.arange(RESULTS) % 3 == 0, results.city, -1)
    results.growth_money[:] = rng.uniform(0, 30, RESULTS)
    policy = Policy()
    offers = policy.offers
    for row, (point, ratio) in enumerate(((Point.DEAL_AGENCY, 0.03), (Point.DEAL_BUYER, 0.1), (Point.DEAL_INVENTOR, 0.05))):
        offers.point[row], offers.lever[row], offers.ratio[row], offers.cap[row], offers.budget[row] = point, row, ratio, NO_CAP, NO_BUDGET
        offers.origins[row], offers.destinations[row], offers.fields[row], offers.trl_high[row] = 0x3FFF, 0x3FFF, 0x1FFF, 9.0
    offers.rows[0] = 3
    return SimpleNamespace(
        draws=Draws(7), month=MONTH, policy=policy, results=results, platforms=platforms, firms=firms,
        contracts=allocate(Contracts, RESULTS), flows=empty_flows(), notes={}, spin_up=spin_up,
    )  # fmt: skip


@pytest.fixture(scope="module")
def before():
    return _world()


@pytest.fixture(scope="module")
def after():
    world = _world()
    deal.run(world, P)
    return world


def test_a_firm_uses_its_own_result_in_its_first_month_on_offer_or_not_at_all(before, after):
    key, used = after.draws.key("deal.own_use", 0), 0
    for r in range(100):
        firm = before.results.origin[r]
        may = before.results.clock[r] <= 1 and before.firms.alive[firm]
        expected = may and uniform(key, before.results.identity[r], 0) < P.own_use
        used += expected
        assert (after.results.stage[r] == CONTRACTED) == expected
        if expected:
            assert (after.results.taker[r], after.results.taker_region[r]) == (firm, before.firms.city[firm])
            assert (after.results.fit[r], after.results.ends[r], after.results.clock[r]) == (0.8, MONTH + 12, 0)
    assert used > 5


def _gumbel(u):
    return -math.log(-math.log(u))


def test_form_and_price_are_those_of_the_text(before, after):
    forms, prices = after.draws.key("deal.form", MONTH), after.draws.key("deal.price", MONTH)
    seen = set()
    for r in range(100, RESULTS):
        who, value = before.results.identity[r], before.results.value[r]
        utilities = {
            TRANSFER: _gumbel(uniform(forms, who, 1)),
            LICENCE: P.licence_taste + _gumbel(uniform(forms, who, 2)),
            EQUITY: P.equity_taste + P.value_pull * math.log(1 + value / 8.3) + _gumbel(uniform(forms, who, 3)),
        }
        form = max(utilities, key=lambda name: utilities[name])
        maturity = 1.0 if before.results.piloted[r] else 0.6 if before.results.verified[r] else 0.4
        surplus = value * before.results.fit[r] * maturity * math.exp(0.8 * normal(prices, who, 0) - 0.32)
        share = {TRANSFER: P.bargaining, LICENCE: P.bargaining * P.licence_discount, EQUITY: P.base_limit * P.capital}[form]
        assert after.results.form[r] == form
        assert after.results.price[r] == pytest.approx(share * surplus, rel=1e-12)
        assert after.results.risk[r] == pytest.approx(0.4 * (1 - P.engagement if form == EQUITY else 1))
        seen.add(form)
    assert seen == {TRANSFER, LICENCE, EQUITY}


def test_every_deal_but_one_for_equity_is_a_contract(after):
    sold = np.flatnonzero((after.results.form > 0) & (after.results.form != EQUITY))
    rows = int(after.contracts.rows[0])
    assert after.contracts.result[:rows].tolist() == sold.tolist()
    assert after.contracts.value[:rows].tolist() == after.results.price[sold].tolist()
    assert after.contracts.buyer[:rows].tolist() == after.results.taker[sold].tolist()


def test_agencies_are_rewarded_for_what_they_brokered_buyers_and_inventors_for_what_they_dealt(before, after):
    paid = after.policy.payments
    used = int(paid.rows[0])
    price = after.results.price
    dealt = np.flatnonzero(after.results.form > 0)
    founded = after.notes["entry.spin_offs"]
    expected = {
        PayeeKind.AGENCY: (0.03, [r for r in dealt if before.results.brokered[r] >= 0]),
        PayeeKind.FIRM: (0.1, [r for r in dealt if before.results.taker[r] >= 0 and r not in founded]),
        PayeeKind.PERSON: (0.05, dealt),
    }
    for kind, (ratio, rows) in expected.items():
        mine = paid.amount[:used][paid.kind[:used] == kind]
        assert mine.tolist() == pytest.approx([math.floor(ratio * int(price[r] * MILLION) + 0.5) for r in rows], abs=1)
    assert after.firms.subsidy.tolist() == [0, paid.amount[:used][paid.kind[:used] == PayeeKind.FIRM].sum(), 0]


def test_some_equity_deals_found_a_firm_in_the_city_of_the_inventors(before, after):
    key = after.draws.key("deal.form", MONTH)
    equity = np.flatnonzero(after.results.form == EQUITY)
    expected = [r for r in equity if uniform(key, before.results.identity[r], 4) < P.spin_off]
    assert after.notes["entry.spin_offs"].tolist() == expected
    assert 0 < len(expected) < len(equity)
    assert (after.results.taker_region[expected] == before.results.city[expected]).all()


def test_no_firm_is_founded_while_the_pipeline_is_being_filled():
    world = _world(spin_up=True)
    deal.run(world, P)
    assert "entry.spin_offs" not in world.notes
    assert (world.results.form == EQUITY).any()


def test_industrialisation_is_faster_after_a_pilot_and_with_money_for_growth(before, after):
    key = after.draws.key("deal.price", MONTH)
    for r in range(100, RESULTS):
        pushed = min(1.0, before.results.growth_money[r] / (before.results.value[r] + 0.1))
        speed = (0.7 if before.results.piloted[r] else 1.2) / (1 + pushed)
        months = int(P.landing_months * speed * (0.6 + 0.8 * uniform(key, before.results.identity[r], 5)) + 0.5)
        assert after.results.ends[r] == MONTH + max(2, months)


def test_takers_outside_and_new_firms_are_small_where_only_the_small_are_paid(before, after):
    world = _world()
    world.policy.offers.small_only[:] = 1
    deal.run(world, P)
    paid = world.policy.payments
    used = int(paid.rows[0])
    small = (before.results.taker < 0) & (after.results.form > 0)
    small[after.notes["entry.spin_offs"]] = True
    assert paid.payee[:used][paid.kind[:used] == PayeeKind.PERSON].tolist() == np.flatnonzero(small).tolist()


def test_a_full_table_of_contracts_is_told():
    world = _world()
    world.contracts = allocate(Contracts, 3)
    with pytest.raises(OverflowError, match="more contracts"):
        deal.run(world, P)
