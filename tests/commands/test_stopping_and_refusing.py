"""What the command line does when it is interrupted, cut off, or given what it cannot use."""

import os
import signal
import subprocess
import sys

import pytest

from sim.commands.failing import BAD_INPUT, INTERRUPTED, RUN_FAILED, guarded
from sim.commands.main import app


@pytest.fixture
def typed(monkeypatch, capsys):
    """Carry out a command line in this process; return its status and what went to standard error."""

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["metrosim", *words])
        monkeypatch.setenv("METROSIM_LANG", "en")
        status = guarded(lambda: app(standalone_mode=True))
        return status, capsys.readouterr().err

    return call


def failing_with(error):
    def fail(*_words, **_options):
        raise error

    return fail


def _listen_to_interrupts():
    """A shell starts background jobs deaf to interrupts, and the tests may run in one."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_an_interrupt_ends_with_a_line_and_status_130(tmp_path):
    env = {**os.environ, "METROSIM_LANG": "en"}
    words = [sys.executable, "-m", "sim.commands.main", "run", "baseline-2022", "--replicates", "50", "--workers", "1"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(words, cwd=tmp_path, env=env, preexec_fn=_listen_to_interrupts, **pipes) as process:
        first = process.stderr.readline()
        while first.startswith("Compiling"):
            first = process.stderr.readline()
        assert first.startswith("Running")
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=120)[1]
    assert process.returncode == INTERRUPTED
    assert "Stopped on request" in told
    assert "Traceback" not in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("language", "line"), [("en", "Stopped on request"), ("zh", "已按要求停止")])
def test_an_interrupt_is_told_in_the_readers_language(typed, monkeypatch, language, line):
    monkeypatch.setattr("sim.scenario.resolve.load_scenario", failing_with(KeyboardInterrupt()))
    status, told = typed("show", "baseline-2022", f"--lang={language}")
    assert status == INTERRUPTED
    assert line in told


def test_a_reader_that_goes_away_is_no_reason_to_complain(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "sim.commands.main", "parameters"], cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert done.stderr == b""


def test_a_fault_of_the_program_tells_what_happened_and_how_to_report_and_replay_it(typed, monkeypatch):
    monkeypatch.delenv("METROSIM_DEBUG", raising=False)
    monkeypatch.setattr("sim.scenario.resolve.load_scenario", failing_with(ZeroDivisionError("by nothing")))
    status, told = typed("show", "baseline-2022")
    assert status == RUN_FAILED
    assert all(part in told for part in ("ZeroDivisionError: by nothing", "report", "metrosim show baseline-2022", "METROSIM_DEBUG"))
    assert "Traceback" not in told


def test_debugging_shows_where_a_fault_happened(typed, monkeypatch):
    monkeypatch.setenv("METROSIM_DEBUG", "1")
    monkeypatch.setattr("sim.scenario.resolve.load_scenario", failing_with(ZeroDivisionError("by nothing")))
    assert "Traceback" in typed("show", "baseline-2022")[1]


def test_a_full_disk_is_no_fault_of_the_program_and_names_the_cure(typed, monkeypatch):
    monkeypatch.setattr("sim.scenario.resolve.load_scenario", failing_with(OSError(28, "No space left on device")))
    status, told = typed("show", "baseline-2022")
    assert status == RUN_FAILED
    assert "Make room" in told


@pytest.mark.parametrize(
    "words",
    [
        ("parameters", "--csv", "nowhere/table.csv"),
        ("parameters", "--csv", "folder"),
        ("run", "baseline-2022", "--results", "file/results"),
        ("compare", "baseline-2022", "launch-fund", "--results", "file"),
        ("compare", "baseline-2022", "launch-fund", "--store", "file/store"),
        ("new", "nowhere/mine"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_before_anything_runs(typed, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr("sim.runs.pool.simulate", failing_with(AssertionError("a run was started")))
    status, told = typed(*words)
    assert status == BAD_INPUT
    assert words[-1].split("/")[0] in told
    assert "fault of the program" not in told


@pytest.mark.parametrize(("option", "value"), [("--workers", "-3"), ("--seed", "-1"), ("--seed", str(1 << 63))])
def test_a_number_out_of_its_range_is_refused_with_the_range(typed, option, value):
    for verb in (("run", "baseline-2022"), ("compare", "baseline-2022", "launch-fund")):
        status, told = typed(*verb, option, value)
        assert status == BAD_INPUT
        assert option in told
        assert "between 0 and" in told


def test_a_misspelt_scenario_lever_and_group_are_named_with_what_exists(typed):
    for words, likely in (
        (("show", "launch-fnd"), "did you mean launch-fund?"),
        (("show", "launch-fund", "--lever", "joint_rd"), "launch_fund"),
        (("levers", "launch_fond"), "metrosim levers"),
        (("parameters", "--group", "pilots"), "pilot"),
    ):
        status, told = typed(*words)
        assert status == BAD_INPUT
        assert likely in told


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("sweep", "plan.yaml", "--outcome", "conversions"), "conversions"),
        (("sensitivity", "baseline-2022", "launch-fund", "--factors", "funds", "--replicates", "0"), "--replicates"),
    ],
)
def test_studies_refuse_what_they_would_otherwise_leave_unanswered(typed, words, named):
    status, told = typed(*words)
    assert status == BAD_INPUT
    assert named in told


def test_a_manifest_of_something_else_is_refused_by_the_report(typed, tmp_path):
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "effects.parquet").touch()
    status, told = typed("report", str(tmp_path))
    assert status == BAD_INPUT
    assert "manifest.json" in told
    assert "fault of the program" not in told


@pytest.mark.parametrize(
    ("options", "told"),
    [(("--format", "pdf"), "html, docx, xlsx, latex"), (("--form", "brief", "--format", "docx,xlsx"), "formats of a brief are html, docx")],
)
def test_a_format_that_does_not_exist_or_has_nothing_to_show_is_refused(typed, tmp_path, options, told):
    status, said = typed("report", str(tmp_path), *options)
    assert status == BAD_INPUT
    assert told in said


def test_two_options_that_contradict_each_other_are_refused(typed, tmp_path):
    status, told = typed("run", "baseline-2022", "--no-results", "--results", str(tmp_path))
    assert status == BAD_INPUT
    assert "--no-results" in told
