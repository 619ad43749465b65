import numpy as np
import pytest
from scipy import stats

from sim.parameters.declare import build
from sim.processes import growth
from sim.processes.growth import Growth
from sim.world.columns import HIGH_TECH

ALONE = (growth,)


@pytest.fixture(scope="module")
def grown(new_world, live):
    """Firms after thirteen months of growth without entry, exit or certification."""
    world = live(new_world(), 1, processes=ALONE)
    size = world.firms.revenue_year_ago.copy()
    return live(world, 12, processes=ALONE), size


def _living(world):
    return np.flatnonzero(world.firms.alive[: int(world.firms.rows[0])])


def test_growth_rates_are_tent_shaped(grown):
    """Within a size class Laplace fits better than the normal, with a Subbotin shape near one (science, table 4, row 2)."""
    world, size = grown
    rows = _living(world)
    middle = rows[np.abs(np.log(size[rows] / np.median(size[rows]))) < 0.7]
    g = world.firms.growth[middle]
    laplace = stats.laplace(*stats.laplace.fit(g)).logpdf(g).sum()
    normal = stats.norm(*stats.norm.fit(g)).logpdf(g).sum()
    assert laplace > normal + 100
    assert 0.7 < stats.gennorm.fit(g)[0] < 1.3


def test_the_spread_of_growth_falls_with_size_as_a_power(grown):
    world, size = grown
    rows = _living(world)
    order = rows[np.argsort(size[rows])]
    classes = np.array_split(order, 12)
    x = [np.log(size[c]).mean() for c in classes]
    y = [np.log(stats.iqr(world.firms.growth[c])) for c in classes]
    assert -0.25 < np.polyfit(x, y, 1)[0] < -0.08


def test_the_spread_at_the_median_is_a_quarter_to_a_third(grown):
    world, size = grown
    rows = _living(world)
    middle = rows[np.abs(np.log(size[rows] / 20.0)) < 0.5]
    assert 0.24 < world.firms.growth[middle].std() < 0.36


def test_totals_grow_by_a_few_percent_a_year_and_do_not_explode(new_world, live):
    world = new_world()
    start = world.firms.revenue[_living(world)].sum(), world.firms.rd[_living(world)].sum()
    live(world, 60, processes=ALONE)
    assert 1.05 < world.firms.revenue[_living(world)].sum() / start[0] < 1.6
    assert 0.95 < world.firms.rd[_living(world)].sum() / start[1] < 1.8


def test_the_growth_of_the_year_is_written_down_in_january_only(new_world, live):
    world = live(new_world(), 1, processes=ALONE)
    growth_of_january = world.firms.growth.copy()
    live(world, 11, processes=ALONE)
    assert np.array_equal(world.firms.growth, growth_of_january)
    before = world.firms.revenue_year_ago.copy()
    live(world, 1, processes=ALONE)
    rows = _living(world)
    assert world.firms.growth[rows] == pytest.approx(np.log(world.firms.revenue[rows] / before[rows]))


def test_firms_answer_a_grant_with_an_incremental_ratio_of_their_own(new_world, live):
    """Extra R&D per yuan granted has mean 1.1 and lies between crowding out (0.3) and crowding in (2.2)."""
    plain, granted = new_world(), new_world()
    rows = _living(plain)
    granted.firms.grant_rate[rows] = 0.01 * granted.firms.rd[rows]
    live(plain, 1, processes=ALONE)
    live(granted, 1, processes=ALONE)
    ratio = (granted.firms.rd[rows] - plain.firms.rd[rows]) / (0.01 * new_world().firms.rd[rows])
    assert 1.05 < ratio.mean() < 1.2
    assert 0.3 < ratio.std() < 0.42
    assert ratio.min() > 0.28
    assert ratio.max() < 2.22


def test_a_grant_is_spent_once_and_its_effect_fades(new_world, live):
    world = new_world()
    rows = _living(world)[:500]
    world.firms.grant_rate[rows] = 1.0
    spent = []
    live(world, 120, processes=ALONE, before=lambda w: spent.append(w.firms.grant_rate[rows].sum() / 12))
    assert sum(spent) == pytest.approx(500 * growth.GRANT_MONTHS / 12, rel=0.02)
    assert world.firms.grant_rate[rows].max() < 0.01


def test_reported_rd_is_lifted_to_the_threshold_and_never_below_true_rd(new_world, live):
    world = live(new_world(), 3, processes=ALONE)
    rows = _living(world)
    reported, true, revenue = world.firms.rd_reported[rows], world.firms.rd[rows], world.firms.revenue[rows]
    assert (reported >= true).all()
    wanted = np.where(revenue <= 50, 0.05, np.where(revenue <= 200, 0.04, 0.03)) * revenue
    certified = world.firms.status[rows] & HIGH_TECH > 0
    at_threshold = np.abs(reported[certified] / wanted[certified] - 1.02) < 1e-9
    assert at_threshold.mean() > 0.1  # bunching
    near = certified & (reported < 1.5 * wanted)
    relabelled = 1 - true[near].sum() / reported[near].sum()
    assert 0.12 < relabelled < 0.35


def test_without_cash_and_credit_a_firm_cuts_rd(new_world, live):
    rich, poor = new_world(), new_world()
    rows = _living(poor)
    poor.firms.cash[rows] = -10 * poor.firms.revenue[rows]
    poor.firms.debt[rows] = 10 * poor.firms.revenue[rows]
    live(rich, 6, processes=ALONE)
    live(poor, 6, processes=ALONE)
    assert poor.firms.rd[rows].sum() < 0.95 * rich.firms.rd[rows].sum()


def test_a_boost_speeds_a_firm_up_and_fades(new_world, live):
    plain, boosted = new_world(), new_world()
    rows = _living(plain)
    boosted.firms.boost[rows] = plain.firms.boost[rows] + 0.3
    live(plain, 12, processes=ALONE)
    live(boosted, 12, processes=ALONE)
    gain = np.log(boosted.firms.revenue[rows] / plain.firms.revenue[rows])
    assert 0.2 < np.median(gain) < 0.3
    left = (boosted.firms.boost[rows] - plain.firms.boost[rows]) / 0.3
    assert left == pytest.approx(np.exp(-12 / build("growth", Growth, {}).boost_months))


def test_absorptive_capacity_stays_between_zero_and_one(two_years):
    rows = _living(two_years)
    assert two_years.firms.absorptive[rows].min() > 0
    assert two_years.firms.absorptive[rows].max() < 1


def test_a_firms_growth_does_not_depend_on_who_else_lives(new_world, live):
    one, other = new_world(), new_world()
    rows = _living(one)
    gone = rows[::2]
    other.firms.alive[gone] = False
    live(one, 14, processes=ALONE)
    live(other, 14, processes=ALONE)
    stayed = rows[1::2]
    assert np.array_equal(one.firms.revenue[stayed], other.firms.revenue[stayed])
