"""Sweeps: plans, designs and paired effects of every point."""

from pathlib import Path

import numpy as np
import pytest

from sim.scenario.amounts import Fen, money
from sim.scenario.problems import ScenarioError
from sim.studies.design import points_of
from sim.studies.plan import SweepPlan, load_plan
from sim.studies.sweep import SweepStudy, sweep


def _plan(**changes):
    return SweepPlan.model_validate({"scenario": "transfer-agencies", "vary": {"parameters.search.take": ["0.3", "0.5"]}, **changes})


def _file(tmp_path, text):
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_grid_crosses_every_value_with_every_other():
    plan = _plan(vary={"parameters.search.take": ["0.3", "0.5"], "levers.transfer_agencies.reward": ["1%", "3%", "5%"]})
    points = points_of(plan)
    assert len(points) == 6
    assert points[0] == {"parameters.search.take": "0.3", "levers.transfer_agencies.reward": "1%"}


def test_a_range_in_a_grid_is_cut_into_equal_steps():
    plan = _plan(vary={"parameters.search.take": {"from": 0.2, "to": 0.6}}, points=5)
    assert [point["parameters.search.take"] for point in points_of(plan)] == pytest.approx([0.2, 0.3, 0.4, 0.5, 0.6])


@pytest.mark.parametrize("design", ["latin-hypercube", "sobol"])
def test_sampled_designs_fill_the_ranges_and_repeat_themselves(design):
    plan = _plan(
        vary={"parameters.search.take": {"from": 0.2, "to": 0.6}, "levers.joint_rd.budget": {"from": "1亿", "to": "3亿"}}, design=design, points=16
    )
    points = points_of(plan)
    takes = np.array([point["parameters.search.take"] for point in points])
    budgets = [point["levers.joint_rd.budget"] for point in points]
    assert len(np.unique(np.floor((takes - 0.2) / 0.4 * 16))) >= 14
    assert all(isinstance(budget, Fen) and money("1亿") <= budget <= money("3亿") for budget in budgets)
    assert points == points_of(plan)


def test_whole_numbers_stay_whole():
    plan = _plan(vary={"levers.transfer_agencies.count": {"from": 5, "to": 40}}, design="latin-hypercube", points=8)
    assert all(isinstance(point["levers.transfer_agencies.count"], int) for point in points_of(plan))


def test_one_at_a_time_changes_a_single_factor_in_each_point():
    plan = _plan(vary={"parameters.search.take": ["0.3", "0.5"], "levers.transfer_agencies.reward": ["1%"]}, design="one-at-a-time")
    assert [len(point) for point in points_of(plan)] == [1, 1, 1]


def test_lists_of_different_length_do_not_fit_a_list_design():
    with pytest.raises(ScenarioError, match="same length"):
        points_of(_plan(vary={"parameters.search.take": ["0.3", "0.5"], "parameters.pilot.cost": ["2"]}, design="list"))


def test_every_bad_thing_of_a_plan_is_told_at_once_with_its_line(tmp_path):
    path = _file(tmp_path, "scenario: transfer-agencies\nreplicats: 3\ndesign: gird\nvary:\n  parameters.search.take: {from: 0.6, to: 0.2}\n")
    with pytest.raises(ScenarioError) as caught:
        load_plan(path)
    told = str(caught.value)
    assert "plan.yaml:2" in told
    assert "replicates" in told
    assert "plan.yaml:3" in told
    assert "grid" in told
    assert "plan.yaml:5" in told
    assert caught.value.in_language("zh") != told


def test_an_unknown_factor_gets_a_suggestion(tmp_path):
    path = _file(tmp_path, "scenario: transfer-agencies\nvary:\n  levers.transfer_agencies.rewrad: [1%, 2%]\n")
    with pytest.raises(ScenarioError, match=r"levers\.transfer_agencies\.reward"):
        load_plan(path)


def test_a_point_that_is_no_valid_scenario_is_refused_before_the_first_run(monkeypatch):
    monkeypatch.setattr("sim.runs.pool.carry_out", lambda order: pytest.fail("a run was started"))
    with pytest.raises(ScenarioError, match="100%"):
        sweep(_plan(vary={"levers.transfer_agencies.reward": ["3%", "300%"]}))


def test_the_baseline_of_a_point_takes_its_parameters_but_not_its_levers():
    plan = _plan(vary={"parameters.search.take": ["0.3"], "levers.transfer_agencies.reward": ["5%"]}, replicates=1)
    baseline, policy = SweepStudy.of(plan).known_orders(None)
    assert baseline.scenario.parameters == policy.scenario.parameters == {"search.take": 0.3}
    assert "transfer_agencies" not in dict(baseline.scenario.levers)
    assert dict(policy.scenario.levers)["transfer_agencies"].reward == 0.05
    assert baseline.seed == policy.seed


def test_a_sweep_gives_a_paired_effect_for_each_point(tmp_path):
    text = (
        "title: {en: Short, zh: 短}\ndescription: {en: D., zh: 述。}\nsource: test\nbase: transfer-agencies\n"
        "horizon: {start: 2023-01, end: 2023-06}\nlevers:\n  transfer_agencies:\n    start: 2023-01\n    elasticity: 1\n"
    )
    short = tmp_path / "short.yaml"
    short.write_text(text, encoding="utf-8")
    plan = _plan(scenario=str(short), vary={"levers.transfer_agencies.reward": ["0%", "50%"]}, replicates=2)
    found = sweep(plan, store=tmp_path / "store")
    assert found.failures == ()
    experiments, effects = found.experiments("converted_results")
    assert list(experiments["levers.transfer_agencies.reward"]) == ["0%", "50%"]
    assert effects.iloc[0] == 0
    assert effects.iloc[1] > 0
    again = sweep(plan, store=tmp_path / "store")
    assert again.effects.equals(found.effects)
    assert set(found.tables) == {"points", "effects"}


def test_the_example_plan_is_valid():
    plan = load_plan(Path(__file__).parents[2] / "docs" / "examples" / "agency-reward.yaml")
    orders = SweepStudy.of(plan).known_orders(None)
    assert (len(orders.points), len(list(orders))) == (12, 12 * 4 + 2 * 4)  # two settings of a parameter: two baselines
    assert len(orders) == 56
