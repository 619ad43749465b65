import numpy as np
import pytest
from scipy.stats import skew

from sim.processes import contact_map, services
from sim.world.columns import CITY_COUNT, CONSULTING, DEVELOPMENT, NEVER, SERVICE


@pytest.fixture(scope="module")
def signed(new_world, live):
    """Contracts of one year, nothing else happening."""
    world = live(new_world(), 12, processes=(contact_map, services))
    rows = int(world.contracts.rows[0])
    return {name: getattr(world.contracts, name)[:rows] for name in world.contracts._fields if name != "rows"}


def test_the_top_tenth_of_contracts_holds_more_than_half_of_the_value(signed):
    value = np.sort(signed["value"])[::-1]
    assert value[: len(value) // 10].sum() / value.sum() > 0.55


def test_contract_values_are_log_normal_rather_than_normal(signed):
    assert abs(skew(np.log(signed["value"]))) < 1 < skew(signed["value"])


def test_service_and_development_make_up_nearly_all_of_the_value(signed):
    by_kind = np.bincount(signed["kind"], weights=signed["value"], minlength=5) / signed["value"].sum()
    assert 0.5 < by_kind[SERVICE] < 0.78
    assert 0.2 < by_kind[DEVELOPMENT] < 0.4
    assert by_kind[CONSULTING] < 0.06


def test_firms_sell_about_nine_tenths_of_the_value(signed):
    share = signed["value"][signed["seller_firm"]].sum() / signed["value"].sum()
    assert 0.84 < share < 0.96


def test_about_half_of_the_value_stays_in_the_sellers_city(signed):
    home = signed["seller_region"] == signed["buyer_region"]
    assert 0.4 < signed["value"][home].sum() / signed["value"].sum() < 0.6


def test_a_buyer_in_the_circle_lives_in_the_buyers_region(new_world, live):
    world = live(new_world(), 1, processes=(contact_map, services))
    rows = int(world.contracts.rows[0])
    buyer, region = world.contracts.buyer[:rows], world.contracts.buyer_region[:rows]
    known = buyer >= 0
    assert (region[known] < CITY_COUNT).all()
    assert (world.firms.city[buyer[known]] == region[known]).all()
    assert not (known & (region >= CITY_COUNT)).any()


def test_no_seller_buys_its_own_service_and_none_sells_more_than_its_revenue(new_world, live):
    world = live(new_world(), 1, processes=(contact_map, services))
    rows = int(world.contracts.rows[0])
    c = world.contracts
    mine = c.seller_firm[:rows]
    assert not (mine & (c.seller[:rows] == c.buyer[:rows])).any()
    assert (c.value[:rows][mine] <= world.firms.revenue[c.seller[:rows][mine]]).all()


def test_a_new_contract_is_not_registered_and_the_counters_add_it_up(new_world, live):
    seen = {}
    world = live(new_world(), 1, processes=(contact_map, services), after=lambda w: seen.update(
        value=w.flows.real_value.sum(), count=w.flows.real_count.sum(), field=w.flows.field_value.sum()))
    rows = int(world.contracts.rows[0])
    assert (world.contracts.registered[:rows] == NEVER).all()
    assert seen["count"] == rows > 0
    assert seen["value"] == pytest.approx(world.contracts.value[:rows].sum()) == pytest.approx(seen["field"])


def test_lower_borders_inside_the_circle_bring_more_trade_between_its_cities(new_world, live):
    def ease(world):
        world.policy.quantities.border_ease[:] = 0.5

    def between(world):
        rows = int(world.contracts.rows[0])
        seller, buyer = world.contracts.seller_region[:rows], world.contracts.buyer_region[:rows]
        return ((seller != buyer) & (buyer < CITY_COUNT)).sum()

    plain = live(new_world(), 6, processes=(contact_map, services))
    eased = live(new_world(), 6, processes=(contact_map, services), before=ease)
    assert between(eased) > 1.1 * between(plain)
    assert int(eased.contracts.rows[0]) == int(plain.contracts.rows[0])


def test_a_branch_raises_what_its_city_sells_and_leaves_the_others_their_contracts(new_world, live):
    def branch(world):
        world.policy.quantities.branch[6] = 1.0

    def sold(world, city):
        rows = int(world.contracts.rows[0])
        return world.contracts.value[:rows][world.contracts.seller_region[:rows] == city]

    plain = live(new_world(), 3, processes=(contact_map, services))
    branched = live(new_world(), 3, processes=(contact_map, services), before=branch)
    assert len(sold(branched, 6)) > len(sold(plain, 6))
    assert np.array_equal(sold(branched, 0), sold(plain, 0))
