"""Studies that are stopped, share a store, run out of disk, or meet folders that are not theirs."""

import errno
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from benchmarks.stopping import kill_and_resume
from sim.runs import store as store_module
from sim.runs.pool import carry_out
from sim.runs.store import FORMAT, RunStore
from sim.scenario.resolve import load_scenario
from sim.studies.attribution import AttributionStudy
from sim.studies.comparison import ComparisonStudy
from sim.studies.conduct import conduct
from sim.studies.discovery import DiscoveryStudy
from sim.studies.evaluation import Runner
from sim.studies.folder import UnreadablePlanError, begin, read_folder
from sim.studies.mixes import read_dials
from sim.studies.optimisation import OptimisationStudy
from sim.studies.sensitivity import SensitivityStudy
from sim.studies.status import status_of


@pytest.fixture(scope="module")
def pair():
    baseline = load_scenario("baseline-2022").with_horizon("2023-01", "2023-02")
    return baseline, baseline.with_levers("joint_rd", start="2023-01")


@pytest.fixture
def study(pair):
    return ComparisonStudy(compared=pair, replicates=3)


def _begun(study, folder, store=None):
    return begin(study, folder, command="metrosim test", store=store, check=False)


def _tables(folder, *names):
    return {name: pd.read_parquet(folder / f"{name}.parquet") for name in names or ("runs", "effects", "indicators", "ledger", "flows")}


def _same(one, other):
    return all(one[name].equals(other[name]) for name in one)


@pytest.mark.slow
def test_a_study_killed_at_random_moments_ends_like_an_undisturbed_one_and_does_no_run_twice(tmp_path):
    moments, equal = kill_and_resume(tmp_path, times=3, replicates=3, seed=4)
    assert equal
    assert len(set(moments)) > 1


def test_every_kind_of_study_comes_back_from_its_plan(pair, tmp_path):
    baseline, policy = pair
    package = baseline.with_levers("joint_rd", "verify_action", start="2023-01").with_parameters({"pilot.cost": 2.5})
    ranges = {"pilot.cost": (1.0, 3.0)}
    for study in (
        ComparisonStudy(compared=pair, width=0.2, parameters={"pilot.cost": 2.0}),
        SensitivityStudy(baseline=baseline, policies=(policy,), ranges=ranges),
        AttributionStudy(scenario=package, orders=4),
        OptimisationStudy(base=baseline, dials=read_dials("joint_rd.budget=1亿..3亿,verify_action"), budget=10**10, ranges=ranges),
        DiscoveryStudy(baseline=baseline, policy=policy, ranges=ranges),
    ):
        begun = _begun(study, tmp_path / study.kind)
        again = read_folder(tmp_path / study.kind)
        assert again == begun
        assert [scenario.address() for scenario in again.study.scenarios] == [scenario.address() for scenario in study.scenarios]


def test_status_tells_what_is_done_and_what_is_missing(study, tmp_path):
    begun = _begun(study, tmp_path / "study")
    for order in list(study.known_orders(begun.store))[:2]:
        carry_out(order)
    (begun.store / "part-elsewhere-1-ab").mkdir()
    found = status_of(begun)
    assert (found.runs, found.stored, found.finished, found.half_written) == (6, 2, False, 1)
    conduct(begun, Runner())
    found = status_of(read_folder(tmp_path / "study"))
    assert (found.stored, found.finished, found.failed, found.same_model) == (6, True, 0, True)


