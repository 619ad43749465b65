import numpy as np
import pytest

from sim.parameters.declare import build
from sim.processes import entry_exit, growth
from sim.processes.entry_exit import EntryExit
from sim.world.columns import CITY_COUNT, ORIGIN_ATTRACTED, ORIGIN_INCUBATED, ORIGIN_SPIN_OFF

ALONE = (entry_exit,)


def _stock(world):
    return np.bincount(world.firms.city[world.firms.alive], minlength=CITY_COUNT)


def test_the_stock_equals_the_stock_before_plus_entries_minus_exits_in_every_city(new_world, live):
    world = new_world()
    held = {"stock": _stock(world)}

    def check(w):
        expected = held["stock"] + w.flows.entries - w.flows.exits
        held["stock"] = _stock(w)
        assert np.array_equal(held["stock"], expected)

    live(world, 24, processes=(growth, entry_exit), after=check)


def test_a_larger_entry_rate_gives_a_superset_of_entrants(new_world, live):
    def more(world):
        world.policy.quantities.entry_rate[:] = 1.5

    def born(world):
        rows = slice(int(new_world().firms.rows[0]), int(world.firms.rows[0]))
        return {(int(i), int(m)) for i, m in zip(world.firms.identity[rows], world.firms.born[rows], strict=True)}

    plain = born(live(new_world(), 3, processes=ALONE))
    larger = born(live(new_world(), 3, processes=ALONE, before=more))
    assert plain < larger
    assert 1.35 < len(larger) / len(plain) < 1.65


def test_entry_in_one_city_leaves_the_entrants_of_the_others_alone(new_world, live):
    def more(world):
        world.policy.quantities.entry_rate[2] = 3.0

    def elsewhere(world):
        rows = slice(int(new_world().firms.rows[0]), int(world.firms.rows[0]))
        keep = world.firms.city[rows] != 2
        return world.firms.identity[rows][keep].tolist(), world.firms.revenue[rows][keep].tolist()

    assert elsewhere(live(new_world(), 2, processes=ALONE, before=more)) == elsewhere(live(new_world(), 2, processes=ALONE))


def test_identities_are_unique(two_years):
    rows = int(two_years.firms.rows[0])
    assert len(np.unique(two_years.firms.identity[:rows])) == rows


def test_the_hazard_peaks_in_the_third_year():
    p = build("entry_exit", EntryExit, {})
    by_age = (p.first_year, p.second_year, p.third_year, p.to_seventh, p.later)
    assert by_age[0] < by_age[1] < by_age[2] > by_age[3] > by_age[4]


def test_small_firms_survive_as_the_register_says(new_world, live):
    """Of firms with five million revenue about 0.83, 0.70 and 0.59 live after 3, 5 and 7 years (science F1)."""
    world = new_world()
    rows = int(world.firms.rows[0])
    world.firms.born[:rows], world.firms.revenue[:rows] = 36, 5.0
    world.firms.innovator[:rows], world.firms.cash[:rows] = False, 1.0
    alive = {}
    for years in (3, 2, 2):
        live(world, 12 * years, processes=ALONE)
        alive[world.month] = world.firms.alive[:rows].mean()
    assert list(alive.values()) == pytest.approx([0.83, 0.70, 0.59], abs=0.04)


def test_innovators_survive_longer(new_world, live):
    world = new_world()
    rows = int(world.firms.rows[0])
    world.firms.born[:rows], world.firms.revenue[:rows] = 36, 5.0
    world.firms.cash[:rows] = 1.0
    world.firms.innovator[:rows] = np.arange(rows) % 2 == 0
    live(world, 108, processes=ALONE)
    alive = world.firms.alive[:rows]
    assert 0.12 < alive[::2].mean() - alive[1::2].mean() < 0.28


def test_a_firm_that_leaves_frees_its_slot_and_its_seats(two_years):
    firms = two_years.firms
    rows = int(firms.rows[0])
    dead = np.flatnonzero(~firms.alive[:rows])
    assert len(dead) > 0
    assert (firms.slot[dead] == -1).all()
    assert (firms.died[dead] <= two_years.month).all()
    held = two_years.candidates.slot[two_years.candidates.slot >= 0]
    assert firms.alive[held].all()
    assert len(np.unique(held)) == len(held)
    assert (firms.alive[:rows].sum() - len(held)) == two_years.notes["entry.unseated"][0]
    count = int(two_years.alliances.rows[0])
    living = two_years.alliances.ends[:count] > two_years.month
    members = two_years.alliances.members[:count][living]
    assert firms.alive[members[members >= 0]].all()
    assert (firms.alliances[dead] == 0).all()


def test_results_of_equity_deals_become_firms_that_take_them(new_world, live):
    world = new_world()
    results = world.results
    results.rows[0] = 2
    results.identity[:2], results.city[:2] = [11, 12], [0, 3]
    results.field[:2], results.niche[:2], results.price[:2] = [6, 8], [0.25, 0.75], [5.0, 1.0]
    world.notes["entry.spin_offs"] = np.array([0, 1], dtype=np.int64)
    counted = {}
    live(world, 1, processes=ALONE, after=lambda w: counted.update(spin=w.flows.spin_offs.copy()))
    founded = results.taker[:2]
    assert (world.firms.origin[founded] == ORIGIN_SPIN_OFF).all()
    assert world.firms.alive[founded].all()
    assert world.firms.city[founded].tolist() == [0, 3]
    assert world.firms.field[founded].tolist() == [6, 8]
    assert world.firms.niche[founded].tolist() == [0.25, 0.75]
    assert counted["spin"].tolist() == [1, 0, 0, 1, 0, 0, 0, 0]
    assert len(world.notes["entry.spin_offs"]) == 0


def test_customers_of_pilot_bases_that_land_enter_as_incubated_firms(new_world, live):
    plain, landed = new_world(), new_world()
    landed.notes["entry.landed"] = np.array([4, 0, 0, 0, 0, 0, 0, 1])
    live(plain, 1, processes=ALONE)
    live(landed, 1, processes=ALONE)
    assert int(landed.firms.rows[0]) == int(plain.firms.rows[0]) + 5
    new = landed.firms.origin[: int(landed.firms.rows[0])][-5:]
    assert (new == ORIGIN_INCUBATED).all()
    live(landed, 1, processes=ALONE)
    live(plain, 1, processes=ALONE)
    assert int(landed.firms.rows[0]) - int(plain.firms.rows[0]) <= 5 + 5


def test_attracted_firms_bring_an_age_and_start_larger(two_years):
    rows = int(two_years.firms.rows[0])
    attracted = two_years.firms.origin[:rows] == ORIGIN_ATTRACTED
    entered = two_years.firms.born[:rows] >= 36
    assert attracted.any()
    assert np.median(two_years.firms.revenue[:rows][attracted]) > 2 * np.median(two_years.firms.revenue[:rows][entered & ~attracted])


@pytest.mark.slow
def test_net_growth_of_firms_is_fast_at_first_and_slows(new_world, live):
    world, stock = new_world(), []
    for _ in range(5):
        stock.append(_stock(world).sum())
        live(world, 12)
    stock.append(_stock(world).sum())
    rates = np.diff(np.log(stock))
    assert 0.08 < rates[0] < 0.2
    assert (np.diff(rates) < 0.005).all()
    assert rates[-1] < 0.75 * rates[0]
