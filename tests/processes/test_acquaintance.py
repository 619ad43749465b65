"""The indices for founding alliances name the firms and platforms that a search through whole tables would find."""

import numpy as np
import pytest

from sim.processes import alliances, contact_map
from sim.processes.acquaintance import acquaintance, established_partner, former_partner
from sim.world.columns import CONCEPT_CENTRE, FIELD_COUNT

LUCK = (0.0, 0.2, 0.5, 0.77, 0.999999)


@pytest.fixture(scope="module")
def world(new_world, live):
    return live(new_world(), 18, processes=(contact_map, alliances))


@pytest.fixture(scope="module")
def index(world):
    return acquaintance(world.alliances, world.firms, world.platforms, world.month)


def _members(table, row):
    return table.members[row, : table.size[row]].tolist()


def test_a_former_partner_is_the_one_found_by_going_through_all_alliances(world, index):
    table = world.alliances
    rows = range(int(table.rows[0]))
    leads = np.unique(table.lead[: len(rows)])
    found = 0
    for lead in [*leads[:60], *np.flatnonzero(world.firms.alliances == 0)[:3]]:
        seats = [member for row in rows if lead in _members(table, row) for member in _members(table, row) if member != lead]
        for u in LUCK:
            wanted = seats[int(u * len(seats))] if seats else -1
            assert former_partner.py_func(index, table, lead, u) == wanted
            found += bool(seats)
    assert found > 100


def test_an_established_partner_is_of_the_living_alliance_at_that_place_of_its_field(world, index):
    table = world.alliances
    rows = int(table.rows[0])
    for field in range(FIELD_COUNT):
        living = np.flatnonzero((table.ends[:rows] > world.month) & (table.field[:rows] == field))
        for u in LUCK:
            row = living[int(u * len(living))]
            assert established_partner.py_func(index, table, field, u, 0.6) == table.members[row, int(0.6 * table.size[row])]


def test_platforms_stand_in_order_by_city_and_field_with_the_sum_of_their_researchers(world, index):
    table, rows = world.platforms, int(world.platforms.rows[0])
    for segment in range(len(index.researchers)):
        city, field = divmod(segment, FIELD_COUNT)
        here = (table.city[:rows] == city) & (table.field[:rows] == field) & (table.kind[:rows] < CONCEPT_CENTRE)
        assert index.platforms[index.start[segment] : index.start[segment + 1]].tolist() == np.flatnonzero(here).tolist()
        one_by_one = np.cumsum(table.researchers[:rows][here])
        assert index.researchers[segment] == (one_by_one[-1] if len(one_by_one) else 0.0)
