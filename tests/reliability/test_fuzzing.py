"""A short part of the fuzzing campaign, and what the campaign once found."""

import errno
import json
import tempfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzzing.campaign import fuzz
from benchmarks.fuzzing.files import documents
from benchmarks.fuzzing.guard import Guard
from sim.browser.live.files import read_upload
from sim.commands import failing
from sim.commands.shortage import lacks_memory
from sim.runs.store import RunStore
from sim.runs.tables import DamagedResultsError, read_json, read_table
from sim.scenario.problems import ScenarioError
from sim.studies.design import points_of
from sim.studies.plan import load_plan
from sim.studies.stored import open_results
from sim.studies.sweep import SweepStudy

TRY_DOCUMENT = documents(None)


@pytest.mark.parametrize(
    ("target", "inputs"), [("amounts", 500), ("documents", 200), ("scenarios", 20), ("plans", 20), ("uploads", 20), ("folders", 3), ("commands", 5)]
)
def test_broken_inputs_are_refused_in_words_without_hanging_or_writing_elsewhere(target, inputs, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("benchmarks.fuzzing.campaign.WARMING", 1)
    tally = fuzz(target, range(inputs), tmp_path)
    assert tally.inputs == inputs
    assert tally.findings == {}


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_chance_that_shrinks_finds_no_yaml_that_is_not_told_in_words(rng):
    assert TRY_DOCUMENT(rng) in {"accepted", "refused"}


def test_the_guard_sees_writing_elsewhere_hunger_for_time_and_undeclared_errors(tmp_path):
    guard = Guard(tmp_path / "allowed")
    assert "outside the folder" in guard.tried(lambda: (tmp_path / "elsewhere").write_text("x")).wrong
    assert "ZeroDivisionError" in guard.tried(lambda: 1 / 0).wrong
    assert not (tmp_path / "elsewhere").exists()


def _plan(tmp_path, text):
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return load_plan(path)


def test_a_number_of_a_plan_that_is_none_is_told_as_a_problem_of_the_plan(tmp_path):
    with pytest.raises(ScenarioError) as caught:
        SweepStudy.of(_plan(tmp_path, "scenario: joint-rd\nvary: {parameters.search.take: ['0..', 0.5]}\n"))
    assert [problem.code for problem in caught.value.problems] == ["number_expected"]


@pytest.mark.parametrize(
    "vary",
    ['{levers.transfer_agencies.reward: {from: 1%, to: "\\uFEFF"}}', '{"parameters.sea\\uFEFFrch.take": [0.5]}', '{"parameters.\\e[2J": [0.5]}'],
)
def test_signs_without_a_picture_are_spelled_out_in_the_problems_of_a_plan(vary, tmp_path):
    with pytest.raises(ScenarioError) as caught:
        points_of(_plan(tmp_path, f"scenario: transfer-agencies\nvary: {vary}\n"))
    for language in ("en", "zh"):
        assert all(sign.isprintable() or sign == "\n" for sign in caught.value.in_language(language))


def test_a_number_of_a_plan_may_be_written_as_per_cent(tmp_path):
    study = SweepStudy.of(_plan(tmp_path, "scenario: joint-rd\nreplicates: 1\nvary: {parameters.search.take: [50%]}\n"))
    assert next(iter(study.known_orders(None))).scenario.parameters["search.take"] == 0.5


def test_a_grid_of_more_points_than_fit_is_refused_before_any_is_made(tmp_path):
    ranges = "".join(f"  {key}: {{from: 0.1, to: 0.2}}\n" for key in ("parameters.search.take", "parameters.pilot.cost", "parameters.alliances.cost"))
    with pytest.raises(ScenarioError) as caught:
        points_of(_plan(tmp_path, f"scenario: joint-rd\npoints: 100000\nvary:\n{ranges}"))
    assert "1,000,000,000,000,000 points" in str(caught.value)
    assert "latin-hypercube" in str(caught.value)
    assert "个点" in caught.value.in_language("zh")


def test_any_number_of_points_may_be_drawn_without_a_warning(tmp_path):
    plan = _plan(tmp_path, "scenario: joint-rd\ndesign: sobol\npoints: 5\nvary: {parameters.search.take: {from: 0.1, to: 0.2}}\n")
    assert len(points_of(plan)) == 5


@pytest.mark.parametrize("data", ["data:,é", "data:,A", "data:,====", "data:,AA=A", "data:,/////w=="])
def test_an_upload_that_is_no_text_is_told_to_be_none(data):
    with pytest.raises(ValueError, match="^text$"):
        read_upload(data, "x.yaml")


@pytest.mark.parametrize("manifest", ["[]", "7", "{", "[" * 100_000, '{"format": 1, "address": 3}', "{}"])
def test_a_stored_run_whose_manifest_is_anything_is_set_aside(tmp_path, manifest):
    place = tmp_path / ("a" * 64)
    place.mkdir()
    (place / "manifest.json").write_text(manifest, encoding="utf-8")
    assert RunStore(tmp_path).load("a" * 64) is None
    assert len(list(tmp_path.glob("damaged-*"))) == 1


def test_a_damaged_table_is_told_with_file_reason_and_cure_in_both_languages(tmp_path, capsys, monkeypatch):
    (tmp_path / "runs.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "manifest.json").write_text(json.dumps({"kind": "sweep"}), encoding="utf-8")
    with pytest.raises(DamagedResultsError) as caught:
        open_results(tmp_path).runs  # noqa: B018 - reading is the point
    assert "metrosim resume" in str(caught.value)
    assert "已损坏" in caught.value.in_language("zh")
    monkeypatch.setattr("sys.argv", ["metrosim", "report", "x", "--lang", "en"])
    assert failing.guarded(lambda: read_table(tmp_path / "runs.parquet")) == failing.BAD_INPUT
    assert "runs.parquet is damaged" in capsys.readouterr().err


def test_a_manifest_that_is_no_object_is_damaged(tmp_path):
    path = tmp_path / "manifest.json"
    for content in ("[]", "{", "[" * 100_000):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(DamagedResultsError):
            read_json(path)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("_core.so: failed to map segment from shared object"),
        RuntimeError("can't start new thread"),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_lack_of_memory_is_told_with_its_cure_and_not_as_a_fault_of_the_program(error, wrapped, capsys, monkeypatch):
    def hungry():
        if wrapped:
            raise ValueError("a library gave up") from error
        raise error

    for language, cure in (("en", "--workers 1"), ("zh", "内存不足")):
        monkeypatch.setattr("sys.argv", ["metrosim", "run", "x", "--lang", language])
        assert failing.guarded(hungry) == failing.RUN_FAILED
        told = capsys.readouterr().err
        assert cure in told
        assert "fault of the program" not in told


def test_a_library_that_is_missing_is_no_lack_of_memory():
    assert not lacks_memory(ImportError("No module named 'x'"))
    assert not lacks_memory(OSError("cannot allocate memory in static TLS block"))
