"""The verbs of studies on the command line: estimates, failures, resuming, refusals."""

import json
import re
import shlex

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.commands.main import app
from sim.runs import pool
from sim.runs.outcome import FAILED, RunOutcome

STUDIES = {
    "compare": ("compare", "bare.yaml", "short.yaml", "-n", "2", "--no-report"),
    "sweep": ("sweep", "plan.yaml"),
    "sensitivity": ("sensitivity", "bare.yaml", "short.yaml", "--factors", "pilot.cost,pilot.months", "--size", "2", "-n", "1"),
    "attribute": ("attribute", "package.yaml", "-n", "1"),
    "optimise": ("optimise", "bare.yaml", "--budget", "2亿", "--levers", "joint_rd", "--trials", "4", "-n", "1", "--fresh", "2"),
    "discover": ("discover", "bare.yaml", "short.yaml", "--factors", "pilot.cost", "--points", "20", "-n", "1"),
}


@pytest.fixture
def typed(short_scenario, monkeypatch):
    """Carry out a command line in this process, in the folder of the short scenario, on one worker."""
    text = short_scenario.read_text(encoding="utf-8").replace("2023-03", "2023-02")
    (short_scenario.parent / "package.yaml").write_text(text + "  verify_action:\n    start: 2023-01\n", encoding="utf-8")
    plan = "scenario: short.yaml\nbaseline: bare.yaml\nvary: {levers.joint_rd.cap: [100万, 300万]}\nreplicates: 1\n"
    (short_scenario.parent / "plan.yaml").write_text(plan, encoding="utf-8")
    monkeypatch.chdir(short_scenario.parent)
    monkeypatch.setenv("METROSIM_LANG", "en")

    def call(*words, env=None):
        workers = ("--workers", "1") if words[0] not in ("status", "report") else ()
        return CliRunner().invoke(app, [*words, *workers], env=env)

    return call


@pytest.fixture
def one_failure(monkeypatch):
    """The run of the second replicate of a policy fails."""
    simulate = pool.simulate

    def sometimes(scenario, *, seed, replicate=0, **how):
        if replicate == 1 and "joint_rd" in dict(scenario.levers):
            return RunOutcome(scenario.key, replicate, seed, FAILED, "running", "ValueError: broken on purpose")
        return simulate(scenario, seed=seed, replicate=replicate, **how)

    monkeypatch.setattr("sim.runs.pool.simulate", sometimes)


@pytest.mark.parametrize("verb", STUDIES)
def test_every_study_writes_its_folder_and_goes_on_from_it(typed, tmp_path, monkeypatch, verb):
    done = typed(*STUDIES[verb], "--results", "out")
    assert done.exit_code == 0, done.output
    tables = {path.name: pd.read_parquet(path) for path in (tmp_path / "out").glob("*.parquet")}
    assert "runs.parquet" in tables
    (tmp_path / "out" / "manifest.json").unlink()
    for file in ("short.yaml", "bare.yaml", "plan.yaml", "package.yaml"):
        (tmp_path / file).unlink()
    monkeypatch.setattr("sim.runs.pool.simulate", lambda *_a, **_k: pytest.fail("a run was done twice"))
    again = typed("resume", "out")
    assert again.exit_code == 0, again.output
    assert again.stdout.splitlines()[:3] == done.stdout.splitlines()[:3]
    assert all(pd.read_parquet(tmp_path / "out" / name).equals(table) for name, table in tables.items())
    told = json.loads(typed("status", "out", "--json").stdout)
    assert told["finished"]
    assert told["stored"] == len(tables["runs.parquet"].drop_duplicates(["scenario", "replicate", "seed"])) or not told["exact"] or verb in (
        "sensitivity", "discover")  # fmt: skip