def test_a_full_disk_is_named_and_the_run_is_done_when_there_is_room(study, tmp_path, monkeypatch):
    write, calls = store_module._write, []

    def full(place, address, outcome):
        calls.append(address)
        if len(calls) == 4:
            (place / "series.parquet").write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")
        write(place, address, outcome)

    monkeypatch.setattr(store_module, "_write", full)
    begun = _begun(study, tmp_path / "study")
    conduct(begun, Runner())
    failed = _tables(tmp_path / "study", "runs")["runs"].query("state == 'failed'")
    assert list(failed.stage) == ["storing"]
    assert "No space left" in failed.message.iloc[0]
    assert "make room" in failed.message.iloc[0]
    assert not list(begun.store.glob("part-*"))
    assert len(list(RunStore(begun.store).addresses())) == 5
    conduct(read_folder(tmp_path / "study"), Runner())
    assert len(calls) == 7
    conduct(_begun(study, tmp_path / "undisturbed"), Runner())
    assert _same(_tables(tmp_path / "study"), _tables(tmp_path / "undisturbed"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_really_full_leaves_nothing_half_written(study, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(disk)], capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        conduct(_begun(study, tmp_path / "study", disk / "store"), Runner())
        runs = _tables(tmp_path / "study", "runs")["runs"]
        assert set(runs.stage[runs.state == "failed"]) == {"storing"}
        assert not list((disk / "store").glob("part-*"))
        store = RunStore(disk / "store")
        assert len(list(store.addresses())) == (runs.state == "done").sum() > 0
        assert all(store.load(address) is not None for address in store.addresses())
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_studies_that_write_to_one_store_at_once_are_both_right(study, tmp_path):
    store = tmp_path / "store"
    code = (
        "import sys\nfrom pathlib import Path\nfrom sim.studies.folder import read_folder\nfrom sim.studies.conduct import conduct\n"
        "from sim.studies.evaluation import Runner\nconduct(read_folder(Path(sys.argv[1])), Runner())\n"
    )
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        _begun(study, folder, store)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda folder: subprocess.run([sys.executable, "-c", code, str(folder)], check=True), folders))
    conduct(_begun(study, tmp_path / "alone"), Runner())
    assert all(_same(_tables(folder), _tables(tmp_path / "alone")) for folder in folders)
    assert len(list(RunStore(store).addresses())) == 6
    assert not [path for path in store.iterdir() if path.name.startswith(("part-", "damaged-"))]


def test_a_plan_of_another_format_or_without_sense_is_refused_with_the_reason(study, tmp_path):
    with pytest.raises(UnreadablePlanError, match="no_plan"):
        read_folder(tmp_path)
    _begun(study, tmp_path / "study")
    path = tmp_path / "study" / "plan.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    for change, code in (({"format": 99}, "plan_format"), ({"kind": "dance"}, "plan_damaged"), ({"study": {}}, "plan_damaged")):
        path.write_text(json.dumps({**record, **change}), encoding="utf-8")
        with pytest.raises(UnreadablePlanError) as caught:
            read_folder(tmp_path / "study")
        assert caught.value.code == code
    path.write_text("{", encoding="utf-8")
    with pytest.raises(UnreadablePlanError, match="plan_damaged"):
        read_folder(tmp_path / "study")


def test_a_plan_whose_scenario_was_altered_is_not_gone_on_with(study, tmp_path):
    _begun(study, tmp_path / "study")
    path = tmp_path / "study" / "plan.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2023-02", "2023-03"), encoding="utf-8")
    with pytest.raises(UnreadablePlanError, match="not what it was"):
        read_folder(tmp_path / "study")


def test_a_failed_run_of_a_study_can_be_replayed_by_its_command(pair, tmp_path, monkeypatch):
    from sim.runs import pool
    from sim.runs.outcome import FAILED, RunOutcome

    simulate = pool.simulate

    def broken(scenario, *, seed, replicate=0, parameters=None, **how):
        if parameters and parameters["pilot.cost"] > 2 and "joint_rd" in dict(scenario.levers):
            return RunOutcome(scenario.key, replicate, seed, FAILED, "running", "broken on purpose")
        return simulate(scenario, seed=seed, replicate=replicate, parameters=parameters, **how)

    monkeypatch.setattr(pool, "simulate", broken)
    study = DiscoveryStudy(baseline=pair[0], policy=pair[1], ranges={"pilot.cost": (1.0, 3.0)}, points=20, replicates=1)
    found = conduct(_begun(study, tmp_path / "study"), Runner())
    assert found.left_out == 10
    runs = _tables(tmp_path / "study", "runs")["runs"]
    failed = runs[runs.state == "failed"]
    assert len(failed) == 10
    file = failed.replay.iloc[0].split()[2]
    again = load_scenario(file)
    assert again.parameters["pilot.cost"] > 2
    assert dict(again.levers) == dict(pair[1].levers)
    assert f"--seed {failed.seed.iloc[0]} --exact-seed" in failed.replay.iloc[0]
    assert (runs.replay[runs.state == "done"] == "").all()


def test_a_run_stored_in_another_format_is_set_aside_and_done_again(study, tmp_path, caplog):
    begun = _begun(study, tmp_path / "study")
    conduct(begun, Runner())
    first = next(RunStore(begun.store).addresses())
    path = begun.store / first / "manifest.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, "format": FORMAT + 1}), encoding="utf-8")
    before = _tables(tmp_path / "study")
    conduct(begun, Runner())
    assert f"format {FORMAT + 1}" in caplog.text
    assert f"format {FORMAT}" in caplog.text
    assert status_of(begun).damaged == 1
    assert _same(before, _tables(tmp_path / "study"))
