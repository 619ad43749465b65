"""Studies of test models whose answers are known: a formula answers in place of the runs."""

import numpy as np
import pytest

from sim.ledger.book import FEN_PER_MILLION
from sim.levers.registry import lever_types
from sim.scenario.resolve import load_scenario
from sim.studies.attribution import attribute
from sim.studies.discovery import DiscoveryStudy
from sim.studies.evaluation import evaluation_of
from sim.studies.mixes import read_dials
from sim.studies.optimisation import OptimisationStudy
from sim.studies.plan import SweepPlan
from sim.studies.sensitivity import sensitivity
from sim.studies.sweep import sweep

PI = (-np.pi, np.pi)


@pytest.fixture(scope="module")
def base():
    return load_scenario("baseline-2022")


def _with(order, lever):
    return lever in dict(order.scenario.levers)


def test_sobol_indices_of_the_ishigami_function_are_recovered_from_a_policys_effect(base):
    def ishigami(order):
        a, b, c = (order.parameters[key] for key in "abc")
        effect = np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)
        return {"converted_results": 100 + a + (effect if _with(order, "joint_rd") else 0)}

    found = sensitivity(base, [base.with_levers("joint_rd", start="2024-01")], {"a": PI, "b": PI, "c": PI}, method="sobol", size=1024,
                        replicates=1, evaluate=evaluation_of(ishigami))  # fmt: skip
    total = found.of_effect(found.policies[0], "converted_results").set_index("factor")
    assert total.influence.to_dict() == pytest.approx({"a": 0.5576, "b": 0.4424, "c": 0.2437}, abs=0.03)
    assert (total.influence - total.interaction).to_dict() == pytest.approx({"a": 0.3139, "b": 0.4424, "c": 0.0}, abs=0.05)
    assert found.of_level("converted_results").factor[0] == "a"


def test_the_split_of_a_package_with_a_known_synergy_is_recovered(base):
    package = base.with_levers("joint_rd", "verify_action", "pilot_equipment", start="2024-01")
    alone = {"joint_rd": 5.0, "verify_action": 1.0, "pilot_equipment": 2.0}

    def worth(order):
        synergy = 6.0 * (_with(order, "verify_action") and _with(order, "pilot_equipment"))
        return {"converted_results": 10 + synergy + sum(value for lever, value in alone.items() if _with(order, lever))}

    for orders in (None, 400):
        found = attribute(package, baseline=base, replicates=2, orders=orders, evaluate=evaluation_of(worth))
        shares = found.shares[found.shares.indicator == "converted_results"].set_index("lever").share.to_dict()
        assert shares == pytest.approx({"joint_rd": 5, "verify_action": 4, "pilot_equipment": 5}, abs=1e-9 if orders is None else 0.5)
    pairs = attribute(package, baseline=base, replicates=2, evaluate=evaluation_of(worth)).interaction_table
    pairs = pairs[pairs.indicator == "converted_results"].set_index(["lever", "other"]).interaction
    assert pairs["pilot_equipment", "verify_action"] == pytest.approx(6)
    assert pairs["joint_rd", "pilot_equipment"] == pytest.approx(0)


def _scale(order, lever):
    return dict(order.scenario.levers)[lever].scale if _with(order, lever) else 0.0


def _returns(order):
    """Two levers with falling returns, 100 million CNY each at full scale: under a budget of 100 the best is 0.8 and 0.2."""
    joint, verify = _scale(order, "joint_rd"), _scale(order, "verify_action")
    noise = 1e-3 * order.replicate
    return {"converted_results": 40 * np.sqrt(joint) + 20 * np.sqrt(verify) + noise, "public_cost": 100 * (joint + verify),
            "theil_turnover": 1 + 0.1 * joint - 0.2 * verify}  # fmt: skip


def _optimisation(base, **changes):
    settings = {"goals": ("converted",), "trials": 120, "replicates": 1, "fresh": 2, "winners": 3}
    budget = 100 * FEN_PER_MILLION
    return OptimisationStudy(base=base, dials=read_dials("joint_rd,verify_action"), budget=budget, **{**settings, **changes})


def test_the_known_optimum_under_a_budget_is_found_and_kept(base):
    found = _optimisation(base).run(evaluation_of(_returns))
    best = found.trials[found.trials.front].iloc[0]
    assert best.public_cost <= 100
    assert best.converted >= 0.985 * 40 * (np.sqrt(0.8) + 0.5 * np.sqrt(0.2))
    assert float(best["levers.joint_rd.scale"]) == pytest.approx(0.8, abs=0.15)
    assert found.trials.converted.max() > best.converted  # the search saw better mixes that cost too much
    assert found.winners.within_budget.all()


