"""The benchmark command names what it can do, and a section becomes a table."""

import sys

import pytest

from benchmarks import __main__ as command
from benchmarks.figures import with_figure
from benchmarks.goals import GOALS, MET, MISSED, goal_rows
from benchmarks.performance import SECTIONS
from benchmarks.section import Section
from sim.texts.bilingual import Bilingual as B


def test_an_unknown_benchmark_is_refused_with_the_names_of_those_that_exist(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["benchmarks", "speed", "--fast"])
    assert command.main() == 2
    said = capsys.readouterr().err
    assert "no benchmark speed, --fast" in said
    assert "scaling" in said
    assert "--quick" in said


def test_a_section_is_written_as_a_table_of_markdown():
    section = Section(B("Sizes", "规模"), B("What they are.", "各规模。"), (B("firms", "企业"), "ns"), [("10", "5"), (B("all", "全部"), "6")])
    assert section.markdown() == "## Sizes\n\nWhat they are.\n\n| firms | ns |\n| --- | --- |\n| 10 | 5 |\n| all | 6 |\n"
    assert section.markdown("zh") == "## 规模\n\n各规模。\n\n| 企业 | ns |\n| --- | --- |\n| 10 | 5 |\n| 全部 | 6 |\n"


def test_a_goal_says_beside_the_figure_whether_it_is_met():
    assert [GOALS[0].row(value)[1:] for value in (160.0, 80.0)] == [("160", "≥ 150", MET), ("80", "≥ 150", MISSED)]


def test_goals_whose_figure_was_not_measured_are_left_out():
    found = {name: Section(B(name, name), B("", ""), (), [], {"ratio": 151.0}) for name in SECTIONS}
    assert [row[1] for row in goal_rows(found)] == ["151"]


PAGE = "# Page\n\n| what | `one` | 3 |\n| other | `one --quick` | 4 |\n"


def test_a_campaign_writes_its_figure_into_its_own_row_alone():
    assert with_figure(PAGE, "one", "5 runs") == PAGE.replace("| 3 |", "| 5 runs |")


def test_a_page_without_the_row_of_a_campaign_is_refused():
    with pytest.raises(ValueError, match="0 rows of the page name the command 'two', expected one"):
        with_figure(PAGE, "two", "5")
