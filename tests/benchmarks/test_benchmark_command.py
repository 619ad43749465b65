"""The benchmark command names what it can do, and a section becomes a table."""

import sys

import pytest

from benchmarks import __main__ as command
from benchmarks.figures import with_figure
from benchmarks.section import Section


def test_an_unknown_benchmark_is_refused_with_the_names_of_those_that_exist(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["benchmarks", "speed", "--fast"])
    assert command.main() == 2
    said = capsys.readouterr().err
    assert "no benchmark speed, --fast" in said
    assert "scaling" in said
    assert "--quick" in said


def test_a_section_is_written_as_a_table_of_markdown():
    text = Section("Sizes", "What they are.", ("firms", "ns"), [("10", "5"), ("20", "6")]).markdown()
    assert text == "## Sizes\n\nWhat they are.\n\n| firms | ns |\n| --- | --- |\n| 10 | 5 |\n| 20 | 6 |\n"


PAGE = "# Page\n\n| what | `one` | 3 |\n| other | `one --quick` | 4 |\n"


def test_a_campaign_writes_its_figure_into_its_own_row_alone():
    assert with_figure(PAGE, "one", "5 runs") == PAGE.replace("| 3 |", "| 5 runs |")


def test_a_page_without_the_row_of_a_campaign_is_refused():
    with pytest.raises(ValueError, match="0 rows of the page name the command 'two', expected one"):
        with_figure(PAGE, "two", "5")
