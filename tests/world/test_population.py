"""The population of end-2022 holds what is known exactly, for every seed."""

import numpy as np
import pytest

from sim.world.build import build_world
from sim.world.columns import (
    CONCEPT_CENTRE,
    GAZELLE,
    HIGH_TECH,
    PILOT_BASE,
    POTENTIAL_UNICORN,
    TECH_SME,
    YOUNG_EAGLE,
    columns_of,
)
from sim.world.population.table import population_table

SEEDS = (1, 2, 12345678901234567)
MONTH_BEFORE_START = 35


@pytest.fixture(scope="module", params=SEEDS)
def world(request):
    return build_world(seed=request.param, parameters={})


@pytest.fixture
def firms(world):
    rows = int(world.firms.rows[0])
    return {name: getattr(world.firms, name)[:rows] for name in world.firms._fields if name != "rows"}


def _holds(firms, flag):
    return (firms["status"] & flag) != 0


def test_all_thirty_two_cells_of_table_one_hold_exactly(world):
    cells = [row for row in population_table(world) if row.source.startswith("t1_")]
    assert len(cells) == 32
    assert all(row.built == row.target for row in cells)


def test_every_target_is_met_within_its_stated_precision(world):
    missed = [(row.key, row.region, row.target, row.built) for row in population_table(world) if not row.met]
    assert missed == []


def test_every_target_names_its_label_and_source(world):
    assert all(row.label and row.source and row.title.en and row.title.zh for row in population_table(world))


def test_no_birth_identity_occurs_twice(world):
    for table in (world.firms, world.platforms, world.alliances):
        identities = table.identity[: int(table.rows[0])]
        assert len(np.unique(identities)) == len(identities)


def test_technology_smes_keep_the_size_limits_of_the_register(firms):
    sme = _holds(firms, TECH_SME)
    assert firms["revenue"][sme].max() <= 200
    assert firms["staff"][sme].max() <= 500


def test_ages_respect_the_flags(firms):
    years = (MONTH_BEFORE_START - firms["born"]) / 12
    assert years.min() >= 0
    assert years[_holds(firms, HIGH_TECH)].min() >= 1
    assert years[_holds(firms, YOUNG_EAGLE)].max() <= 10
    assert years[_holds(firms, GAZELLE)].min() >= 3
    assert years[_holds(firms, GAZELLE)].max() <= 15.1


def test_one_firm_holds_at_most_one_growth_title(firms):
    held = sum(_holds(firms, flag).astype(int) for flag in (YOUNG_EAGLE, GAZELLE, POTENTIAL_UNICORN))
    assert held.max() == 1


def test_high_tech_firms_report_the_intensity_they_need_and_spend_less(firms):
    high_tech = _holds(firms, HIGH_TECH)
    intensity = (firms["rd_reported"] / firms["revenue"])[high_tech]
    assert intensity.min() >= 0.03
    share = 1 - firms["rd"][high_tech].sum() / firms["rd_reported"][high_tech].sum()
    assert 0.15 <= share <= 0.35


def test_the_upper_tail_of_firm_sizes_is_heavy(firms):
    largest = np.sort(firms["revenue"])[::-1][: len(firms["revenue"]) // 10]
    exponent = 1 / np.log(largest / largest[-1]).mean()
    assert 0.9 <= exponent <= 1.5


def test_every_living_firm_has_its_own_slot(world):
    rows = int(world.firms.rows[0])
    slots = world.firms.slot[:rows]
    assert (slots >= 0).all()
    assert len(np.unique(slots)) == rows
    assert np.array_equal(world.candidates.slot[slots], np.arange(rows))


def test_memory_names_platforms_and_firms_that_exist(world):
    assert world.firms.partners.max() < world.platforms.rows[0]
    assert world.platforms.partners.max() < world.firms.rows[0]


def test_alliances_count_in_their_members_and_have_hubs(world):
    rows = int(world.alliances.rows[0])
    members = world.alliances.members[:rows]
    counted = np.bincount(members[members >= 0], minlength=int(world.firms.rows[0]))
    assert np.array_equal(counted, world.firms.alliances[: int(world.firms.rows[0])])
    linked = np.sort(counted[counted > 0])[::-1]
    top = max(1, len(linked) * 3 // 100)
    assert linked[:top].sum() / linked.sum() >= 0.1


def test_only_centres_and_bases_have_slots(world):
    rows = int(world.platforms.rows[0])
    kind = world.platforms.kind[:rows]
    assert (world.platforms.slots[:rows][np.isin(kind, [CONCEPT_CENTRE, PILOT_BASE])] > 0).all()
    assert (world.platforms.slots[:rows][~np.isin(kind, [CONCEPT_CENTRE, PILOT_BASE])] == 0).all()


def test_the_same_seed_builds_the_same_bits_and_another_seed_other_firms():
    one, same, other = (build_world(seed=seed, parameters={}) for seed in (3, 3, 4))
    assert one.firms.revenue.tobytes() == same.firms.revenue.tobytes()
    assert one.firms.revenue.tobytes() != other.firms.revenue.tobytes()


def test_an_override_of_a_region_acts_on_that_region_alone():
    plain, dearer = (build_world(seed=3, parameters={}, region_overrides=o) for o in ({}, {"fushun": {"cost_level": 1.5}}))
    change = dearer.cities.cost_level / plain.cities.cost_level
    assert change == pytest.approx([1, 1, 1.5, 1, 1, 1, 1, 1])


def test_every_column_declares_type_unit_and_meaning(world):
    for table in (world.firms, world.platforms, world.results, world.contracts, world.alliances, world.cities):
        for name, column in columns_of(type(table)).items():
            assert column.unit, name
            assert column.meaning, name
            assert getattr(table, name).dtype == np.dtype(column.dtype)
