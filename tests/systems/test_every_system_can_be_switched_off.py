"""Each system is switched off alone: what it carries vanishes, what it does not carry stays."""

import numpy as np
import pytest

from sim.indicators.registry import indicators
from sim.levers.registry import lever_types
from sim.levers.terms import CITIES
from sim.processes.order import MONTH
from sim.runs.outcome import DONE, simulate
from sim.scenario.resolve import load_scenario
from sim.studies.effects import total
from sim.systems import switched_off, systems, with_context

SEED, LAST, CIRCLE, STILL = 20221231, "2024-12", 8, 0.01


def _value(outcome, key, cities=()):
    return total(outcome, key, [CITIES.index(city) for city in cities] or [CIRCLE])


def _run(scenario, parameters):
    outcome = simulate(scenario, seed=SEED, parameters=parameters, check=True)
    assert (outcome.state, outcome.message) == (DONE, "")
    return outcome


@pytest.mark.parametrize("key", sorted(systems()))
def test_switching_a_system_off_takes_away_its_effects_and_no_others(key):
    trial = systems()[key].trial
    scenario = with_context(trial, load_scenario("baseline-2022").with_horizon("2023-01", LAST))
    off, parameters = switched_off(trial, scenario)
    on, without = _run(scenario, {}), _run(off, parameters)
    for expected in trial.expect:
        before, after = _value(on, expected.indicator, expected.cities), _value(without, expected.indicator, expected.cities)
        assert before != 0, expected
        if expected.change == "zero":
            assert after == 0, expected
        else:
            assert (after < before) == (expected.change == "less"), (expected, before, after)
            assert after != before, expected
    for kept in trial.keep:
        before, after = _value(on, kept), _value(without, kept)
        assert after == pytest.approx(before, rel=STILL), kept


def test_all_28_systems_are_there_and_name_what_exists():
    processes = {process.key for process in MONTH}
    assert sorted(systems()) == [f"S{number:02d}" for number in range(1, 29)]
    for system in systems().values():
        assert set(system.processes) <= processes, system.key
        assert set(system.levers) <= set(lever_types()), system.key
        assert system.indicator in indicators(), system.key
        assert all(text.strip() for text in system.title), system.key


def test_every_lever_belongs_to_a_system():
    carried = {lever for system in systems().values() for lever in system.levers}
    assert set(lever_types()) - carried == set()


def test_no_system_is_without_a_switch():
    for system in systems().values():
        assert system.trial.parameters or system.trial.levers, system.key
        assert system.trial.expect, system.key
        assert np.isfinite(list(system.trial.parameters.values())).all()
