"""The list of open results, and the identities of contracts."""

import numpy as np
import pytest

import sim
from sim.processes.open_results import open_results
from sim.runs.engine import Engine
from sim.world.columns import CLOSED
from sim.world.world import World


@pytest.fixture(scope="module")
def world() -> World:
    return Engine(sim.load_scenario("baseline-2022").with_horizon("2023-01", "2023-03"), seed=3).run()


def test_exactly_the_results_that_are_not_closed_are_listed_once_and_in_order(world: World) -> None:
    world.notes.pop("results.open")
    stage = world.results.stage[: int(world.results.rows[0])]
    assert np.array_equal(open_results(world), np.flatnonzero(stage != CLOSED))
    assert 0 < len(open_results(world)) < len(stage)


def test_the_list_holds_for_its_month_and_is_made_anew_in_the_next(world: World) -> None:
    before = open_results(world)
    results, row = world.results, int(before[0])
    stage = int(results.stage[row])
    results.stage[row] = CLOSED
    assert row in open_results(world)
    world.month += 1
    assert row not in open_results(world)
    results.stage[row] = stage
    world.month -= 1
    assert row in open_results(world)


def test_the_list_is_made_anew_when_results_are_born(world: World) -> None:
    before = open_results(world)
    world.results.rows[0] -= 5
    assert open_results(world)[-1] < int(world.results.rows[0])
    world.results.rows[0] += 5
    assert np.array_equal(open_results(world), before)


def test_every_service_contract_has_an_identity_of_its_own_and_every_other_that_of_its_result(world: World) -> None:
    contracts, rows = world.contracts, int(world.contracts.rows[0])
    identity, result = contracts.identity[:rows], contracts.result[:rows]
    services = identity[result < 0]
    assert len(np.unique(services)) == len(services) > 3000
    assert np.array_equal(identity[result >= 0], world.results.identity[result[result >= 0]])