@pytest.mark.parametrize("verb", STUDIES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_dry_run_counts_runs_and_does_none(typed, tmp_path, verb, language):
    words = [word for word in STUDIES[verb] if word != "--no-report"]
    done = typed(*words, "--dry-run", "--lang", language)
    assert done.exit_code == 0, done.output
    assert re.search(r"\d", done.stdout)
    assert ("runs" if language == "en" else "次运行") in done.stdout
    assert not (tmp_path / "results").exists()


def test_json_of_a_study_is_alone_on_standard_output_and_leaves_no_folder(typed, tmp_path):
    for verb in ("sweep", "discover"):
        assert json.loads(typed(*STUDIES[verb], "--json").stdout)
    assert not (tmp_path / "results").exists()


def test_failed_runs_decide_the_status_unless_they_are_to_be_ignored(typed, one_failure, tmp_path):
    words = STUDIES["compare"]
    after, ignored = typed(*words, "--results", "a"), typed(*words, "--results", "b", "--on-error", "ignore")
    assert (after.exit_code, ignored.exit_code) == (1, 0)
    assert "1 of 4 runs failed" in after.stderr
    assert "1 of 4 runs failed" in ignored.stderr
    assert "Replay: metrosim run a/scenarios/" in after.stderr
    replay = shlex.split(after.stderr.rpartition("Replay: metrosim ")[2])
    assert typed(*replay, "--no-results").exit_code == 0  # alone it is replicate 0, which does not fail
    runs = pd.read_parquet(tmp_path / "a" / "runs.parquet")
    assert runs.replay[runs.state == "failed"].item() == shlex.join(["metrosim", *replay])


def test_the_first_failure_stops_a_study_that_is_told_so_and_finished_runs_stay(typed, one_failure, tmp_path):
    done = typed(*STUDIES["compare"], "--results", "a", "--on-error", "now")
    assert done.exit_code == 1
    assert "Stopped at the first failed run" in done.stderr
    assert "Replay: metrosim run a/scenarios/" in done.stderr
    assert not (tmp_path / "a" / "manifest.json").exists()
    assert "3 of 4 runs are done" in typed("status", "a").stdout
    stopped = typed("run", "short.yaml", "-n", "4", "--on-error", "now", "--no-results")
    assert stopped.exit_code == 1
    assert "broken on purpose" in stopped.stderr


def test_a_study_in_which_nothing_is_left_is_no_fault_of_the_program(typed, monkeypatch):
    monkeypatch.setattr("sim.runs.pool.simulate", lambda s, *, seed, **_k: RunOutcome(s.key, 0, seed, FAILED, "running", "broken"))
    for verb in ("sensitivity", "attribute", "optimise", "discover"):
        done = typed(*STUDIES[verb], "--results", verb)
        assert done.exit_code == 1
        assert "Nothing can be computed" in done.stderr, done.output


def test_replay_commands_of_runs_hold_for_files_and_shortened_horizons(typed, tmp_path):
    assert typed("run", "short.yaml", "--months", "1", "--results", "out").exit_code == 0
    before = pd.read_parquet(tmp_path / "out" / "indicators.parquet")
    replay = shlex.split(pd.read_parquet(tmp_path / "out" / "runs.parquet").replay.item())
    (tmp_path / "short.yaml").unlink()
    assert typed(*replay[1:], "--results", "again").exit_code == 0
    again = pd.read_parquet(tmp_path / "again" / "indicators.parquet")
    assert again.value.equals(before.value)
    assert set(again.month) == set(before.month)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("sweep", "plan.yaml", "--cluster", "locl"), "local:4"),
        (("sweep", "plan.yaml", "--cluster", "tls://127.0.0.1:1"), "--tls-ca"),
        (("sweep", "plan.yaml", "--cluster", "tls://127.0.0.1:1", "--tls-ca", "absent.pem"), "absent.pem"),
        (("optimise", "bare.yaml", "--budget", "20", "--levers", "joint_rd"), "20亿"),
        (("optimise", "bare.yaml", "--budget", "2亿", "--levers", "joint_rd", "--goal", "joy"), "converted, turnover, equality, cost"),
        (("optimise", "bare.yaml", "--budget", "2亿", "--levers", "joint_dr"), "did you mean joint_rd"),
        (("optimise", "bare.yaml", "--budget", "2亿", "--levers", "joint_rd=2..1"), "the lower end comes first"),
        (("optimise", "bare.yaml", "--budget", "2亿", "--levers", "joint_rd.ratio=0%..300%"), "100%"),
        (("optimise", "bare.yaml", "--budget", "2亿", "--levers", "joint_rd", "--trials", "1"), "--trials"),
        (("discover", "bare.yaml", "short.yaml", "--factors", "pilto"), "pilot"),
        (("discover", "bare.yaml", "short.yaml", "--factors", "pilot", "--points", "3"), "--points"),
        (("discover", "bare.yaml", "package.yaml", "--factors", "pilot"), "horizons"),
        (("sensitivity", "bare.yaml", "bare.yaml", "--factors", "pilot"), "compared once"),
        (("status", "nowhere"), "plan.json"),
        (("resume", "nowhere"), "plan.json"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_cure(typed, monkeypatch, words, named):
    from sim.commands.failing import BAD_INPUT, guarded

    monkeypatch.setattr("sim.runs.pool.simulate", lambda *_a, **_k: pytest.fail("a run was started"))
    told = []
    monkeypatch.setattr("sim.commands.failing.note", told.append)
    assert guarded(lambda: app(list(words), standalone_mode=True)) == BAD_INPUT
    assert named in "\n".join(told)
    assert "fault of the program" not in "\n".join(told)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_study_on_a_local_cluster_equals_one_on_processes(typed, tmp_path):
    pytest.importorskip("distributed")
    assert typed(*STUDIES["sweep"], "--results", "here").exit_code == 0
    assert typed(*STUDIES["sweep"], "--results", "there", "--cluster", "local:2").exit_code == 0
    for name in ("effects", "points", "runs"):
        here, there = (pd.read_parquet(tmp_path / folder / f"{name}.parquet") for folder in ("here", "there"))
        assert here.equals(there)
