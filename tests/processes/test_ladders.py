import numpy as np
import pytest

from sim.kernels import kernel
from sim.levers.offers import EVENT_BASE, Point
from sim.parameters.declare import build
from sim.processes import growth, ladders
from sim.world.columns import GAZELLE, HIGH_TECH, LITTLE_GIANT, NEVER, SRDI, TECH_SME, YOUNG_EAGLE

ALONE = (ladders,)


def _holders(world, flag):
    return int((world.firms.alive & (world.firms.status & flag > 0)).sum())


def _award(ratio, rung):
    def post(world):
        offers = world.policy.offers
        offers.rows[0] = 1
        offers.point[0], offers.lever[0], offers.ratio[0], offers.cap[0] = int(Point.CERTIFICATION), 0, ratio, 1 << 60
        offers.budget[0], offers.origins[0], offers.destinations[0], offers.fields[0] = -1, 0xFF, 0x3FFF, 0x1FFF
        offers.small_only[0], offers.trl_low[0], offers.trl_high[0] = 0, rung, rung
        world.policy.payers[0] = {0: 1.0}

    return post


def test_failing_the_examination_after_three_years_removes_the_flag(new_world, live):
    world = new_world()
    held = np.flatnonzero(world.firms.alive & (world.firms.status & HIGH_TECH > 0))[:200]
    world.firms.certificate_end[held] = 36
    world.firms.rd_reported[held] = 0.0
    live(world, 1, processes=ALONE)
    assert not (world.firms.status[held] & HIGH_TECH).any()
    assert (world.firms.certificate_end[held] == NEVER).all()


def test_passing_the_examination_renews_the_certificate_for_three_years(new_world, live):
    world = new_world()
    held = np.flatnonzero(world.firms.alive & (world.firms.status & HIGH_TECH > 0))[:200]
    world.firms.certificate_end[held] = 36
    world.firms.rd_reported[held] = world.firms.revenue[held]
    world.firms.ip[held] = 50
    live(world, 1, processes=ALONE)
    kept = world.firms.status[held] & HIGH_TECH > 0
    assert 0.8 < kept.mean() < 1
    assert (world.firms.certificate_end[held][kept] == 36 + 36).all()


def test_the_stock_of_each_flag_changes_by_promotions_minus_losses(new_world, live):
    world = new_world()
    start = np.array([_holders(world, 1 << bit) for bit in range(10)])
    change = np.zeros(10)

    def add(w):
        change[:] += (w.flows.promotions - w.flows.losses).sum(axis=0)

    live(world, 24, processes=(growth, ladders), after=add)
    assert np.array_equal(start + change, [_holders(world, 1 << bit) for bit in range(10)])


def test_most_certificates_are_given_in_november_and_december(new_world, live):
    won = []
    live(new_world(), 12, processes=(growth, ladders), after=lambda w: won.append(w.flows.promotions[:, 1].sum()))
    assert sum(won[10:]) > 0.6 * sum(won) > 0
    assert sum(won[:8]) == 0


def test_every_high_tech_firm_holds_a_running_certificate(two_years):
    held = two_years.firms.alive & (two_years.firms.status & HIGH_TECH > 0)
    assert (two_years.firms.certificate_end[held] > two_years.month).all()
    assert (two_years.firms.certificate_end[held] <= two_years.month + 36).all()


def test_help_with_certification_only_adds_certified_firms_and_only_in_its_city(new_world, live):
    def helped(world):
        world.policy.quantities.certification_help[1] = 0.5

    plain, more = new_world(), new_world()
    live(plain, 12, processes=ALONE)
    live(more, 12, processes=ALONE, before=helped)
    without, with_help = plain.firms.status & HIGH_TECH > 0, more.firms.status & HIGH_TECH > 0
    assert (with_help | ~without).all()
    added = with_help & ~without
    assert added.any()
    assert (more.firms.city[added] == 1).all()


