"""Populations that no scenario file can ask for: none, almost none, a member without firms, one field, no platforms.

The first two are asked for by ``Engine(scale=...)``; the others replace what the builder counts.
"""

import numpy as np
import pytest

from sim.levers.registry import lever_types
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.world import build
from sim.world.columns import CITY_COUNT
from sim.world.population import platforms

FIELD = 5
ALMOST_NOTHING = 1e-12


@pytest.fixture(scope="module")
def everything():
    """Every lever from the first month, over a year and a January."""
    return load_scenario("baseline-2022").with_horizon("2023-01", "2024-02").with_levers(*lever_types(), start="2023-01", end=None)


def _live(scenario, scale=1.0):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        return Engine(scenario, seed=1, check=True, scale=scale).run()


@pytest.mark.parametrize("scale", [0.0, 0.001, 0.01])
def test_a_circle_with_hardly_any_firm_lives(everything, scale):
    assert int(_live(everything, scale).records.values[-1].shape[1]) == CITY_COUNT + 1


@pytest.mark.parametrize("scale", [-1.0, float("nan"), float("inf")])
def test_a_population_below_none_or_without_end_is_refused(everything, scale):
    with pytest.raises(ValueError, match="a population is 0 or more times that of 2022, not"):
        Engine(everything, seed=1, scale=scale)


@pytest.mark.parametrize("member", [0, 1, 7])
def test_a_member_without_firms_lives_and_has_no_alliance_at_the_start(everything, monkeypatch, member):
    built = build.counts

    def without(p):
        return type(built(p))(*(np.where(np.arange(CITY_COUNT) == member, 0, column) for column in built(p)))

    monkeypatch.setattr(build, "counts", without)
    start = Engine(everything, seed=1).world
    assert not (start.alliances.city[: int(start.alliances.rows[0])] == member).any()
    assert not (start.firms.city[: int(start.firms.rows[0])] == member).any()
    _live(everything)


def test_a_circle_of_one_field_lives(everything, monkeypatch):
    places = build.geography()
    strength = np.full_like(places.strength, ALMOST_NOTHING)
    strength[:, FIELD] = 1.0
    monkeypatch.setattr(build, "geography", lambda: places._replace(strength=strength))
    start = Engine(everything, seed=1).world
    assert (start.firms.field[: int(start.firms.rows[0])] == FIELD).all()
    _live(everything)


def test_a_circle_without_platforms_lives(everything, monkeypatch):
    none = platforms.platform_counts() * 0
    monkeypatch.setattr(platforms, "platform_counts", lambda: none)
    assert int(_live(everything).platforms.rows[0]) == 0
