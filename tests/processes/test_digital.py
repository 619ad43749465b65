import numpy as np
import pytest

from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import Point
from sim.processes import digital

ALONE = (digital,)
CAP = 10 * FEN_PER_MILLION
SUPPLIERS, OTHERS = [0, 4, 5], [1, 2, 3, 6, 7, 8, 9, 10, 11, 12]


def _subsidy(ratio):
    def post(world):
        offers = world.policy.offers
        offers.rows[0] = 1
        offers.point[0], offers.lever[0], offers.ratio[0], offers.cap[0] = int(Point.DIGITAL_INVESTMENT), 0, ratio, CAP
        offers.budget[0], offers.origins[0], offers.destinations[0], offers.fields[0] = -1, 0x01, 0x3FFF, 0x1FFF
        offers.small_only[0], offers.trl_low[0], offers.trl_high[0] = 0, 0.0, 9.0
        world.policy.payers[0] = {0: 1.0}

    return post


def _count(world, months, live, before=None):
    seen = []
    live(world, months, processes=ALONE, before=before, after=lambda w: seen.append(w.flows.digital_projects.copy()))
    return np.sum(seen, axis=0)


def test_four_to_nine_percent_of_firms_invest_in_a_year(new_world, live):
    world = new_world()
    assert 0.04 < _count(world, 12, live).sum() / world.firms.alive.sum() < 0.09


def test_a_subsidy_adds_investments_where_it_is_paid_and_none_elsewhere(new_world, live):
    plain = _count(new_world(), 12, live)
    subsidised = _count(new_world(lever_keys=("x",)), 12, live, _subsidy(0.3))
    assert subsidised[0] > 1.2 * plain[0]
    assert np.array_equal(subsidised[1:], plain[1:])


def test_the_subsidy_respects_ratio_and_cap(new_world, live):
    world = new_world(lever_keys=("x",))
    live(world, 6, processes=ALONE, before=_subsidy(0.3))
    amounts = world.ledger.journal().amount
    assert len(amounts) > 0
    assert amounts.max() <= CAP
    assert int(amounts.sum()) == int(world.firms.subsidy.sum())


def test_diagnosis_services_let_more_firms_invest(new_world, live):
    def push(world):
        world.policy.quantities.digital_push[:] = 0.5

    assert _count(new_world(), 6, live, push).sum() > 1.3 * _count(new_world(), 6, live).sum()


def test_digital_levels_stay_between_zero_and_one(two_years):
    levels = two_years.firms.digital[two_years.firms.alive]
    assert levels.min() >= 0
    assert levels.max() <= 1


def test_investment_is_demand_for_robots_sensors_and_software_only(new_world, live):
    world, subsidised = new_world(), new_world(lever_keys=("x",))
    start = world.cities.demand.copy()
    live(world, 12, processes=ALONE)
    live(subsidised, 12, processes=ALONE, before=_subsidy(0.6))
    assert np.array_equal(world.cities.demand[:, OTHERS], start[:, OTHERS])
    assert (subsidised.cities.demand[0, SUPPLIERS] > world.cities.demand[0, SUPPLIERS]).all()


def test_demand_stays_near_its_start_without_a_lever(new_world, live):
    world = new_world()
    start = world.cities.demand[0, 0]
    live(world, 24, processes=ALONE)
    assert world.cities.demand[0, 0] == pytest.approx(start, abs=0.12)
