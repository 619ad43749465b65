import pytest

from sim.evidence import MEMBERS, fact, facts, target, targets

COLUMNS = ("hnte", "gazelle", "young", "punicorn")


def column_sum(column: str) -> float:
    return sum(fact(f"t1_{member}_{column}_2022").value for member in MEMBERS)


def without_companions(rows):
    return [row.id for row in rows if not (row.unit and row.label and row.source and row.locator)]


def test_every_fact_has_a_unit_a_label_and_a_source():
    assert without_companions(facts().values()) == []


def test_every_target_has_a_unit_a_label_and_a_source():
    assert without_companions(targets().values()) == []


def test_every_fact_and_target_is_named_in_both_languages():
    rows = [*facts().values(), *targets().values()]
    assert [row.id for row in rows if not (row.name.en and row.name.zh)] == []


def test_no_fact_and_no_target_is_lost():
    printed = [row for row in facts().values() if not row.id.startswith("derived_")]
    assert len(printed) == 282
    assert len(targets()) == 96


def test_column_sums_of_table_one_are_5739_367_1838_11():
    assert [column_sum(column) for column in COLUMNS] == [5739, 367, 1838, 11]


def test_the_derived_sums_are_the_sums_of_the_cells():
    for column in COLUMNS:
        assert fact(f"derived_{column}_sum_2022").value == column_sum(column)


def test_only_shenfu_prints_a_total_that_differs_from_its_components():
    off = {}
    for member in MEMBERS:
        components = sum(fact(f"t1_{member}_{column}_2022").value for column in COLUMNS)
        if components != fact(f"t1_{member}_total_2022").value:
            off[member] = components
    assert off == {"shenfu": 271}
    assert fact("derived_shenfu_total_2022").value == 271


def test_the_goal_for_high_tech_enterprises_is_also_given_on_the_base_of_table_one():
    rescaled = target("metro_hnte_2027").value * column_sum("hnte") / fact("t2_hnte_2022").value
    assert fact("derived_hnte_goal_rescaled_2027").value == round(rescaled) == 8895


def test_shenyang_contracts_of_2023_follow_from_2024_and_its_growth():
    implied = fact("shenyang_tech_contract_2024").value
    implied /= 1 + fact("shenyang_tech_contract_growth_2024").value / 100
    assert fact("derived_shenyang_contract_2023").value == pytest.approx(implied, abs=0.05)


def test_the_alliances_of_the_zones_add_to_91():
    zones = [row.value for row in facts().values() if row.id.endswith("_htz_alliances")]
    assert sum(zones) == fact("derived_zone_alliances_2022").value == 91


def test_the_authors_proposals_are_labelled_proposed_and_official_goals_are_not():
    for row in targets().values():
        assert (row.label == "proposed") == (row.kind == "proposal_by_authors"), row.id


def test_a_goal_in_words_has_no_value():
    assert target("shenfu_industry_growth").value is None


def test_undated_facts_say_so():
    assert all("undated" in row.caveats for row in facts().values() if row.year == "undated")


def test_pilot_bases_are_marked_as_stock_that_is_counted_twice_in_the_documents():
    assert fact("pilot_bases_2024").value == fact("pilot_bases_000").value == 66
    assert "I-20" in fact("pilot_bases_2024").traps
    assert "I-20" in fact("pilot_bases_000").traps
