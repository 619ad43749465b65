"""The benchmark command names what it can do, and a section becomes a table."""

import sys

from benchmarks import __main__ as command
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
