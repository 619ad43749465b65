"""Compiling before the first run."""

from collections import Counter

import pytest

from sim.commands import progress
from sim.processes.order import month
from sim.runs import warm


@pytest.mark.parametrize("helpers", [1, 2, 3])
def test_every_helper_compiles_every_process_and_each_begins_elsewhere(helpers):
    keys = tuple(process.key for process in month())
    orders = [warm.helpers_order(keys, number, helpers) for number in range(helpers)]
    assert all(Counter(order) == Counter(keys) for order in orders)
    assert orders[0] == list(reversed(keys))
    assert len({order[0] for order in orders}) == helpers


def test_a_helper_carries_out_every_process_on_a_world_of_its_own(monkeypatch):
    lived = []
    monkeypatch.setattr(warm, "build", lambda key, *_: lived.append(key))
    monkeypatch.setattr(warm, "month", lambda: [_Process(process.key) for process in month()])
    warm.help_out(0, 1)
    assert set(lived) == {process.key for process in month()}


class _Process:
    parameters_type = None

    def __init__(self, key):
        self.key = key

    def run(self, world, _parameters):
        assert int(world.firms.rows[0]) > 10_000


@pytest.mark.parametrize(("empty", "compiled"), [(True, ["compiled"]), (False, [])])
def test_a_first_run_compiles_with_all_cores_and_says_so_and_later_ones_do_not(monkeypatch, capsys, empty, compiled):
    done = []
    monkeypatch.setattr(progress, "nothing_is_compiled", lambda: empty)
    monkeypatch.setattr(progress, "compile_everything", lambda: done.append("compiled"))
    with progress.shown(2, 1, "en"):
        pass
    assert done == compiled
    assert ("Compiling the kernels" in capsys.readouterr().err) == empty


def test_a_helper_that_fails_is_told(monkeypatch):
    class Failing:
        args = ("helper",)

        def __init__(self, *_args):
            pass

        def wait(self):
            return 1

        def kill(self):
            pass

    monkeypatch.setattr(warm.subprocess, "Popen", Failing)
    monkeypatch.setattr(warm.os, "cpu_count", lambda: 4)
    assert warm.compile_everything().count("helper") == 3
