import string

import pytest

from sim.scenario.translate import _CODES
from sim.texts.bilingual import LANGUAGES
from sim.texts.catalogue import MissingTextError, entries, text
from sim.texts.numbers import money_text, month_words, number_text, per_cent_text


def placeholders(entry: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(entry) if name}


def test_both_languages_have_the_same_entries() -> None:
    assert set(entries("en")) == set(entries("zh"))


def test_both_languages_use_the_same_placeholders() -> None:
    for key, entry in entries("en").items():
        assert placeholders(entry) == placeholders(entries("zh")[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty(language) -> None:
    assert all(entry.strip() for entry in entries(language).values())


def test_every_problem_tells_what_is_allowed_and_the_cure() -> None:
    keys = set(entries("en"))
    codes = {key.split(".")[1] for key in keys if key.startswith("problem.")} | set(_CODES.values())
    assert {f"problem.{code}.{part}" for code in codes for part in ("what", "allowed", "cure")} <= keys


def test_a_missing_entry_is_an_error() -> None:
    with pytest.raises(MissingTextError, match=r"problem\.nothing"):
        text("problem.nothing", "en")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(MissingTextError, match="found"):
        text("problem.unknown_key.what", "en")


@pytest.mark.parametrize(
    ("fen", "english", "chinese"),
    [
        (32_000_000_000, "320 million CNY", "3.2亿元"),
        (1_250_000_000, "12.5 million CNY", "1,250万元"),
        (500_000_000_000, "5 billion CNY", "50亿元"),
        (1_234_500, "12,345 CNY", "1.23万元"),
        (50_000, "500 CNY", "500元"),
        (0, "0 CNY", "0元"),
        (-5_000_000_000, "-50 million CNY", "-5,000万元"),
        (99_999_999_999, "1 billion CNY", "10亿元"),
    ],
)
def test_money_is_printed_in_units_of_its_size(fen: int, english: str, chinese: str) -> None:
    assert money_text(fen, "en") == english
    assert money_text(fen, "zh") == chinese


def test_numbers_have_thousands_separators_and_no_idle_zeros() -> None:
    assert number_text(1234567.0) == "1,234,567"
    assert number_text(-0.001) == "0"
    assert per_cent_text(0.3333) == "33.3%"


def test_months_are_printed_as_each_language_writes_them() -> None:
    assert month_words(72, "en") == "2026-01"
    assert month_words(72, "zh") == "2026年1月"
