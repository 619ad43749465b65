import numpy as np
import pytest

from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.parameters.declare import build
from sim.processes import governance
from sim.processes.governance import Governance, adjust


def _recorded(world, name, values):
    """Give the world a year of records in which one series takes these values for the circle."""
    place = series_names().index(name)
    for month, value in enumerate(values):
        row = np.zeros((len(series_names()), CIRCLE + 1))
        row[place, CIRCLE] = value
        world.records.months.append(36 + month)
        world.records.values.append(row)
    return place


@pytest.fixture
def behind(new_world):
    """A world in January 2024 that reached 6,000 of the high-tech firms asked for and 500 of the turnover."""
    world = new_world()
    stock = _recorded(world, "high_tech", [6000.0] * 12)
    world.notes["governance.targets"] = np.array([[stock, 5739.0, 36, 9000.0, 96]])
    world.month = 48
    return world


def test_without_targets_nothing_is_written(new_world):
    world = new_world()
    world.month = 48
    governance.run(world, build("governance", Governance, {}))
    assert not [name for name in world.notes if name.startswith("governance")]


def test_the_comparison_tells_what_was_reached_and_what_the_path_asked_for(behind):
    governance.run(behind, build("governance", Governance, {}))
    _, month, reached, path, gap = behind.notes["governance.comparison"][0]
    assert (month, reached) == (48, 6000)
    assert path == pytest.approx(5739 * (9000 / 5739) ** 0.2)
    assert gap == pytest.approx(1 - 6000 / path)


def test_a_flow_is_compared_by_the_sum_of_its_year(new_world):
    world = new_world()
    place = _recorded(world, "registered_turnover", [100.0] * 12)
    world.notes["governance.targets"] = np.array([[place, 1000.0, 36, 2000.0, 96]])
    world.month = 48
    governance.run(world, build("governance", Governance, {}))
    assert world.notes["governance.comparison"][0, 2] == pytest.approx(1200)


def test_the_meeting_is_held_in_january_only(behind):
    behind.month = 49
    governance.run(behind, build("governance", Governance, {}))
    assert "governance.comparison" not in behind.notes


def test_the_rule_of_adjustment_is_off_by_default(behind):
    governance.run(behind, build("governance", Governance, {}))
    behind.policy.quantities.entry_rate[:] = 1.2
    adjust(behind)
    assert (behind.policy.quantities.entry_rate == 1.2).all()


def test_with_the_rule_missed_targets_scale_the_shifts_of_levers_and_nothing_neutral(behind):
    governance.run(behind, build("governance", Governance, {"governance.adjustment": 1.0}))
    scale = float(behind.notes["governance.scale"][0])
    assert 1 < scale < 2
    behind.policy.quantities.entry_rate[0] = 1.2
    adjust(behind)
    assert behind.policy.quantities.entry_rate[0] == pytest.approx(1 + 0.2 * scale)
    assert (behind.policy.quantities.entry_rate[1:] == 1).all()
    assert (behind.policy.quantities.talent_pull == 1).all()
