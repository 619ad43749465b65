"""Dask: the contract, a worker killed in the middle, TLS, and what is told when a cluster cannot be used."""

import logging
import os
import signal

import pytest

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
import dask
from clusters import Certificates, cluster
from distributed.scheduler import KilledWorker

from sim.runs.executors.cluster import Cluster
from sim.runs.executors.contract import ExecutorContract
from sim.runs.executors.place import PlaceError, Tls, read_place
from sim.runs.outcome import DONE
from sim.runs.pool import RunOrder, run_all

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
RUNS = 24


@pytest.fixture
def orders(baseline, tmp_path):
    scenario = baseline.with_horizon("2023-01", "2023-04")
    return [RunOrder(scenario, i, 100 + i) for i in range(RUNS)]


class TestLocalCluster(ExecutorContract):
    def make_executor(self):
        return Cluster(read_place("local:2"))


def _die_at_three(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_neighbours_of_an_item_that_kills_their_only_worker_are_done_all_the_same():
    with Cluster(read_place("local:1")) as executor:
        found = list(executor.map(_die_at_three, range(6), lost=lambda item, _reason: f"{item} was given up"))
    assert found == [0, 1, 2, "3 was given up", 4, 5]


def test_a_worker_that_the_cluster_forgot_after_a_death_is_replaced():
    """Dask forgets a worker that is away 15 seconds after a death, as one is that dies again and again on a busy machine."""
    impatient = {"distributed.deploy.lost-worker-timeout": "100ms", "distributed.scheduler.allowed-failures": 1}
    with dask.config.set(impatient), Cluster(read_place("local:1")) as executor:
        found = list(executor.map(_die_at_three, range(5), lost=lambda item, _reason: f"{item} was given up"))
    assert found == [0, 1, 2, "3 was given up", 4]


def test_an_item_that_is_blamed_for_a_neighbours_deaths_is_begun_again_when_it_is_alone(monkeypatch):
    with Cluster(read_place("local:1")) as executor:
        first, blamed = executor._first, []

        def blaming(one, work):
            if one.item == 2 and not blamed:
                blamed.append(one)
                raise KilledWorker("2", None, 3)
            return first(one, work)

        monkeypatch.setattr(executor, "_first", blaming)
        assert list(executor.map(abs, range(6), lost=lambda item, _reason: f"{item} was given up")) == list(range(6))
        assert blamed


def _killing(worker):
    """Progress that kills a worker when a third of the runs is done."""

    def progress(done, total):
        if done == total // 3:
            os.kill(worker.pid, signal.SIGKILL)

    return progress


@pytest.mark.parametrize("encrypted", [False, True])
def test_three_workers_of_which_one_is_killed_give_what_the_process_pool_gives(orders, tmp_path, encrypted):
    here = run_all(orders, workers=2)
    files = Certificates(tmp_path / "tls") if encrypted else None
    tls = Tls(files.ca, files.cert, files.key) if encrypted else Tls()
    with cluster(tmp_path / "dask", 3, tls=files) as running, Cluster(read_place(running.address), tls=tls) as executor:
        assert running.address.startswith("tls://" if encrypted else "tcp://")
        executor._client.wait_for_workers(3, timeout=60)
        there = run_all(orders, executor=executor, progress=_killing(running.workers[0]))
        assert running.workers[0].wait(timeout=10) == -signal.SIGKILL
    assert [outcome.state for outcome in there] == [DONE] * RUNS
    assert [outcome.series.tobytes() for outcome in there] == [outcome.series.tobytes() for outcome in here]
    assert [outcome.money.tobytes() for outcome in there] == [outcome.money.tobytes() for outcome in here]


def test_a_client_without_the_right_certificate_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.runs.executors.connect.ANSWER_SECONDS", 2)
    files, strange = Certificates(tmp_path / "tls"), Certificates(tmp_path / "strange")
    with cluster(tmp_path / "dask", 0, tls=files) as running:
        for place, tls, code in (
            (running.address, Tls(), "tls_settings"),
            (running.address, Tls(files.ca, strange.cert, strange.key), "cluster_silent"),
            (running.address.replace("tls", "tcp"), Tls(), "cluster_silent"),
            (running.address, Tls(files.ca, "absent.pem", ""), "tls_files"),
        ):
            with pytest.raises(PlaceError) as caught:
                Cluster(read_place(place), tls=tls)
            assert caught.value.code == code


def test_a_scheduler_without_workers_and_one_that_is_not_there_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.runs.executors.connect.ANSWER_SECONDS", 2)
    monkeypatch.setattr("sim.runs.executors.connect.WORKER_SECONDS", 1)
    with cluster(tmp_path / "dask", 0) as running:
        with pytest.raises(PlaceError) as caught:
            Cluster(read_place(running.address))
        assert caught.value.code == "cluster_empty"
    with pytest.raises(PlaceError) as caught:
        Cluster(read_place(running.address))
    assert caught.value.code == "cluster_silent"


def test_workers_that_run_other_code_are_refused(tmp_path, monkeypatch):
    with cluster(tmp_path / "dask", 1) as running:
        monkeypatch.setattr("sim.runs.address.code_version", lambda: "another")
        with pytest.raises(PlaceError) as caught:
            Cluster(read_place(running.address))
    assert caught.value.code == "cluster_versions"


def test_a_scheduler_that_is_gone_is_told_once_and_without_a_traceback(orders, tmp_path, caplog, monkeypatch):
    log = logging.getLogger("distributed.client")
    monkeypatch.setattr(log, "handlers", [caplog.handler])  # Dask keeps its records from the root
    with cluster(tmp_path / "dask", 1) as running:

        def progress(done, _total):
            if done == 1:
                running.scheduler.kill()

        with pytest.raises(PlaceError) as caught, Cluster(read_place(running.address)) as executor:
            run_all(orders, executor=executor, progress=progress)
    assert caught.value.code == "cluster_gone"
    assert "\n" not in caught.value.values["reason"]
    assert not [record for record in caplog.records if record.exc_info]
    assert log.level < logging.CRITICAL
