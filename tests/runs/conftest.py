import pytest

from sim.scenario.resolve import load_scenario


@pytest.fixture(scope="session")
def baseline():
    """The baseline over eighteen months: long enough for a January and a year-end."""
    return load_scenario("baseline-2022").with_horizon("2023-01", "2024-06")
