import pytest

from sim.evidence import Number, outside_nodes, regions


@pytest.fixture
def place_numbers() -> list[Number]:
    """Every number that belongs to a member or an outside node."""
    numbers = [number for region in regions() for number in (region.population, region.gdp)]
    for node in outside_nodes():
        numbers += [node.economic_mass, node.supply_weight]
    return numbers
