"""The order in which agents stand in their tables does not decide what they do, but for three ties that ``docs/reliability.md`` names.

Firms are built in another order, with the same birth identities. What each of them does is compared by identity after a year.
"""

import numpy as np
import pytest

from sim.runs import engine as engines
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.world.build import build_world
from sim.world.columns import columns_of

SEED = 3
NO_TIES = {"population.concept_slots": 1e6, "population.pilot_slots": 1e6, "pilot.load": 0.0, "alliances.previous": 0.0, "alliances.established": 0.0}
"""Slots for everybody, and partners met by draw alone: neither places nor former partners are taken in the order of rows."""
ROWS_OF_OTHERS = {"rows", "slot", "partners", "origin", "taker"}
SUMMED = 1e-9
"""Sums over firms are taken in another order: the last bits differ."""


@pytest.fixture
def year():
    return load_scenario("no-policy").with_horizon("2023-01", "2024-01")


def _shuffled(world):
    """Let the firms of a world stand in another order, wherever they are named; their seats among candidates stay."""
    firms, rows = world.firms, int(world.firms.rows[0])
    order = np.random.default_rng(1).permutation(rows)
    place = np.argsort(order)
    for name in columns_of(type(firms)):
        if name != "rows":
            getattr(firms, name)[:rows] = getattr(firms, name)[:rows][order]
    for column in (world.platforms.partners, world.alliances.lead, world.alliances.members, world.candidates.slot):
        named = column >= 0
        column[named] = place[column[named]]
    return world


def _live(scenario, monkeypatch, *, shuffle, parameters=None):
    with monkeypatch.context() as patch:
        if shuffle:
            patch.setattr(engines, "build_world", lambda **named: _shuffled(build_world(**named)))
        return Engine(scenario, seed=SEED, parameters=parameters, check=True).run()


def _by_identity(table):
    """Columns of a table in the order of birth identities."""
    rows = int(table.rows[0])
    order = np.argsort(table.identity[:rows])
    return {name: getattr(table, name)[:rows][order] for name in columns_of(type(table)) if name not in ROWS_OF_OTHERS}


def _different(one, other):
    """Share of rows that differ in each column, where any does."""
    found = {}
    for name, values in one.items():
        same = np.isclose(values, other[name], rtol=SUMMED, atol=SUMMED) if values.dtype.kind == "f" else values == other[name]
        if not same.all():
            found[name] = float((~same).mean())
    return found


def test_without_scarce_places_and_former_partners_the_order_of_firms_changes_nothing(year, monkeypatch):
    plain = _live(year, monkeypatch, shuffle=False, parameters=NO_TIES)
    shuffled = _live(year, monkeypatch, shuffle=True, parameters=NO_TIES)
    assert not np.array_equal(plain.firms.identity[:100], shuffled.firms.identity[:100])
    for name in ("firms", "results", "alliances"):
        one, other = _by_identity(getattr(plain, name)), _by_identity(getattr(shuffled, name))
        members = {"lead", "members", "platform"}  # rows of firms
        assert _different({k: v for k, v in one.items() if k not in members}, other) == {}
    assert shuffled.records.array() == pytest.approx(plain.records.array(), rel=1e-6, abs=1e-6)


def test_with_its_ties_the_order_of_firms_touches_hardly_any_of_them(year, monkeypatch):
    plain, shuffled = (_live(year, monkeypatch, shuffle=shuffle) for shuffle in (False, True))
    assert np.array_equal(np.sort(plain.firms.identity), np.sort(shuffled.firms.identity))
    for name, column, most in (("firms", "revenue", 0.002), ("firms", "alive", 0.0), ("results", "fate", 0.002), ("results", "stage", 0.002)):
        share = _different(_by_identity(getattr(plain, name)), _by_identity(getattr(shuffled, name))).get(column, 0.0)
        assert share <= most, f"{name}.{column} differs in {share:.4%}"


def test_the_order_in_which_a_lever_names_its_cities_changes_no_bit(year):
    cities = ("shenyang", "anshan", "benxi", "tieling")
    one, other = (
        Engine(year.with_levers("joint_rd", "verify_action", "launch_fund", start="2023-01", end=None, cities=named), seed=SEED).run()
        for named in (cities, (cities[0], *reversed(cities[1:])))
    )
    assert one.records.array().tobytes() == other.records.array().tobytes()
