"""Every way to break a scenario file gets its own small case: what, where, allowed and cure must be told."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from broken_cases import CASES, Case
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario.problems import ScenarioError
from sim.scenario.reader import MOST_BYTES, read_bytes

HEAD = "title: {en: A test, zh: 测试}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_file_is_told_with_place_and_cure(case: Case, broken) -> None:
    error = broken(broken=HEAD + case.lines if case.with_head else case.lines)
    told = str(error)
    for part in case.told:
        assert part in told
    assert case.codes is None or [problem.code for problem in error.problems] == list(case.codes)
    assert error.problems[0].line == case.line


def test_several_mistakes_are_told_together(broken) -> None:
    lines = "levers:\n  orchard:\n    size: 5000\n    direct: 90%\n  beehiv:\nhorizont: {}\n"
    error = broken(broken=HEAD + lines)
    assert [problem.code for problem in error.problems] == [
        "money_unit_missing",
        "out_of_range",
        "unknown_lever",
        "unknown_key",
    ]
    assert str(error).startswith("4 problem(s)")


def test_mistakes_of_a_base_are_told_with_the_file_of_the_base(broken) -> None:
    error = broken(base=HEAD + "levers: {orchard: {size: 5}}\n", heir=HEAD + "base: base\nlevers: {beehive: {}}\n")
    assert {problem.file for problem in error.problems} == {"scenarios/base.yaml", "scenarios/heir.yaml"}


def test_a_file_of_a_hundred_megabytes_is_refused_unread(folder: Path, broken) -> None:
    huge = folder / "huge.yaml"
    huge.touch()
    os.truncate(huge, 100 * 1024 * 1024)
    told = str(broken(huge))
    assert "104,857,600 bytes" in told
    assert f"at most {MOST_BYTES:,} bytes" in told


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\x00\x00", b"title: \xff\xfe", b"a: \x00", "title: 测试".encode("gbk")])
def test_a_binary_file_is_refused(raw: bytes, folder: Path, broken) -> None:
    (folder / "picture.yaml").write_bytes(raw)
    assert "the file is not UTF-8 text" in str(broken("picture"))


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n", "null\n"])
def test_an_empty_file_is_told_to_be_empty(content: str, broken) -> None:
    error = broken(empty=content)
    assert "the file is empty" in str(error)
    assert "metrosim new" in str(error)


def test_a_missing_base_is_told_with_the_chain_and_a_likely_name(broken) -> None:
    error = broken(plan=HEAD, heir=HEAD + "base: plann\n")
    assert "the base plann does not exist (bases: heir → plann)" in str(error)
    assert "did you mean plan?" in str(error)
    assert error.problems[0].line == 2


def test_bases_in_a_circle_are_told_with_the_chain(broken) -> None:
    error = broken(one=HEAD + "base: two\n", two=HEAD + "base: one\n")
    assert "the bases run in a circle: two → one → two" in str(error)


def test_a_base_cannot_be_itself(broken) -> None:
    assert "circle: self → self" in str(broken(self=HEAD + "base: self\n"))


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "..", "a/../../b", "~/x", "..\\x"])
def test_a_name_cannot_leave_the_folder(name: str, broken) -> None:
    error = broken(name)
    assert error.problems[0].code == "name_leaves_folder"
    assert "points outside the folder of scenarios" in str(error)


def test_a_base_cannot_leave_the_folder_either(broken) -> None:
    error = broken(heir=HEAD + "base: ../other\n")
    assert error.problems[0].code == "name_leaves_folder"
    assert "scenarios/heir.yaml:2" in str(error)


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path, broken) -> None:
    (tmp_path / "outside.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "inside.yaml").symlink_to(tmp_path / "outside.yaml")
    assert broken("inside").problems[0].code == "name_leaves_folder"


@pytest.mark.parametrize("name", ["nowhere", "no where", "a/b/c", "x" * 5000, "nul\0", "", "baseline.yaml", "./x"])
def test_an_unknown_name_is_told(name: str, broken) -> None:
    assert broken(name).problems[0].code in {"no_such_scenario", "no_such_file"}


def test_an_unknown_name_is_told_with_a_likely_one(load, broken) -> None:
    load(baseline=HEAD)
    told = str(broken("baselin"))
    assert "there is no scenario called baselin" in told
    assert "did you mean baseline?" in told


def test_a_folder_is_no_scenario(folder: Path, broken) -> None:
    (folder / "sub.yaml").mkdir()
    assert broken(folder / "sub.yaml").problems[0].code == "no_such_file"


def test_control_characters_of_a_file_never_reach_the_terminal(broken) -> None:
    told = str(broken(broken=HEAD + 'levers: {"\\e[31mred": {}}\n'))
    assert "\x1b" not in told
    assert "\\x1b[31mred" in told


def test_long_values_are_shortened(broken) -> None:
    assert len(str(broken(broken=HEAD + f"levers: {{orchard: {{size: {'9' * 5000}x}}}}\n"))) < 1000


def outcome(action: Callable[[], object]) -> str:
    """Say how an action ends: well, or with an error that both languages can tell."""
    try:
        action()
    except ScenarioError as error:
        return str(error) + error.in_language("zh")
    return "well"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_scenario_errors(raw: bytes) -> None:
    assert outcome(lambda: read_bytes(raw, "random.yaml"))


_WORDS = st.text("abc:[]{}-&*!%#'\"\\|>\n \t,?~0UxN", max_size=80)


@settings(deadline=None)
@given(_WORDS)
def test_random_yaml_raises_nothing_but_scenario_errors(words: str) -> None:
    assert outcome(lambda: read_bytes(words.encode(), "random.yaml"))


_LEAVES = st.sampled_from(["off", "30%", "5亿", "5", "-1", "2026-01", "2026-13", "true", "null", "shenyang", "nan", "[]", "{}"])
_KEYS = st.sampled_from(
    ["title", "en", "base", "horizon", "levers", "orchard", "beehive", "start", "end", "size", "direct", "trees", "payers",
     "cities", "city", "parameters", "bees.rate", "regions", "fushun", "demand", "outcomes", "rows", "height", "odd"]
)  # fmt: skip
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "[" + ", ".join(parts) + "]"),
        st.dictionaries(_KEYS, inner, max_size=5).map(lambda parts: "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"),
    ),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=300)
@given(levers=_TREES, whole=_TREES)
def test_random_shapes_raise_nothing_but_scenario_errors(levers: str, whole: str, load) -> None:
    for content in (f"{HEAD}levers: {levers}\n", whole + "\n"):
        assert outcome(partial(load, random=content))
