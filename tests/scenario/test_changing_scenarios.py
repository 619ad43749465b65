import pickle

import pytest
from conftest import HEAD, LEVERS

from sim.scenario.amounts import Fen, money
from sim.scenario.problems import ScenarioError
from sim.scenario.types import Scenario

FULL = HEAD + "levers: {orchard: {size: 40亿}}\nparameters: {bees.rate: 0.2}\n"


@pytest.fixture
def scenario(load) -> Scenario:
    return load(full=FULL)


def test_levers_are_added_with_their_terms(scenario: Scenario) -> None:
    policy = scenario.with_levers("beehive", start="2026-01", payers={"city": "50%", "centre": 0.5})
    assert [key for key, _ in policy.levers] == ["beehive", "orchard"]
    assert policy.terms("beehive").payers == {"city": 0.5, "centre": 0.5}
    assert policy.origins["levers.beehive.start"].layer == "python"


def test_terms_of_a_lever_that_is_there_are_changed_and_the_others_kept(scenario: Scenario) -> None:
    terms = scenario.with_levers("orchard", part="600万").terms("orchard")
    assert (terms.part, terms.size) == (money("600万"), money("40亿"))


def test_a_changed_copy_can_be_compared_with_its_original(scenario: Scenario) -> None:
    policy = scenario.with_levers("beehive", start="2026-01")
    assert policy.key == "full+beehive"
    assert policy.title == ("A test + Beehive subsidy", "测试 + 蜂箱补贴")
    assert policy != scenario
    assert scenario.named("other").key == "other"


def test_mistakes_from_python_are_told_together(scenario: Scenario) -> None:
    with pytest.raises(ScenarioError) as caught:
        scenario.with_levers("orchard", "beehiv", size=5000, colour="red")
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["money_unit_missing", "unknown_key", "unknown_lever"]
    assert "python  levers.orchard.size" in str(caught.value)


def test_fen_is_taken_from_python(scenario: Scenario) -> None:
    assert scenario.with_levers("orchard", size=Fen(10**12)).terms("orchard").size == 10**12


def test_levers_are_taken_out(scenario: Scenario) -> None:
    assert scenario.without_levers("orchard").levers == ()
    with pytest.raises(KeyError, match="beehive"):
        scenario.without_levers("beehive")


def test_the_horizon_is_changed_within_its_rules(scenario: Scenario) -> None:
    assert scenario.with_horizon("2023-01", "2035-12").horizon.months == 156
    with pytest.raises(ScenarioError, match="before it starts"):
        scenario.with_horizon("2026-01", "2025-12")


def test_parameters_are_changed_within_their_ranges(scenario: Scenario) -> None:
    assert scenario.with_parameters({"trees.age": 7}).parameters == {"bees.rate": 0.2, "trees.age": 7.0}
    with pytest.raises(ScenarioError, match=r"0\.02 to 0\.3"):
        scenario.with_parameters({"bees.rate": 7})


def test_all_money_is_scaled(scenario: Scenario) -> None:
    twice = scenario.scaled_money(2).scaled_money(3)
    assert twice.terms("orchard").scale == 6
    with pytest.raises(ScenarioError, match="0 to 1000"):
        scenario.scaled_money(5000)


def test_terms_that_are_already_built_are_taken(scenario: Scenario) -> None:
    terms = LEVERS["beehive"].terms_type(start="2026-01")
    assert scenario.with_terms("beehive", terms).terms("beehive") is terms


def test_the_address_depends_on_what_changes_the_result_only(scenario: Scenario, load) -> None:
    renamed = load(other=FULL.replace("A test", "Another title"))
    assert renamed.address() == scenario.address() == scenario.named("x").address()
    for other in (scenario.with_horizon("2023-01", "2024-01"), scenario.scaled_money(2), scenario.without_levers("orchard")):
        assert other.address() != scenario.address()


def test_the_address_does_not_depend_on_how_a_value_is_written(scenario: Scenario, load) -> None:
    assert load(other=FULL.replace("40亿", "4 billion CNY").replace("0.2", "20%")).address() == scenario.address()


def test_a_zero_with_a_sign_is_the_zero_without(load) -> None:
    signed, plain = (load(other=FULL.replace("size: 40亿", f"size: 40亿, scale: {zero}")) for zero in ("-0.0", "0"))
    assert signed.address() == plain.address()


def test_a_scenario_never_changes_and_travels_to_other_processes(scenario: Scenario) -> None:
    with pytest.raises(ValueError, match="frozen"):
        scenario.key = "other"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert len({scenario, pickle.loads(pickle.dumps(scenario))}) == 1