def test_the_same_seed_gives_the_same_optimisation_and_another_one_another(base):
    one, same, other = (_optimisation(base, trials=24, seed=seed).run(evaluation_of(_returns)).trials for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)


def test_the_front_of_two_goals_trades_one_for_the_other(base):
    found = _optimisation(base, goals=("converted", "equality"), trials=160, winners=5).run(evaluation_of(_returns))
    front = found.trials[found.trials.front].sort_values("converted")
    assert len(front) >= 5
    assert (np.diff(front.equality) >= 0).all()  # more conversion is bought with a larger Theil index
    assert set(found.winners.goal) == {"converted", "equality", "cost"}


def test_regret_is_that_of_a_known_choice_between_two_worlds(base):
    def by_world(order):
        joint, verify = _scale(order, "joint_rd"), _scale(order, "verify_action")
        weight = order.parameters.get("pilot.cost", 0.5)
        return {"converted_results": 10 * (weight * joint + (1 - weight) * verify), "public_cost": 0.0, "theil_turnover": joint - verify}

    study = _optimisation(base, goals=("converted", "equality"), trials=40, winners=8, ranges={"pilot.cost": (0.0, 1.0)}, draws=10)
    found = study.run(evaluation_of(by_world))
    ours = found.worlds[found.worlds.goal == "converted"]
    assert (ours.groupby("world").regret.min() == 0).all()
    assert (ours.regret >= 0).all()
    best = found.regret[found.regret.goal == "converted"].sort_values("largest_regret").iloc[0]
    assert best.largest_regret <= ours.regret.max()
    beats = found.stability[found.stability.goal == "converted"]
    assert ((beats.beats >= 0) & (beats.beats <= 1)).all()


def test_a_planted_failure_box_is_recovered_by_both_methods(base):
    def fails_in_a_corner(order):
        p = order.parameters
        fails = p["x"] > 0.6 and p["y"] < 0.4
        return {"converted_results": 50 + (0 if not _with(order, "joint_rd") else -5 if fails else 5)}

    study = DiscoveryStudy(baseline=base, policy=base.with_levers("joint_rd", start="2024-01"), points=600, replicates=1,
                           ranges={"x": (0.0, 1.0), "y": (0.0, 1.0), "z": (0.0, 1.0)})  # fmt: skip
    found = study.run(evaluation_of(fails_in_a_corner))
    assert found.fails.mean() == pytest.approx(0.16, abs=0.02)
    for method in ("PRIM", "CART"):
        box = found.boxes[(found.boxes.method == method) & (found.boxes.box == 1)].set_index("parameter")
        assert set(box.index) == {"x", "y"}
        assert box.low["x"] == pytest.approx(0.6, abs=0.04)
        assert box.high["y"] == pytest.approx(0.4, abs=0.04)
        assert box.density.iloc[0] > 0.9
        assert box.coverage.iloc[0] > 0.85


@pytest.mark.parametrize("effect", [5.0, -5.0])
def test_a_policy_that_fails_everywhere_or_nowhere_has_no_box(base, effect):
    study = DiscoveryStudy(baseline=base, policy=base.with_levers("joint_rd", start="2024-01"), points=40, replicates=1, ranges={"x": (0.0, 1.0)})
    found = study.run(evaluation_of(lambda order: {"converted_results": effect * _with(order, "joint_rd")}))
    assert found.boxes.empty
    assert found.facts["fails"] == (effect < 0)


def test_a_sweep_of_a_formula_gives_its_values_and_runs_a_shared_baseline_once():
    asked = []

    def linear(order):
        asked.append(order.scenario.key)
        levers = dict(order.scenario.levers)
        return {"converted_results": 10 + 100 * (levers["transfer_agencies"].reward if "transfer_agencies" in levers else 0)}

    vary = {"levers.transfer_agencies.reward": ["1%", "3%", "5%"]}
    plan = SweepPlan.model_validate({"scenario": "transfer-agencies", "vary": vary, "replicates": 2})
    found = sweep(plan, evaluate=evaluation_of(linear))
    assert found.experiments("converted_results")[1].tolist() == pytest.approx([1, 3, 5])
    assert len(asked) == 2 + 3 * 2


def test_every_lever_can_be_a_dial(base):
    dials = read_dials(",".join(lever_types()))
    assert len(dials) == len(lever_types())
