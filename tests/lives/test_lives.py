"""Lives: events follow from the run, the same birth is followed in every policy, and payments come from the ledger."""

import numpy as np
import pytest

from sim.calendar import month_index
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind
from sim.lives import Event, UnknownLifeError, choose, identity_of, trace
from sim.lives.results import changes
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.texts.catalogue import entries

SEED = 3


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("no-policy").with_horizon(month_index(2023, 1), month_index(2024, 12))


@pytest.fixture(scope="module")
def policy(scenario):
    return scenario.with_levers("launch_fund", "verify_action", "joint_rd", start="2023-01", end=None)


@pytest.fixture(scope="module")
def stopped(scenario):
    return choose(scenario, "result", seed=SEED, fate="stopped", born_from=scenario.horizon.start, most=6)


def test_candidates_fit_what_is_asked(scenario, stopped):
    assert len(stopped) == 6
    assert {one.fate for one in stopped} == {"stopped"}
    assert all(one.born >= scenario.horizon.start for one in stopped)
    wanted = choose(scenario, "result", seed=SEED, cause="market", city="anshan", most=3)
    assert {(one.cause, one.city) for one in wanted} == {("market", "anshan")}
    assert {one.fate for one in choose(scenario, "firm", seed=SEED, fate="left", most=3)} == {"left"}


def test_a_life_begins_with_birth_and_ends_with_the_fate_of_the_run(scenario, stopped):
    for one in stopped:
        life = trace(scenario, "result", one.identity, seed=SEED)
        assert life.events[0].what.startswith("born_in_")
        assert life.events[0].month == one.born
        assert (life.events[-1].month, life.events[-1].what) == (one.ended, f"stopped_{one.cause}")
        assert [event.month for event in life.events] == sorted(event.month for event in life.events)


def test_a_landed_result_was_dealt_with_and_produced_before(scenario):
    one = choose(scenario, "result", seed=SEED, fate="landed_circle", born_from=scenario.horizon.start, most=1)[0]
    told = [event.what for event in trace(scenario, "result", one.identity, seed=SEED).events]
    assert told[-1] == "landed"
    assert "deal" in told or "kept" in told


def test_the_same_birth_is_followed_in_another_policy_and_money_comes_from_the_ledger(policy):
    world = Engine(policy, seed=SEED).run()
    journal = world.ledger.journal()
    team = journal.payee[journal.payee_kind == PayeeKind.TEAM]
    row = int(np.bincount(team).argmax())
    life = trace(policy, "result", int(world.results.identity[row]), seed=SEED)
    paid = sum(event.amounts["amount"] for event in life.events if event.what == "paid")
    mine = (journal.payee_kind == PayeeKind.TEAM) & (journal.payee == row)
    until = life.events[-1].month
    assert paid == pytest.approx(journal.amount[mine & (journal.month <= until)].sum() / FEN_PER_MILLION)
    assert paid > 0


def test_a_firm_leaves_once_and_then_nothing_happens_to_it(scenario):
    one = choose(scenario, "firm", seed=SEED, fate="left", most=1)[0]
    life = trace(scenario, "firm", one.identity, seed=SEED)
    assert life.events[0].what.startswith("founded_")
    assert (life.events[-1].what, life.events[-1].month) == ("left", one.ended)


def test_a_number_of_the_browser_names_the_same_life(scenario, stopped):
    assert identity_of(scenario, "result", stopped[0].row + 1, seed=SEED) == stopped[0].identity
    with pytest.raises(UnknownLifeError):
        identity_of(scenario, "firm", 10**9, seed=SEED)


def test_who_is_never_born_has_no_life(scenario):
    with pytest.raises(UnknownLifeError):
        trace(scenario.with_horizon(month_index(2023, 1), month_index(2023, 1)), "result", 1, seed=SEED)


def test_a_result_whose_taker_has_gone_is_offered_again():
    before = {"stage": 5, "verified": True, "piloted": True, "centre": -1, "grant": 0, "fund_money": 0.0, "growth_money": 0.0, "partner_money": 0.0,
              "spent": 1.0, "form": 1, "price": 1.0, "taker": 4, "taker_region": 0, "fate": 0, "cause": 0, "landing_region": 2, "sales": 0.0,
              "trl": 6.0}  # fmt: skip
    after = {**before, "stage": 4, "taker": -1, "taker_region": -1, "landing_region": -1}
    assert [event.what for event in changes(before, after, 40)] == ["taker_gone"]


def test_every_event_has_words_in_both_languages_with_the_same_places():
    english, chinese = ({key: one for key, one in entries(language).items() if key.startswith("life.")} for language in ("en", "zh"))
    assert english.keys() == chinese.keys()
    event = Event(36, "landed", names={"region": "word.city.benxi"}, amounts={"sales": 2.345678})
    assert event.told("en") == "first sale: landed in Benxi, sales 2.35 million CNY a year"
    assert event.told("zh") == "实现首次销售：落地本溪，年销售额235万元"
    assert event.as_record() == {"month": "2023-01", "event": "landed", "region": "word.city.benxi", "sales": 2.345678}
