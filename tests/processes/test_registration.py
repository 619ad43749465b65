import numpy as np
import pytest

from sim.levers.offers import PayeeKind, Point
from sim.processes import contact_map, registration, services
from sim.world.columns import CITY_COUNT, NEVER

MARKET = (contact_map, services, registration)


def _columns(world):
    rows = int(world.contracts.rows[0])
    return {name: getattr(world.contracts, name)[:rows].copy() for name in world.contracts._fields if name != "rows"}


@pytest.fixture(scope="module")
def contracts(new_world, live):
    """Contracts of two years without any change of firms."""
    return _columns(live(new_world(), 24, processes=MARKET))


def test_more_than_half_of_a_years_registered_value_falls_in_the_last_quarter_and_little_in_january(contracts):
    month, value = contracts["registered"], contracts["value"]
    for start in (36, 48):
        year = (month >= start) & (month < start + 12)
        last_quarter = value[year & (month >= start + 9)].sum() / value[year].sum()
        assert 0.5 < last_quarter < 0.65
        assert value[month == start].sum() / value[year].sum() < 0.05


def test_three_quarters_to_nine_tenths_of_signed_value_end_up_registered(contracts):
    first_year = contracts["month"] < 48
    registered = first_year & (contracts["registered"] != NEVER)
    assert 0.72 < contracts["value"][registered].sum() / contracts["value"][first_year].sum() < 0.9


def test_registration_follows_signature_within_a_year(contracts):
    done = contracts["registered"] != NEVER
    delay = contracts["registered"][done] - contracts["month"][done]
    assert delay.min() >= 0
    assert delay.max() < 12


def test_registered_turnover_never_exceeds_what_was_signed(contracts):
    for month in range(36, 60):
        registered = contracts["value"][contracts["registered"] <= month].sum()
        assert registered <= contracts["value"][contracts["month"] <= month].sum()


def test_a_benefit_registers_more_of_the_same_contracts_without_any_new_one(new_world, live):
    def benefit(world):
        world.policy.quantities.registration_benefit[:] = 0.03

    plain = _columns(live(new_world(), 12, processes=MARKET))
    with_benefit = _columns(live(new_world(), 12, processes=MARKET, before=benefit))
    assert np.array_equal(plain["value"], with_benefit["value"])
    more = (with_benefit["registered"] != NEVER).sum() / (plain["registered"] != NEVER).sum()
    assert 1.01 < more < 1.4


def _reward(cap):
    def post(world):
        offers = world.policy.offers
        offers.rows[0] = 1
        offers.point[0], offers.lever[0], offers.ratio[0], offers.cap[0] = int(Point.SERVICE_CONTRACT), 0, 0.02, cap
        offers.budget[0], offers.origins[0], offers.destinations[0], offers.fields[0] = -1, 0xFF, 0x3FFF, 0x1FFF
        offers.small_only[0], offers.trl_low[0], offers.trl_high[0] = 0, 0.0, 9.0
        world.policy.payers[0] = {0: 1.0}

    return post


def test_a_reward_is_paid_once_for_each_registration_and_never_above_its_cap(new_world, live):
    cap = 10_000_000
    world = live(new_world(lever_keys=("reward",)), 12, processes=MARKET, before=_reward(cap))
    journal = world.ledger.journal()
    columns = _columns(world)
    registered = (columns["registered"] != NEVER) & (columns["seller_region"] < CITY_COUNT)
    assert len(journal.amount) == registered.sum()
    assert journal.amount.max() <= cap
    by_firms = int(journal.amount[journal.payee_kind == PayeeKind.FIRM].sum())
    assert by_firms == int(world.firms.subsidy[: int(world.firms.rows[0])].sum()) > 0


def test_a_city_behind_its_target_presses_harder(new_world):
    world = new_world()
    parameters = registration.Registration(*(p.free.default for p in _declared()))
    world.month = 45
    world.notes["registration.target"] = np.full(CITY_COUNT, 100.0)
    world.notes["registration.so_far"] = np.linspace(0, 120, CITY_COUNT)
    pressure = registration._pressure(world, parameters)
    assert (np.diff(pressure) <= 0).all()
    assert pressure[0] > 1 > pressure[-1]


def _declared():
    from sim.parameters.declare import declared

    return declared("registration", registration.Registration)
