"""Sensitivity: known indices are recovered, and real runs rank their factors."""

import numpy as np
import pytest

from sim.scenario.problems import ScenarioError
from sim.scenario.resolve import load_scenario
from sim.studies.indices import draw_sample, indices
from sim.studies.ranges import parameter_ranges
from sim.studies.sensitivity import sensitivity

THIRD = {"a": (-np.pi, np.pi), "b": (-np.pi, np.pi), "c": (-np.pi, np.pi)}


def _ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_the_total_sobol_indices_of_the_ishigami_function_are_recovered():
    sample = draw_sample(THIRD, method="sobol", size=2048, seed=1)
    found = indices(sample, _ishigami(sample.points)).set_index("factor").influence
    assert found["a"] == pytest.approx(0.5576, abs=0.03)
    assert found["b"] == pytest.approx(0.4424, abs=0.03)
    assert found["c"] == pytest.approx(0.2437, abs=0.03)


def test_morris_finds_the_linear_weights_and_no_interaction():
    sample = draw_sample({"a": (0, 1), "b": (0, 1), "c": (0, 1)}, method="morris", size=8, seed=1)
    found = indices(sample, sample.points @ np.array([5.0, 1.0, 0.0])).set_index("factor")
    assert found.influence.to_dict() == pytest.approx({"a": 5, "b": 1, "c": 0}, abs=1e-9)
    assert found.interaction.max() == pytest.approx(0, abs=1e-9)


def test_an_outcome_that_does_not_move_has_no_influence():
    sample = draw_sample(THIRD, method="morris", size=4, seed=1)
    assert indices(sample, np.ones(len(sample.points))).influence.tolist() == [0, 0, 0]


def test_a_group_stands_for_its_parameters_and_a_misspelt_one_gets_a_suggestion():
    assert set(parameter_ranges(["pilot.cost", "funds"])) > {"pilot.cost", "funds.pace"}
    with pytest.raises(ScenarioError, match="pilot"):
        parameter_ranges(["pilto"])


def test_the_cost_of_a_pilot_moves_the_baseline_and_rank_stability_adds_up():
    baseline = load_scenario("baseline-2022").with_horizon("2023-01", "2023-09")
    policies = [baseline.with_levers("verify_action", start="2023-01"), baseline.with_levers("joint_rd", start="2023-01")]
    found = sensitivity(baseline, policies, {"pilot.cost": (1.0, 5.0), "deal.engagement": (0.0, 0.5)}, size=2, replicates=1)
    assert found.of_level("piloted_results").factor[0] == "pilot.cost"
    assert set(found.ranks("piloted_results").to_numpy().sum(axis=1)) == {3.0}
    beats = found.stability[found.stability.indicator == "piloted_results"].beats
    assert beats.sum() == pytest.approx(1)
