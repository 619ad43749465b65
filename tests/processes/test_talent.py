import numpy as np
import pytest

from sim.processes import talent
from sim.world.columns import CITY_COUNT

ALONE = (talent,)


def _stock(world):
    return world.cities.talent_top + world.cities.talent_lead + world.cities.talent_young


def _pull(where, value):
    def post(world):
        world.policy.quantities.talent_pull[where] = value

    return post


def test_the_stock_of_talents_changes_by_who_comes_and_who_leaves(new_world, live):
    world = new_world()
    start, seen = _stock(world), []
    live(world, 12, processes=ALONE, after=lambda w: seen.append(w.flows.talent_in - w.flows.talent_out))
    assert _stock(world) - start == pytest.approx(np.sum(seen, axis=0))


def test_pull_in_one_city_draws_from_its_neighbours(new_world, live):
    """The sign that EURACE found: a policy of one region can cost its neighbour people."""
    plain, pulled = new_world(), new_world()
    live(plain, 24, processes=ALONE)
    live(pulled, 24, processes=ALONE, before=_pull(0, 2.0))
    assert _stock(pulled)[0] > _stock(plain)[0]


def test_the_circle_keeps_more_talents_when_all_members_pull(new_world, live):
    plain, pulled = new_world(), new_world()
    live(plain, 24, processes=ALONE)
    live(pulled, 24, processes=ALONE, before=_pull(slice(None), 1.5))
    assert (_stock(pulled) > _stock(plain)).all()


def test_pull_raises_specialists_in_firms_of_that_city(new_world, live):
    def skilled(world, city):
        return world.firms.skilled[world.firms.alive & (world.firms.city == city)].sum()

    plain, pulled = new_world(), new_world()
    live(plain, 12, processes=ALONE)
    live(pulled, 12, processes=ALONE, before=_pull(3, 1.5))
    assert skilled(pulled, 3) > skilled(plain, 3)


def test_teams_are_left_for_the_research_step_and_more_pull_brings_no_fewer(new_world, live):
    def teams(world, before):
        total = np.zeros(CITY_COUNT)

        def add(w):
            total[:] += w.notes["talent.teams"]

        live(world, 24, processes=ALONE, before=before, after=add)
        return total

    plain, pulled = teams(new_world(), None), teams(new_world(), _pull(slice(None), 2.0))
    assert plain.sum() > 0
    assert (pulled >= plain).all()


def test_leading_people_raise_the_quality_of_platforms(new_world, live):
    world = new_world()
    start = world.platforms.quality.sum()
    live(world, 24, processes=ALONE)
    assert world.platforms.quality.sum() > start


def test_no_city_ever_has_fewer_than_no_talents(two_years):
    for stock in (two_years.cities.talent_top, two_years.cities.talent_lead, two_years.cities.talent_young):
        assert (stock >= 0).all()
