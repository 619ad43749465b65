"""Conservation and finite numbers under random packages, and under the ends of every range."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.reliability import random_case, what_went_wrong
from sim.parameters.registry import parameters
from sim.runs.engine import Engine
from sim.runs.invariants import check_funds, check_money, check_numbers, check_references, check_results
from sim.runs.outcome import DONE, simulate
from sim.scenario.resolve import load_scenario

ROOT = Path(__file__).parents[2]
CODE = """
import hashlib
from sim.runs.outcome import simulate
from sim.scenario.resolve import load_scenario
outcome = simulate(load_scenario("verify-and-pilot").with_horizon("2024-01", "2024-04"), seed=7)
print(hashlib.sha256(outcome.series.tobytes() + outcome.money.tobytes()).hexdigest())
"""


@pytest.mark.parametrize("number", range(50))
def test_a_random_package_conserves_money_firms_and_results(number):
    assert what_went_wrong(random_case(number)) == ""


def test_the_package_that_once_overfilled_the_table_of_alliances_runs():
    assert what_went_wrong(random_case(657)) == ""


def test_a_hundredfold_research_policy_finds_room_for_its_results():
    scenario = load_scenario("no-policy").with_horizon("2023-01", "2023-03")
    keys = ("mega_facilities", "national_platforms", "facility_group", "materials_lab", "joint_national_projects", "open_bid_metro", "team_import")
    outcome = simulate(scenario.with_levers(*keys, start="2023-01", end=None, scale=100.0), seed=1, check=True)
    assert (outcome.state, outcome.message) == (DONE, "")


@pytest.mark.parametrize("end", [0, 1], ids=["lowest", "highest"])
def test_all_numbers_at_one_end_of_their_range_still_give_finite_results(end):
    extreme = {key: parameter.free.bounds[end] for key, parameter in parameters().items()}
    outcome = simulate(load_scenario("baseline-2022").with_horizon("2023-01", "2023-12"), seed=1, parameters=extreme, check=True)
    assert (outcome.state, outcome.message) == (DONE, "")
    assert np.isfinite(outcome.series).all()


@pytest.mark.parametrize(("size", "fiscal", "social"), [("1元", "1元", "0元"), ("10000亿", "3000亿", "7000亿")])
def test_a_fund_of_one_yuan_and_one_of_a_trillion_keep_their_rules(size, fiscal, social):
    scenario = load_scenario("no-policy").with_horizon("2023-01", "2024-01")
    scenario = scenario.with_levers("launch_fund", start="2023-01", end=None, size=size, fiscal=fiscal, social=social, tranches=(size,))
    outcome = simulate(scenario, seed=1, check=True)
    assert (outcome.state, outcome.message) == (DONE, "")


@pytest.mark.parametrize("ratio", ["0%", "100%"])
def test_a_ratio_of_nothing_and_of_everything_balance(ratio):
    scenario = load_scenario("no-policy").with_horizon("2023-01", "2023-12")
    for key in ("pilot_equipment", "joint_rd", "smart_retrofit", "concept_rent"):
        scenario = scenario.with_levers(key, start="2023-01", ratio=ratio)
    outcome = simulate(scenario, seed=1, check=True)
    assert (outcome.state, outcome.message) == (DONE, "")
    assert bool(len(outcome.money)) == (ratio == "100%")


def test_service_of_chain_leaders_is_counted_as_it_is_paid_when_the_scale_does_not_divide_its_cost():
    scenario = load_scenario("no-policy").with_horizon("2023-01", "2023-02")
    scenario = scenario.with_levers("chain_leader", start="2023-01", end=None, scale=3.0, min_revenue="5亿", min_rd_share="1%")
    outcome = simulate(scenario, seed=1, check=True)
    assert (outcome.state, outcome.message) == (DONE, "")
    assert outcome.money[:, 5].sum() > 0


def test_a_horizon_of_one_month_lives():
    outcome = simulate(load_scenario("baseline-2022").with_horizon("2023-01", "2023-01"), seed=1, check=True)
    assert (outcome.state, len(outcome.months)) == (DONE, 1)


def test_a_horizon_of_fifty_years_keeps_every_rule_to_its_last_month():
    world = Engine(load_scenario("no-policy").with_horizon("2023-01", "2072-12"), seed=1, scale=0.01).run()
    assert len(world.records.months) == 600
    for check in (check_funds, check_money, check_numbers, check_references, check_results):
        check(world)


def test_hash_seed_and_threads_of_libraries_do_not_change_a_bit():
    digests = {_digest(PYTHONHASHSEED="0", OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1"), _digest(PYTHONHASHSEED="4711", OMP_NUM_THREADS="2")}
    outcome = simulate(load_scenario("verify-and-pilot").with_horizon("2024-01", "2024-04"), seed=7)
    digests.add(hashlib.sha256(outcome.series.tobytes() + outcome.money.tobytes()).hexdigest())
    assert len(digests) == 1


def _digest(**variables):
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, env={**os.environ, **variables}, cwd=ROOT, check=True)
    return done.stdout.strip()
