import string

import pytest
from pydantic import ValidationError

from sim.browser.drawing.ground import all_regions
from sim.browser.drawing.marks import mark
from sim.browser.live.files import read_text, safe_stem, saved_text
from sim.browser.live.sliding import slidings
from sim.browser.live.tables import csv_text
from sim.browser.pages.evidence_rows import SECTIONS, rows_of
from sim.browser.words import amount, browser_texts
from sim.levers.registry import lever_types
from sim.scenario.resolve import load_scenario
from sim.texts.bilingual import LANGUAGES
from sim.texts.names import lever_group_name


def placeholders(entry):
    return {name for _, name, _, _ in string.Formatter().parse(entry) if name}


def test_both_languages_have_the_same_texts_with_the_same_placeholders():
    english, chinese = browser_texts("en"), browser_texts("zh")
    assert english.keys() == chinese.keys()
    assert {key for key in english if placeholders(english[key]) != placeholders(chinese[key])} == set()
    assert all(text.strip() for texts in (english, chinese) for text in texts.values())


def test_every_term_group_and_region_has_a_name_in_both_languages():
    terms = {name for lever in lever_types().values() for name in lever.terms_type.model_fields}
    assert {f"term.{name}" for name in terms} <= browser_texts("zh").keys()
    assert all(lever_group_name(lever.group, "zh") != lever_group_name(lever.group, "en") for lever in lever_types().values())
    assert {f"short.{key}" for key in all_regions()} <= browser_texts("en").keys()


def test_every_lever_has_sliders_that_start_at_its_terms_and_can_be_moved():
    horizon = load_scenario("baseline-2022").horizon
    for key, lever in lever_types().items():
        terms = lever.terms_type.model_validate({})
        found = slidings(lever, terms, horizon, "zh")
        assert found, key
        for one in found:
            assert one.values[one.place] == getattr(terms, one.term), (key, one.term)
            if one.term != "start":
                beside = [one.values[i] for i in (one.place - 1, one.place + 1) if 0 <= i < len(one.values)]
                assert any(accepted(lever.terms_type, terms, one.term, value) for value in beside), (key, one.term)


def accepted(kind, terms, term, value):
    try:
        kind.model_validate(terms.model_dump() | {term: value})
    except ValidationError:
        return False
    return True


def test_a_scenario_that_was_changed_is_saved_and_read_again_as_it_was():
    scenario = load_scenario("launch-fund").with_levers("transfer_agencies", reward="5%")
    assert read_text(saved_text(scenario, language="zh"), "x.yaml").canonical_json() == scenario.canonical_json()


def test_names_of_files_cannot_leave_their_folder():
    assert safe_stem("../../etc/passwd.yaml") == "passwd"
    assert safe_stem("..\\..\\a b<script>.yml") == "a-b-script"
    assert safe_stem("....") == "scenario"


def test_texts_of_others_are_escaped_in_pictures_and_tables():
    assert "<script>" not in mark("text", "<script>", data_tip='"><script>')
    assert csv_text(["a"], [["=1+1"]]) == "a\n'=1+1\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_the_evidence_has_rows_without_raw_identifiers(language):
    for section in SECTIONS:
        headings, rows, _ = rows_of(section, language)
        assert rows
        assert all(len(row) == len(headings) for row in rows)
    goals = rows_of("targets", language)[1]
    assert not any("_" in str(cell) for row in goals for cell in row[:6])


def test_amounts_are_written_in_the_unit_of_their_size():
    assert [amount(value, "zh") for value in (0, 0.5, 250, 123456)] == ["0元", "50万元", "2.5亿元", "1,235亿元"]
    assert [amount(value, "en") for value in (0, 0.5, 2500)] == ["0 CNY", "0.5 million CNY", "2.5 billion CNY"]