def test_an_award_is_paid_for_its_rung_and_once_for_each_new_certificate(new_world, live):
    world, won = new_world(lever_keys=("award",)), []
    live(world, 12, processes=ALONE, before=_award(0.2, 1.0), after=lambda w: won.append(w.flows.promotions[:, 1].sum()))
    journal = world.ledger.journal()
    assert len(journal.amount) == sum(won)
    assert (journal.amount == EVENT_BASE // 5).all()


def test_an_award_draws_additional_applicants(new_world, live):
    plain, awarded = new_world(), new_world(lever_keys=("award",))
    live(plain, 12, processes=ALONE)
    live(awarded, 12, processes=ALONE, before=_award(1.0, 1.0))
    assert _holders(awarded, HIGH_TECH) > _holders(plain, HIGH_TECH)


def test_a_firm_younger_than_a_year_is_not_certified(new_world, live):
    world = new_world()
    young = np.flatnonzero(world.firms.alive & (world.firms.status & HIGH_TECH == 0))
    world.firms.born[young] = 46
    live(world, 12, processes=ALONE)
    assert not (world.firms.status[young] & HIGH_TECH).any()


def test_titles_of_the_growth_track_go_to_growing_firms(new_world, live):
    world = new_world()
    live(world, 5, processes=(growth, ladders))
    before = world.firms.status.copy()
    live(world, 1, processes=(growth, ladders))
    eagles = (world.firms.status & YOUNG_EAGLE > 0) & (before & YOUNG_EAGLE == 0)
    gazelles = (world.firms.status & GAZELLE > 0) & (before & GAZELLE == 0)
    assert eagles.any()
    assert (world.firms.growth[eagles] >= 0.1).all()
    assert gazelles.any()
    assert (world.firms.growth[gazelles] > 0.1).all()


def test_a_young_eagle_that_is_too_old_or_shrinks_loses_its_title_at_the_review(new_world, live):
    world = new_world()
    held = np.flatnonzero(world.firms.alive & (world.firms.status & YOUNG_EAGLE > 0))[:100]
    world.firms.gazelle_end[held] = 36
    world.firms.born[held[:50]] = 36 - 121
    world.firms.growth[held[50:]] = -0.5
    live(world, 1, processes=ALONE)
    assert not (world.firms.status[held] & YOUNG_EAGLE).any()


def test_little_giants_are_srdi_firms_when_they_are_named(new_world, live):
    world = new_world()
    before = world.firms.status & LITTLE_GIANT > 0
    live(world, 7, processes=ALONE)
    new = (world.firms.status & LITTLE_GIANT > 0) & ~before
    assert (world.firms.status[new] & SRDI > 0).all()


def test_firms_that_outgrow_the_limits_lose_the_sme_registration(new_world, live):
    world = new_world()
    held = np.flatnonzero(world.firms.alive & (world.firms.status & TECH_SME > 0))[:100]
    world.firms.revenue[held] = 1000.0
    live(world, 12, processes=ALONE)
    assert not (world.firms.status[held] & TECH_SME).any()


@pytest.mark.slow
def test_high_tech_firms_grow_in_number_and_the_growth_slows(new_world, live):
    world, stock = new_world(), []
    for _ in range(5):
        stock.append(_holders(world, HIGH_TECH))
        live(world, 12)
    stock.append(_holders(world, HIGH_TECH))
    rates = np.diff(np.log(stock))
    assert 6200 < stock[1] < 7100
    assert 8500 < stock[5] < 11500
    assert rates[-1] < rates[0]
    assert (rates > 0).all()


@kernel
def _missed(firms, turn, cities, offers, help_given, p, month, key_inclination, key_timing, key_test):
    """How many firms that were not marked would change all the same, and how many were marked."""
    missed, marked = 0, 0
    for row in range(firms.rows[0]):
        if firms.alive[row] and turn[row] > 0.0:
            marked += 1
        elif firms.alive[row]:
            change = ladders._change(firms, cities, offers, help_given, False, p, month, month % 12, key_inclination, key_timing, key_test, row)
            missed += change != 0
    return missed, marked


@kernel
def _marks(firms, cities, turn, asked, luck, p, month, key_timing, key_test):
    ladders._mark(turn, asked, luck, ladders._part(firms, 0), cities, p, month, month % 12, key_timing, key_test, firms.rows[0])


@pytest.mark.parametrize("place", range(12))
def test_no_firm_that_is_not_marked_would_win_or_lose_a_flag_in_any_month_of_the_year(new_world, place):
    world = new_world()
    month, rows, draws = 48 + place, int(world.firms.rows[0]), world.draws
    turn, asked, luck = (np.full(rows, np.nan) for _ in range(3))
    keys = draws.key("ladders.inclination", 0), draws.key("ladders.timing", 48), draws.key("ladders.test", month)
    p = build("ladders", ladders.Ladders, {})
    policy = world.policy
    _marks(world.firms, world.cities, turn, asked, luck, p, month, *keys[1:])
    missed, marked = _missed(world.firms, turn, world.cities, policy.offers, policy.quantities.certification_help, p, month, *keys)
    assert missed == 0
    assert 0 < marked < rows / 2
