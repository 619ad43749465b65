"""A population may be built larger or smaller than that of 2022; the spin-up leaves firms as they were."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.runs.engine import MOVED_BY_SPIN_UP, Engine
from sim.scenario.resolve import load_scenario
from sim.world import columns, growth
from sim.world.build import build_world
from sim.world.columns import HIGH_TECH, NEVER, Firms, Results, allocate, columns_of
from sim.world.growth import ensure_room


@pytest.mark.parametrize("scale", [0.1, 3.0])
def test_a_scaled_population_keeps_the_proportions_of_2022(scale):
    usual, scaled = build_world(seed=3, parameters={}), build_world(seed=3, parameters={}, scale=scale)
    for table in ("firms", "platforms", "alliances"):
        assert getattr(scaled, table).rows[0] == pytest.approx(scale * getattr(usual, table).rows[0], rel=0.05)
    shares = [np.mean((world.firms.status[: world.firms.rows[0]] & HIGH_TECH) != 0) for world in (usual, scaled)]
    assert shares[1] == pytest.approx(shares[0], abs=0.01)
    assert scaled.cities.brokers.sum() == pytest.approx(scale * usual.cities.brokers.sum())
    assert scaled.cities.researchers.sum() == pytest.approx(scale * usual.cities.researchers.sum())


def test_a_large_population_gets_room_for_its_contracts():
    world = build_world(seed=3, parameters={}, scale=20.0)
    ensure_room(world)
    assert len(world.contracts.value) >= 0.3 * world.firms.rows[0]


def test_the_spin_up_changes_no_firm_except_whom_it_has_met():
    scenario = load_scenario("baseline-2022")
    before, after = build_world(seed=5, parameters=scenario.parameters).firms, Engine(scenario, seed=5).world.firms
    rows = int(before.rows[0])
    changed = {name for name in Firms._fields if not np.array_equal(getattr(before, name)[:rows], getattr(after, name)[:rows])}
    assert changed == {"partners", "next_partner"}
    assert set(Firms._fields) > set(MOVED_BY_SPIN_UP)


def test_an_empty_table_holds_the_fill_value_of_each_column():
    table = allocate(Firms, 5)
    for name, column in columns_of(Firms).items():
        assert np.all(getattr(table, name) == column.fill)
        assert getattr(table, name).dtype == np.dtype(column.dtype)


def test_rows_beyond_those_filled_at_once_are_filled_before_a_month_needs_them(monkeypatch):
    monkeypatch.setattr(columns, "FILLED_AT_ONCE", 4)
    monkeypatch.setattr(growth, "FILLED_AT_ONCE", 4)
    world = SimpleNamespace(results=allocate(Results, 12, 6))
    assert world.results.taker.tolist() == 6 * [-1] + 6 * [0]
    world.results.rows[0] = 6
    growth.make_room(world, "results", 5)
    assert world.results.taker.tolist() == 11 * [-1] + [0]
    growth.make_room(world, "results", 10)
    assert len(world.results.taker) == 18
    assert world.results.closed[:16].tolist() == 16 * [NEVER]
