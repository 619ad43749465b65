"""The run store: present is loaded, absent is produced, damage is noticed."""

import errno
import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from sim.runs import pool
from sim.runs import store as store_module
from sim.runs.address import run_address
from sim.runs.outcome import DONE, FAILED, simulate
from sim.runs.pool import RunOrder, carry_out, run_all
from sim.runs.store import RunStore


@pytest.fixture
def order(baseline, tmp_path):
    scenario = baseline.with_horizon("2023-01", "2023-03").with_levers("joint_rd", start="2023-01")
    return RunOrder(scenario, 0, 11, store=tmp_path / "store")


def _address(order):
    return run_address(order.scenario, order.parameters, order.seed)


def _same(one, other):
    same_years = all(
        np.array_equal(getattr(one.years[y], name), getattr(other.years[y], name))
        for y in one.years
        for name in ("registered_value", "real_value", "contracts")
    )
    return one.series.tobytes() == other.series.tobytes() and np.array_equal(one.money, other.money) and same_years and one.months == other.months


def test_a_stored_run_comes_back_bit_for_bit(order):
    made = carry_out(order)
    assert made.state == DONE
    assert _same(RunStore(order.store).load(_address(order)), made)


def test_a_run_that_is_there_is_not_done_again(order, monkeypatch):
    made = carry_out(order)
    monkeypatch.setattr(pool, "simulate", lambda *_a, **_k: pytest.fail("the run was done twice"))
    assert _same(carry_out(order), made)


def test_the_address_depends_on_what_changes_the_result_and_on_nothing_else(order):
    scenario = order.scenario
    same = run_address(scenario.named("other", scenario.title), {}, 11)
    assert same == _address(order)
    others = {
        run_address(scenario, {}, 12),
        run_address(scenario, {"pilot.cost": 2.5}, 11),
        run_address(scenario.with_horizon("2023-01", "2023-04"), {}, 11),
        run_address(scenario.with_levers("joint_rd", start="2023-02"), {}, 11),
    }
    assert len(others | {same}) == 5


@pytest.mark.parametrize("table", ["series", "money", "flows"])
def test_a_truncated_table_is_noticed_named_set_aside_and_recomputed(order, table, caplog):
    made = carry_out(order)
    path = order.store / _address(order) / f"{table}.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with caplog.at_level(logging.WARNING):
        again = carry_out(order)
    assert _same(again, made)
    assert f"{table}.parquet" in caplog.text
    assert len(list(order.store.glob("damaged-*"))) == 1
    assert list(RunStore(order.store).addresses()) == [_address(order)]


def test_a_damaged_run_that_cannot_be_set_aside_fails_with_its_place_and_the_cure(order, monkeypatch):
    carry_out(order)
    (order.store / _address(order) / "manifest.json").write_text("{", encoding="utf-8")

    def read_only(path, _target):
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "rename", read_only)
    outcome = carry_out(order)
    assert (outcome.state, outcome.stage) == ("failed", "loading")
    assert _address(order) in outcome.message
    assert "Read-only file system" in outcome.message
    assert "change the rights of the folder or choose another with --store" in outcome.message


def test_a_run_that_cannot_be_read_for_lack_of_memory_is_not_set_aside(order, monkeypatch):
    carry_out(order)

    def hungry(*_words, **_options):
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("sim.runs.store.pd.read_parquet", hungry)
    with pytest.raises(OSError, match="Cannot allocate memory"):
        RunStore(order.store).load(_address(order))
    assert list(RunStore(order.store).addresses()) == [_address(order)]


def test_an_altered_manifest_is_noticed(order, caplog):
    carry_out(order)
    path = order.store / _address(order) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "address": "0" * 64}), encoding="utf-8")
    assert RunStore(order.store).load(_address(order)) is None


def test_two_studies_may_finish_the_same_run(order):
    outcome, store = simulate(order.scenario, seed=order.seed), RunStore(order.store)
    store.save(_address(order), outcome)
    store.save(_address(order), outcome)
    assert list(store.addresses()) == [_address(order)]
    assert not list(order.store.glob("part-*"))


def test_a_failed_run_is_not_stored(order, monkeypatch):
    monkeypatch.setattr(pool, "simulate", lambda s, **k: pool.RunOutcome(s.key, 0, 11, FAILED, "running", "broken"))
    assert carry_out(order).state == FAILED
    assert list(RunStore(order.store).addresses()) == []


def test_a_store_that_cannot_be_written_gives_a_failed_run_with_a_cure(order, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    outcome = carry_out(RunOrder(order.scenario, 0, 11, store=blocked))
    assert outcome.state == FAILED
    assert outcome.stage == "storing"
    assert "another folder" in outcome.message


def test_half_written_runs_of_killed_workers_can_be_swept(order):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    store = RunStore(order.store)
    kept = [f"part-{store_module._host()}-{os.getpid()}-0a", "part-otherhost-1-0a"]
    for name in (f"part-{store_module._host()}-{ended.pid}-0a", "part-otherhost-2-0a", *kept):
        (order.store / name).mkdir(parents=True)
    os.utime(order.store / "part-otherhost-2-0a", (0, 0))
    assert store.sweep_parts() == 2
    assert {path.name for path in order.store.iterdir()} == set(kept)


def test_a_killed_comparison_goes_on_where_it_was(tmp_path, baseline):
    scenario = baseline.with_horizon("2023-01", "2023-02")
    code = (
        "from pathlib import Path\nfrom sim.runs.pool import RunOrder, run_all\nfrom sim.scenario.resolve import load_scenario\n"
        "s = load_scenario('baseline-2022').with_horizon('2023-01', '2023-02')\n"
        f"run_all([RunOrder(s, i, i, store=Path({str(tmp_path / 'store')!r})) for i in range(40)])\n"
    )
    study = subprocess.Popen([sys.executable, "-c", code])
    store = RunStore(tmp_path / "store")
    deadline = time.monotonic() + 60
    while len(list(store.addresses())) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(study.pid, signal.SIGKILL)
    study.wait()
    kept = len(list(store.addresses()))
    assert 3 <= kept < 40
    resumed = run_all([RunOrder(scenario, i, i, store=store.folder) for i in range(40)])
    undisturbed = run_all([RunOrder(scenario, i, i) for i in range(40)])
    assert all(_same(one, other) for one, other in zip(resumed, undisturbed, strict=True))
