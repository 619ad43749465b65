import re
import string

import pytest

from sim.evidence import MEMBERS, OUTSIDE
from sim.ledger.book import Payer
from sim.levers.offers import PayeeKind
from sim.report.figures.fonts import chinese_family
from sim.report.words import listed, report_text, report_texts


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_cover_the_same_keys():
    assert report_texts("en").keys() == report_texts("zh").keys()


def test_both_languages_fill_in_the_same_values():
    english, chinese = report_texts("en"), report_texts("zh")
    different = {key for key in english if fields(english[key]) != fields(chinese[key])}
    assert different == set()


def test_no_text_is_empty_and_chinese_texts_are_chinese():
    assert all(text.strip() for language in ("en", "zh") for text in report_texts(language).values())
    words = {key: re.sub(r"\{.*?\}", "", text) for key, text in report_texts("zh").items()}
    latin = {key for key, text in words.items() if re.search("[A-Za-z]", text) and not re.search(r"[\u4e00-\u9fff]", text)}
    assert latin == set()


def test_every_region_payer_and_payee_has_a_name():
    keys = {f"city.{region}" for region in ("circle", *MEMBERS, *OUTSIDE)}
    keys |= {f"payer.{payer.name.lower()}" for payer in Payer} | {f"payee.{kind.name.lower()}" for kind in PayeeKind}
    assert keys <= set(report_texts("en"))


def test_a_list_of_names_reads_like_a_sentence():
    assert listed(["A", "B", "C"], "en") == "A, B and C"
    assert listed(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert listed(["甲"], "zh") == "甲"


def test_an_unknown_text_is_an_error():
    with pytest.raises(KeyError, match="no.such.text"):
        report_text("no.such.text", "en")


def test_the_chosen_font_has_every_chinese_letter_of_the_report():
    from matplotlib.font_manager import FontProperties, fontManager, get_font

    family = chinese_family()
    if family is None:
        pytest.skip("no font that draws Chinese is installed; the report then leaves drawing to the browser")
    letters = {letter for text in report_texts("zh").values() for letter in text if "\u4e00" <= letter <= "\u9fff"}
    known = get_font(fontManager.findfont(FontProperties(family=[family]), fallback_to_default=False)).get_charmap()
    assert {letter for letter in letters if ord(letter) not in known} == set()
