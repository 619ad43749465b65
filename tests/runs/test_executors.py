"""Executors of this machine: the contract, lost and hanging workers, bounded memory."""

import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import psutil
import pytest

from sim.runs.executors import InProcess, Processes
from sim.runs.executors.contract import ExecutorContract
from sim.runs.executors.place import Place, PlaceError, read_place
from sim.runs.failures import StoppedByFailureError
from sim.runs.outcome import DONE, FAILED, RunOutcome
from sim.runs.pool import RunOrder, run_all


class TestInProcess(ExecutorContract):
    survives_lost_workers = False

    def make_executor(self):
        return InProcess()


class TestProcesses(ExecutorContract):
    def make_executor(self):
        return Processes(2, tries=2)


def _hang_at_two(number):
    if number == 2:
        time.sleep(600)
    return number


@pytest.mark.slow
def test_an_item_that_hangs_is_ended_and_told_and_the_others_are_done():
    with Processes(2, patience=8, tries=2) as executor:
        found = list(executor.map(_hang_at_two, range(5), lost=lambda _item, reason: reason))
    assert found[:2] + found[3:] == [0, 1, 3, 4]
    assert "no answer within 8 s" in found[2]


def test_workers_end_when_their_study_is_killed(tmp_path):
    code = "import os, time\nfrom sim.runs.executors import Processes\nfrom test_executors import _tell_pid\n"
    code += f"if __name__ == '__main__':\n    list(Processes(2).map(_tell_pid, [{str(tmp_path)!r}] * 200, lost=None))\n"
    script = tmp_path / "study.py"
    script.write_text(code, encoding="utf-8")
    paths = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""), str(Path(__file__).parents[2])])
    study = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": paths})
    deadline = time.monotonic() + 60
    while len(list(tmp_path.glob("*.pid"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = [int(path.stem) for path in tmp_path.glob("*.pid")]
    study.kill()
    study.wait()
    while any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert len(workers) == 2


def _tell_pid(folder):
    (Path(folder) / f"{os.getpid()}.pid").touch()
    time.sleep(0.1)


def _pid(_number):
    return os.getpid()


def test_worker_processes_stay_alive_between_items():
    with Processes(2) as executor:
        assert len(set(executor.map(_pid, range(40), lost=None))) <= 2


def test_a_hundred_thousand_orders_need_the_memory_of_a_few(baseline, monkeypatch):
    monkeypatch.setattr("sim.runs.pool.simulate", None)  # nothing is simulated here
    orders = (RunOrder(baseline.with_parameters({"pilot.cost": 1 + i / 1e5}), i, i) for i in range(100_000))
    tracemalloc.start()
    done = sum(1 for _ in InProcess().map(lambda order: order.seed, orders, lost=None))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert done == 100_000
    assert peak < 2_000_000


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("local", Place("local")),
        ("local:3", Place("local", number=3)),
        ("tcp://10.0.0.7:8786", Place("tcp", "tcp://10.0.0.7:8786")),
        ("tls://head.cluster:8786", Place("tls", "tls://head.cluster:8786")),
        ("slurm", Place("slurm")),
    ],
)
def test_clusters_are_named_as_the_help_says(written, place):
    assert read_place(written) == place


@pytest.mark.parametrize("written", ["locl", "local:0", "tcp://host", "http://host:80", "tcp://a b:1", "", "slurm:3"])
def test_anything_else_is_no_cluster(written):
    with pytest.raises(PlaceError, match="cluster_form"):
        read_place(written)


def test_a_study_can_stop_at_the_first_failure(baseline, monkeypatch):
    seen = []

    def broken(order):
        seen.append(order.replicate)
        state = FAILED if order.replicate == 1 else DONE
        return RunOutcome(order.scenario.key, order.replicate, order.seed, state, "running", "broken on purpose")

    monkeypatch.setattr("sim.runs.pool.carry_out", broken)
    orders = [RunOrder(baseline, i, i) for i in range(4)]
    with pytest.raises(StoppedByFailureError, match="broken on purpose"):
        run_all(orders, on_error="now")
    assert seen == [0, 1]
    assert [outcome.state for outcome in run_all(orders)] == [DONE, FAILED, DONE, DONE]
