import pytest

from sim.evidence import fact, history_value, outside_nodes, regions

UNVERIFIED_OUTPUT = {"fushun", "benxi", "fuxin", "liaoyang", "shenfu"}
POOL_2021 = ("benxi", "fushun", "fuxin", "liaoyang", "tieling")


def test_the_eight_members_come_in_the_fixed_order():
    order = ["shenyang", "anshan", "fushun", "benxi", "fuxin", "liaoyang", "tieling", "shenfu"]
    assert [region.id for region in regions()] == order


def test_the_outside_nodes_come_in_the_fixed_order():
    order = ["bth", "yrd", "gba", "ccha", "liaoning_rest", "abroad"]
    assert [node.id for node in outside_nodes()] == order


def test_unverified_numbers_stay_marked():
    assert {region.id for region in regions() if region.gdp.unverified} == UNVERIFIED_OUTPUT
    assert {region.id for region in regions() if region.population.unverified} == {"fuxin"}


def test_every_number_of_a_place_has_a_unit_a_label_a_source_and_a_locator(place_numbers):
    assert all(n.unit and n.label and n.source and n.locator for n in place_numbers)


def test_assumed_numbers_of_places_write_their_rule_in_both_languages(place_numbers):
    assumed = [number for number in place_numbers if number.label == "assumed"]
    assert len(assumed) == 2 + 10
    assert all(number.rule.en and number.rule.zh for number in assumed)


def test_the_population_of_anshan_follows_its_rule():
    by_id = {region.id: region.population.value for region in regions()}
    before = sum(history_value(f"population_{city}_2021") for city in POOL_2021)
    after = sum(by_id[city] for city in POOL_2021)
    assert by_id["anshan"] == round(history_value("population_anshan_2021") * after / before, 1)


def test_the_output_of_shenfu_follows_its_rule_and_the_circle_adds_up_within_two_percent():
    by_id = {region.id: region for region in regions()}
    per_head = by_id["fushun"].gdp.value / by_id["fushun"].population.value
    assert by_id["shenfu"].gdp.value == round(per_head * by_id["shenfu"].population.value, 1)
    total = sum(region.gdp.value for region in regions())
    assert total == pytest.approx(fact("metro_gdp_2022").value, rel=0.02)


def test_all_members_lie_in_central_liaoning():
    for region in regions():
        assert 121 < region.lon < 125, region.id
        assert 40.5 < region.lat < 43, region.id


def test_supply_weights_of_the_outside_nodes_add_to_one():
    assert sum(node.supply_weight.value for node in outside_nodes()) == pytest.approx(1, abs=0.002)


def test_the_hubs_are_the_three_coastal_agglomerations():
    assert [node.id for node in outside_nodes() if node.is_hub] == ["bth", "yrd", "gba"]


def test_the_rest_of_liaoning_is_what_the_province_has_beyond_the_circle():
    rest = {node.id: node for node in outside_nodes()}["liaoning_rest"]
    beyond = history_value("gdp_liaoning_2022") - fact("metro_gdp_2022").value
    assert rest.economic_mass.value == pytest.approx(beyond / history_value("gdp_shenyang_2022"), abs=0.05)
