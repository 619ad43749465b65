"""Shapley shares: known games, efficiency, and a package of levers on real runs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.indicators.registry import indicators
from sim.scenario.resolve import load_scenario
from sim.studies.attribution import AttributionStudy, attribute
from sim.studies.shapley import all_coalitions, coalitions_of, interactions, sampled_orders, shapley_exact, shapley_sampled

PLAYERS = ("a", "b", "c")


def _game(worth):
    return {coalition: np.array([float(worth(coalition))]) for coalition in all_coalitions(PLAYERS)}


def test_the_glove_game_has_its_known_split():
    # a and b hold left gloves, c the only right one; a pair is worth 1.
    shares = shapley_exact(PLAYERS, _game(lambda s: "c" in s and len(s) > 1))
    assert [float(shares[player][0]) for player in PLAYERS] == pytest.approx([1 / 6, 1 / 6, 2 / 3])


def test_additive_levers_get_what_they_bring_and_do_not_interact():
    brings = {"a": 3.0, "b": -1.0, "c": 0.5}
    game = _game(lambda s: sum(brings[player] for player in s))
    assert {player: float(share[0]) for player, share in shapley_exact(PLAYERS, game).items()} == pytest.approx(brings)
    assert all(abs(value[0]) < 1e-12 for value in interactions(PLAYERS, game).values())


def test_two_levers_that_only_work_together_interact():
    found = interactions(PLAYERS, _game(lambda s: {"a", "b"} <= s))
    assert float(found["a", "b"][0]) == pytest.approx(1)
    assert float(found["a", "c"][0]) == pytest.approx(0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=8))
def test_shares_add_up_to_the_whole_effect(worths):
    game = {coalition: np.array([worth]) for coalition, worth in zip(all_coalitions(PLAYERS), worths, strict=True)}
    whole = worths[-1] - worths[0]
    assert float(sum(shapley_exact(PLAYERS, game).values())[0]) == pytest.approx(whole, abs=1e-6)
    sampled = shapley_sampled(sampled_orders(PLAYERS, 4, 1), game)
    assert float(sum(gains.mean(axis=0) for gains in sampled.values())[0]) == pytest.approx(whole, abs=1e-6)


def test_sampled_orders_come_with_their_reverse_and_need_fewer_coalitions():
    players = tuple("abcdefghij")
    orders = sampled_orders(players, 8, 3)
    assert orders[1] == orders[0][::-1]
    assert len(coalitions_of(orders)) < 2 ** len(players)


def test_the_effect_of_a_package_is_shared_out_among_its_levers():
    scenario = load_scenario("verify-and-pilot").with_horizon("2023-01", "2024-12")
    found = attribute(scenario, baseline=load_scenario("baseline-2022"), replicates=2)
    assert found.exact
    assert found.failures == ()
    place = list(indicators()).index("piloted_results")
    whole = found.values[frozenset(found.players)] - found.values[frozenset()]
    shares = found.shares[found.shares.indicator == "piloted_results"]
    assert shares.share.sum() == pytest.approx(whole[:, place].mean())
    assert set(shares.lever) == {"verify_action", "pilot_equipment"}
    assert shares.percent.sum() == pytest.approx(100)


def test_a_scenario_with_one_lever_cannot_be_shared_out():
    with pytest.raises(ValueError, match="at least two levers"):
        attribute(load_scenario("launch-fund"), baseline=load_scenario("baseline-2022"), replicates=1)


def test_a_lever_that_the_baseline_has_under_other_terms_goes_back_to_them():
    baseline = load_scenario("baseline-2022").with_levers("joint_rd", start="2024-01", budget="1亿")
    package = baseline.with_levers("joint_rd", budget="3亿").with_levers("verify_action", start="2024-01")
    study = AttributionStudy(scenario=package, baseline=baseline, replicates=1)
    assert set(study.players) == {"joint_rd", "verify_action"}
    runs = [order.scenario for order in study.known_orders(None)]
    assert runs[0].canonical_json() == baseline.canonical_json()
    assert runs[-1].canonical_json() == package.canonical_json()
