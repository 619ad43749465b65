"""The model behaves as a user of Mesa expects."""

import copy
import pickle

import mesa
import pytest

from sim.runs.model import MetroModel


@pytest.fixture(scope="module")
def model(baseline_months):
    built = MetroModel(baseline_months, rng=1)
    for _ in range(3):
        built.step()
    return built


@pytest.fixture(scope="module")
def baseline_months(baseline):
    return baseline.with_horizon("2023-01", "2023-06")


def test_a_step_is_a_month(model):
    assert isinstance(model, mesa.Model)
    assert model.month == "2023-03"
    assert model.time == 3
    assert len(model.datacollector.get_model_vars_dataframe()) == 3


def test_agents_are_views_of_rows_made_on_demand(baseline_months):
    fresh = MetroModel(baseline_months, rng=1)
    assert len(fresh.agents) == 0
    firms = fresh.enterprises()
    assert 12_000 <= len(firms) <= 16_000
    assert firms[0].revenue == fresh.world.firms.revenue[firms[0].row]
    assert [city.key for city in fresh.cities()][0] == "shenyang"
    assert len(fresh.agents) == len(firms) + 8


def test_firms_that_died_leave_the_agents(baseline_months):
    model = MetroModel(baseline_months, rng=1)
    model.enterprises()
    for _ in range(4):
        model.step()
    rows = {firm.row for firm in model.enterprises()}
    assert all(model.world.firms.alive[row] for row in rows)
    assert model.world.firms.alive[: model.world.firms.rows[0]].sum() == len(rows)


def test_an_unknown_attribute_names_those_that_exist(model):
    with pytest.raises(AttributeError, match="revenue"):
        _ = model.enterprises()[0].turnover


def test_the_model_stops_at_its_horizon(baseline_months):
    model = MetroModel(baseline_months, rng=1)
    while model.running:
        model.step()
    assert model.month == "2023-06"
    model.step()
    assert model.month == "2023-06"


def test_a_copied_and_a_pickled_model_go_on_with_the_same_bits(baseline_months):
    model = MetroModel(baseline_months, rng=2)
    model.step()
    copies = [copy.deepcopy(model), pickle.loads(pickle.dumps(model))]
    for one in [model, *copies]:
        one.step()
    last = [one.world.records.values[-1].tobytes() for one in [model, *copies]]
    assert len(set(last)) == 1
