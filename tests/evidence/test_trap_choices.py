from pathlib import Path

from sim.evidence import (
    choices,
    facts,
    fields,
    future_fields,
    history,
    joint_clusters,
    lever_rows,
    outside_nodes,
    sources,
    targets,
)
from sim.places import repository_or_package_data

HIGH = {"I-01", "I-04", "I-07", "I-19", "I-22", "I-28", "I-29", "I-42"}
MEDIUM = {
    *("I-02", "I-03", "I-05", "I-08", "I-09", "I-10", "I-12", "I-15", "I-17", "I-20"),
    *("I-21", "I-23", "I-24", "I-30", "I-31", "I-33", "I-36", "I-38", "I-39", "I-43"),
    *("I-45", "I-46", "I-47", "I-50", "I-51", "I-52", "I-53", "I-54", "I-59", "I-60"),
}


def all_rows():
    tables = (facts(), targets(), lever_rows(), history())
    rows = [row for table in tables for row in table.values()]
    return [*rows, *fields(), *future_fields(), *joint_clusters()]


def test_high_and_medium_traps_all_have_a_written_choice():
    assert {choice.id for choice in choices().values() if choice.weight == "H"} == HIGH
    assert {choice.id for choice in choices().values() if choice.weight == "M"} == MEDIUM


def test_every_choice_is_written_in_both_languages_and_says_where():
    bare = [c.id for c in choices().values() if not (c.text.en and c.text.zh and c.where)]
    assert bare == []


def test_a_deferred_choice_names_the_work_that_carries_it_and_no_other_does():
    for choice in choices().values():
        assert choice.status in {"handled", "avoided", "deferred"}, choice.id
        assert (choice.status == "deferred") == bool(choice.issue), choice.id


def test_every_trap_named_by_a_row_has_a_choice():
    named = {trap for row in all_rows() for trap in row.traps}
    assert named <= set(choices())


def test_every_source_named_by_a_row_is_listed(place_numbers):
    named = {row.source for row in all_rows()} | {number.source for number in place_numbers}
    named |= {node.hub_source for node in outside_nodes()}
    assert named <= set(sources())


def test_every_source_has_a_title_in_both_languages_a_kind_and_a_status():
    bare = [s.key for s in sources().values() if not (s.title.en and s.title.zh and s.kind and s.status)]
    assert bare == []


def test_every_mark_is_explained_in_the_readme(place_numbers):
    readme = (repository_or_package_data("calibration") / "README.md").read_text(encoding="utf-8")
    marks = {mark for row in [*all_rows(), *sources().values()] for mark in row.caveats}
    marks |= {mark for number in place_numbers for mark in number.caveats}
    assert [mark for mark in sorted(marks) if not mark.startswith("I-") and f"`{mark}`" not in readme] == []


def test_the_tables_end_their_lines_alike():
    folder: Path = repository_or_package_data("calibration") / "evidence"
    assert [path.name for path in folder.glob("*.csv") if b"\r" in path.read_bytes()] == []
