"""The run behind the live page, without a browser: its numbers, its failures, its end."""

import gc
import shlex
import sys
import threading
import weakref

import numpy as np
import pytest

from sim.browser import memory
from sim.browser.live.run import begin
from sim.browser.words import say
from sim.runs.engine import Engine
from sim.runs.outcome import simulate
from sim.scenario.resolve import load_scenario
from sim.studies.numbers import numbers_of

SHORT = load_scenario("launch-fund").with_horizon("2023-01", "2023-03")


@pytest.fixture
def run():
    return begin(SHORT, seed=5, source="launch-fund")


def test_a_live_run_is_the_run_that_its_replay_command_gives(run):
    while run.running:
        run.step()
    replayed = simulate(SHORT, seed=5, parameters=numbers_of("posterior", SHORT, 0))
    assert np.array_equal(run.model.world.records.array(), replayed.series)


def test_a_step_that_fails_is_told_with_stage_month_and_replay_and_stops_the_run(run, monkeypatch):
    run.step()

    def fail(self):
        raise OverflowError("more firms in one month than the table has room for")

    monkeypatch.setattr(Engine, "step", fail)
    run.step()
    assert not run.running
    assert run.trouble.stage == "running"
    assert "table has room" in run.trouble.message
    assert shlex.split(run.trouble.replay) == ["metrosim", "run", "launch-fund", "--seed", "5", "--exact-seed"]
    assert run.trouble.replay in say("trouble.replay", "zh", command=run.trouble.replay)


def test_a_world_that_cannot_be_built_is_trouble_and_no_exception(monkeypatch):
    def fail(*_args, **_kwargs):
        raise ValueError("no such region")

    monkeypatch.setattr("sim.browser.live.run.MetroModel", fail)
    run = begin(SHORT, seed=5, source="launch-fund")
    assert run.trouble.stage == "building"
    assert run.model is None


def test_a_closed_run_holds_no_model(run):
    model = weakref.ref(run.model.engine)
    run.close()
    gc.collect()
    assert model() is None
    run.step()
    assert not run.running


def test_memory_is_given_back_where_the_system_can_and_nothing_fails_where_it_cannot(monkeypatch):
    for system in (sys.platform, "win32"):
        monkeypatch.setattr("sys.platform", system)
        memory.share_one_pool()
        memory.give_back()
        _finish(_waiting())


def test_many_that_close_at_once_look_through_all_objects_once():
    for _ in range(5):
        memory.give_back()
    assert len(_waiting()) == 1
    _finish(_waiting())
    memory.give_back()
    assert len(_waiting()) == 1
    _finish(_waiting())


def _waiting():
    return [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer) and thread.function is memory._give_back]


def _finish(timers):
    for timer in timers:
        timer.join(30)
        assert not timer.is_alive()
