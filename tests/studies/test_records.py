"""Scenarios as a plan keeps them: what was written comes back, anything else is refused in words."""

import pytest

from sim.scenario.resolve import load_scenario
from sim.studies.record import scenario_of, scenario_record


@pytest.fixture
def record():
    return scenario_record(load_scenario("launch-fund"))


def test_a_scenario_that_was_written_comes_back(record):
    assert scenario_of(record) == load_scenario("launch-fund")


@pytest.mark.parametrize("key", ["key", "title", "description", "outcomes", "lineage", "says", "address"])
@pytest.mark.parametrize("change", ["lost", "list", "number"])
def test_a_damaged_record_is_refused_in_words(record, key, change):
    if change == "lost":
        del record[key]
    else:
        record[key] = [7] if change == "list" else 7
    with pytest.raises(ValueError, match=r"record|is not what it was|validation error"):
        scenario_of(record)


@pytest.mark.parametrize("key", ["horizon", "levers", "parameters", "regions"])
@pytest.mark.parametrize("value", [None, 7, "x", [1]])
def test_a_record_that_says_something_else_is_refused_in_words(record, key, value):
    record["says"][key] = value
    with pytest.raises(ValueError, match=r"record|is not what it was|validation error"):
        scenario_of(record)


def test_anything_but_a_record_is_left_to_the_type():
    assert scenario_of("launch-fund") == "launch-fund"
