"""The scenarios of equal budget spend the same public money: a billion CNY beyond the baseline, to within one percent."""

import numpy as np
import pytest

from sim.ledger.book import FEN_PER_MILLION, PUBLIC_PAYERS
from sim.runs.outcome import simulate
from sim.scenario.lookup import scenario_names
from sim.scenario.resolve import load_scenario

SEEDS, BILLION, WITHIN = (1, 2, 3), 1000.0, 0.01
NAMES = [name for name in scenario_names() if name.startswith("equal-budget/")]


def _public(name):
    spent = []
    for seed in SEEDS:
        money = simulate(load_scenario(name), seed=seed).money
        spent.append(money[np.isin(money[:, 2], [int(payer) for payer in PUBLIC_PAYERS]), 5].sum() / FEN_PER_MILLION)
    return float(np.mean(spent))


@pytest.fixture(scope="module")
def baseline_cost():
    return _public("baseline-2022")


def test_every_group_of_levers_has_a_scenario_of_equal_budget():
    assert len(NAMES) == 10


@pytest.mark.parametrize("name", NAMES)
def test_the_scenario_costs_a_billion_more_than_the_baseline(name, baseline_cost):
    assert _public(name) - baseline_cost == pytest.approx(BILLION, rel=WITHIN)
