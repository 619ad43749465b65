"""A policy that changes nothing leaves every bit as it was."""

import numpy as np

from sim.levers.offers import Point
from sim.world.columns import Contracts, Firms


def _empty_pots(world):
    """An offer at every payment point, all on a budget with nothing left."""
    offers = world.policy.offers
    offers.left[0] = 0
    for row, point in enumerate(Point):
        offers.point[row], offers.lever[row], offers.ratio[row], offers.cap[row] = int(point), 0, 0.5, 1 << 60
        offers.budget[row], offers.origins[row], offers.destinations[row], offers.fields[row] = 0, 0xFF, 0x3FFF, 0x1FFF
        offers.small_only[row], offers.trl_low[row], offers.trl_high[row] = 0, 0.0, 9.0
    offers.rows[0] = len(Point)
    world.policy.payers[0] = {0: 1.0}


def _same(one, other, names):
    rows = int(one.rows[0])
    return int(other.rows[0]) == rows and all(
        np.array_equal(getattr(one, name)[:rows], getattr(other, name)[:rows]) for name in names if name != "rows"
    )


def test_offers_that_can_pay_nothing_leave_firms_and_contracts_bit_for_bit_as_they_were(new_world, live):
    plain = live(new_world(), 14)
    neutral = live(new_world(lever_keys=("nothing",)), 14, before=_empty_pots)
    assert len(neutral.ledger.journal().amount) == 0
    assert _same(plain.firms, neutral.firms, Firms._fields)
    assert _same(plain.contracts, neutral.contracts, Contracts._fields)
    assert np.array_equal(plain.cities.demand, neutral.cities.demand)


def test_the_same_seed_gives_the_same_world_and_another_seed_another(new_world, live):
    assert _same(live(new_world(3), 6).firms, live(new_world(3), 6).firms, Firms._fields)
    assert not _same(live(new_world(3), 2).firms, live(new_world(4), 2).firms, Firms._fields)


def test_a_policy_of_one_small_city_leaves_nearly_all_firms_elsewhere_bit_for_bit_as_they_were(new_world, live):
    """Keyed draws: what Liaoyang does is not felt in Shenyang except through meetings of people and contracts."""

    def entry(world):
        world.policy.quantities.entry_rate[5] = 2.0

    plain, policy = live(new_world(), 12), live(new_world(), 12, before=entry)
    rows = int(new_world().firms.rows[0])
    elsewhere = plain.firms.city[:rows] != 5
    alive = plain.firms.alive[:rows] == policy.firms.alive[:rows]
    revenue = plain.firms.revenue[:rows] == policy.firms.revenue[:rows]
    assert alive[elsewhere].mean() > 0.999
    assert revenue[elsewhere].mean() > 0.98
