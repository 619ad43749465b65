import numpy as np
import pytest

from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import Point
from sim.processes import alliances, contact_map, growth
from sim.world.columns import NEVER

NETWORK = (contact_map, alliances, growth)
CAP = 5 * FEN_PER_MILLION


def _grant(ratio, cap=CAP, budget=None):
    def post(world):
        offers = world.policy.offers
        offers.rows[0] = 1
        offers.point[0], offers.lever[0], offers.ratio[0], offers.cap[0] = int(Point.JOINT_PROJECT), 0, ratio, cap
        offers.budget[0], offers.origins[0], offers.destinations[0], offers.fields[0] = -1, 0xFF, 0x3FFF, 0x1FFF
        offers.small_only[0], offers.trl_low[0], offers.trl_high[0] = 0, 0.0, 9.0
        world.policy.payers[0] = {0: 1.0}

    return post


def _projects(world):
    return int(world.alliances.projects[: int(world.alliances.rows[0])].sum())


@pytest.fixture(scope="module")
def plain(new_world, live):
    seen = []
    world = live(new_world(), 24, processes=NETWORK, after=lambda w: seen.append(
        (w.flows.duplicate_rd.sum(), w.firms.rd[w.firms.alive].sum() / 12, w.flows.joint_projects.sum())))
    return world, np.array(seen)


@pytest.fixture(scope="module")
def granted(new_world, live):
    return live(new_world(lever_keys=("joint_rd",)), 24, processes=NETWORK, before=_grant(0.3))


def test_a_joint_project_never_receives_more_than_the_cap(granted):
    amounts = granted.ledger.journal().amount
    assert len(amounts) > 0
    assert amounts.max() <= CAP
    assert (amounts == CAP).any()


def test_a_grant_adds_projects_and_pays_for_many_that_would_have_come_anyway(plain, granted):
    before, after = _projects(plain[0]), _projects(granted)
    assert after > 1.15 * before
    paid = len(granted.ledger.journal().amount)
    assert after - before < paid


def test_what_firms_received_is_what_the_ledger_paid(granted):
    assert int(granted.firms.subsidy.sum()) == int(granted.ledger.journal().amount.sum())


def test_between_a_sixth_and_a_fifth_of_rd_is_done_twice_at_the_start(plain):
    _, seen = plain
    share = seen[:12, 0].sum() / seen[:12, 1].sum()
    assert 0.14 < share < 0.21


def test_joint_projects_lower_duplicate_rd(new_world, live):
    def share(world, before):
        total = np.zeros(2)

        def watch(w):
            total[:] += w.flows.duplicate_rd.sum(), w.firms.rd[w.firms.alive].sum() / 12

        live(world, 24, processes=NETWORK, before=before, after=watch)
        return total[0] / total[1]

    assert share(new_world(lever_keys=("x",)), _grant(0.9, 1 << 50)) < share(new_world(), None)


def test_the_stock_of_alliances_neither_dies_out_nor_explodes(plain, new_world):
    world, _ = plain
    start = new_world()
    now = (world.alliances.ends[: int(world.alliances.rows[0])] > world.month).sum()
    then = (start.alliances.ends[: int(start.alliances.rows[0])] > start.month).sum()
    assert 0.75 * then < now < 1.6 * then


def test_most_seats_of_new_alliances_go_to_former_or_established_partners(plain, new_world):
    """Repeat and established partners: more than six in ten (science, table 4, row 17)."""
    world, old = plain[0], int(new_world().alliances.rows[0])
    known, all_seats = 0, 0
    for row in range(old, int(world.alliances.rows[0])):
        before = set(world.alliances.members[:row].ravel().tolist())
        partners = [m for m in world.alliances.members[row].tolist() if m >= 0 and m != world.alliances.lead[row]]
        known += sum(m in before for m in partners)
        all_seats += len(partners)
    assert known / all_seats > 0.6


def test_members_count_their_living_alliances(plain):
    world = plain[0]
    rows = int(world.alliances.rows[0])
    living = world.alliances.ends[:rows] > world.month
    members = world.alliances.members[:rows][living]
    counted = np.bincount(members[members >= 0], minlength=len(world.firms.alliances))
    assert np.array_equal(counted, world.firms.alliances)


def test_dead_firms_leave_their_alliances_and_the_next_member_leads(new_world):
    world = new_world()
    row = int(np.flatnonzero(world.alliances.size[: int(world.alliances.rows[0])] >= 3)[0])
    first, second = world.alliances.members[row, :2].tolist()
    world.firms.alive[first] = False
    alliances.drop_dead_members(world.alliances, world.firms, 36)
    assert world.alliances.lead[row] == second == world.alliances.members[row, 0]
    assert first not in world.alliances.members[row]
    assert world.firms.alliances[first] == 0


def test_more_founding_with_the_quantity_that_levers_shift(new_world, live, plain):
    def faster(world):
        world.policy.quantities.alliance_rate[:] = 2.0

    more = live(new_world(), 24, processes=NETWORK, before=faster)
    old = int(new_world().alliances.rows[0])
    founded = int(plain[0].alliances.rows[0]) - old
    assert 1.5 * founded < int(more.alliances.rows[0]) - old < 2.6 * founded
    assert (more.alliances.ends[old : old + 5] <= NEVER).all()
