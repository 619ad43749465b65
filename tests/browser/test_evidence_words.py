import re

import pytest

from sim.browser.pages.evidence_cells import Keyed
from sim.browser.pages.evidence_rows import SECTIONS, rows_of
from sim.browser.pages.evidence_words import figure, named
from sim.evidence import sources
from sim.levers.registry import lever_types
from sim.parameters.registry import parameters
from sim.scenario.declared import range_words, value_words
from sim.texts.bilingual import LANGUAGES
from sim.texts.notes import chinese_notes, note_text

IDENTIFIER = re.compile(r"[a-z0-9]_[a-z0-9]|[a-z]{3,}\.[a-z]{3,}|\[L\d")


def test_every_reason_of_a_free_number_exists_in_chinese():
    reasons = {one.free.source for one in parameters().values()} - sources().keys()
    with_words = {reason for reason in reasons if " " in reason}
    assert {reason for reason in with_words if reason not in chinese_notes()} == set()
    assert all(note_text(reason, "zh") != reason for reason in with_words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_table_of_the_evidence_shows_identifiers(language):
    shown = {cell if isinstance(cell, str) else cell.text for section in SECTIONS for row in rows_of(section, language)[1] for cell in row}
    assert {text for text in shown if IDENTIFIER.search(text)} == set()


def test_keys_of_free_numbers_are_kept_beside_their_titles():
    keys = {row[1].key for row in rows_of("parameters", "en")[1] if isinstance(row[1], Keyed)}
    assert keys == set(parameters())


def test_every_declared_range_of_an_assumption_is_written_in_the_readers_units():
    bounds = {one.bounds for kind in lever_types().values() for one in kind.assumptions}
    assert not any(re.search(r"[\u4e00-\u9fff]|\.\.", range_words(one, "en")) for one in bounds)
    assert not any(re.search(r"[a-z]|\.\.", range_words(one, "zh")) for one in bounds)


def test_every_declared_value_of_an_assumption_is_written_in_the_readers_words():
    values = {one.value for kind in lever_types().values() for one in kind.assumptions}
    assert not any(re.search(r"[\u4e00-\u9fff]", value_words(one, "en")) for one in values)
    assert not any(re.search(r"[a-zA-Z]", value_words(one, "zh")) for one in values)


def test_identifiers_become_names_and_long_decimals_become_figures():
    assert named("pilot_bases_2024 / no_such_row", "zh").startswith("“")
    assert named("no_such_row", "en") == "no such row"
    assert [figure(value) for value in (1234.5, 12.34, 0.1234)] == ["1,234", "12.3", "0.123"]
