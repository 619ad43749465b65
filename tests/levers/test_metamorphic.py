"""Relations that must hold between runs, whatever the numbers are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.levers.offers import ALL_FIELDS, ALL_REGIONS, NO_CAP, PayeeKind, Point, claim, empty_offers, empty_payments
from sim.levers.quantities import neutral_quantities
from sim.parameters.declare import build
from sim.runs.outcome import simulate
from sim.scenario.resolve import load_scenario
from sim.world.build import build_world
from sim.world.columns import CITY_COUNT
from sim.world.gravity import Gravity, region_chances

POINT = int(Point.JOINT_PROJECT)
MONTHS = "2023-01", "2023-12"


def _pot(left, caps, ratios):
    offers = empty_offers()
    for row, (cap, ratio) in enumerate(zip(caps, ratios, strict=True)):
        offers.point[row], offers.lever[row], offers.ratio[row], offers.cap[row], offers.budget[row] = POINT, row, ratio, cap, 0
        offers.origins[row], offers.destinations[row], offers.fields[row], offers.trl_high[row] = ALL_REGIONS, ALL_REGIONS, ALL_FIELDS, 9.0
    offers.rows[0] = len(caps)
    offers.left[0] = left
    return offers


def _paid(offers, bases):
    payments = empty_payments()
    return [claim(offers, payments, POINT, base, 0, 0, 0, True, 5.0, int(PayeeKind.FIRM), 0, 0) for base in bases]


@given(left=st.integers(0, 10**9), ratio=st.floats(0.01, 1), other=st.floats(0.01, 1), bases=st.lists(st.integers(1, 10**9), max_size=20))
@settings(max_examples=50, deadline=None)
def test_two_levers_that_share_a_budget_never_exceed_it(left, ratio, other, bases):
    offers = _pot(left, (NO_CAP, NO_CAP), (ratio, other))
    assert sum(_paid(offers, bases)) + int(offers.left[0]) == left
    assert offers.left[0] >= 0


@given(left=st.integers(0, 10**6), cap=st.integers(1, 10**6), ratio=st.sampled_from((0.25, 0.5, 1.0)),
       bases=st.lists(st.integers(1, 10**6), max_size=10))
@settings(max_examples=50, deadline=None)
def test_doubling_all_amounts_and_prices_doubles_what_is_paid_and_nothing_else(left, cap, ratio, bases):
    quadruple = [4 * base for base in bases]  # a multiple of four keeps every share a whole number of fen
    once = _paid(_pot(4 * left, (4 * cap,), (ratio,)), quadruple)
    twice = _paid(_pot(8 * left, (8 * cap,), (ratio,)), [2 * base for base in quadruple])
    assert twice == [2 * paid for paid in once]


@pytest.mark.parametrize("key", ["joint_rd", "verify_action", "service_stations", "xingshen", "tech_firm_plan"])
def test_moving_the_start_back_shifts_the_effect_and_leaves_the_months_before_alone(key):
    without = load_scenario("no-policy").with_horizon(*MONTHS)
    base = simulate(without, seed=3).series
    early = simulate(without.with_levers(key, start="2023-03", end=None, scale=10.0), seed=3).series
    late = simulate(without.with_levers(key, start="2023-07", end=None, scale=10.0), seed=3).series
    assert np.array_equal(early[:2], base[:2])
    assert np.array_equal(late[:6], base[:6])
    assert not np.array_equal(early[2:6], base[2:6])
    assert not np.array_equal(late[6:], base[6:])


def test_the_order_of_levers_in_the_file_does_not_matter():
    keys = ("joint_rd", "xingshen", "pilot_equipment", "branch_market", "public_scene")
    without = load_scenario("no-policy").with_horizon("2023-01", "2023-06")
    one = other = without
    for key in keys:
        one = one.with_levers(key, start="2023-01", end=None)
    for key in reversed(keys):
        other = other.with_levers(key, start="2023-01", end=None)
    assert simulate(one, seed=3).series.tobytes() == simulate(other, seed=3).series.tobytes()


def test_two_identical_cities_can_change_names_without_changing_where_technology_goes():
    """The map of contacts with the labels of two cities exchanged is the exchanged map."""
    world = build_world(seed=1, parameters={}, lever_keys=())
    first, second = 3, 6
    order = np.arange(world.geography.distance.shape[0])
    order[first], order[second] = second, first
    parameters = build("gravity", Gravity, {})
    quantities = neutral_quantities()
    quantities.border_ease[first], quantities.station[second] = 0.2, 0.5
    plain = _shares(region_chances(world.geography, world.cities, quantities, parameters))
    cities, shifts = _renamed_columns(world.cities, order), _renamed_columns(quantities, order)
    renamed = _shares(region_chances(_renamed(world.geography, order), cities, shifts, parameters))
    assert np.allclose(renamed, plain[order][:, :, order], rtol=1e-9, atol=1e-15)


def _shares(cumulative):
    return np.diff(cumulative, axis=2, prepend=0.0)


def _renamed_columns(table, order):
    return type(table)(*(values[order[:CITY_COUNT]] if values.shape[:1] == (CITY_COUNT,) else values for values in table))


def _renamed(geography, order):
    changed = {}
    for name in geography._fields:
        values = getattr(geography, name)
        for axis, size in enumerate(values.shape):
            if size in (CITY_COUNT, len(order)):
                values = np.take(values, order[:size], axis=axis)
        changed[name] = values
    return geography._replace(**changed)
