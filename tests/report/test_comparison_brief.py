"""The brief of a comparison: the answer in one sentence, money with units, and no more certainty than there is."""

import pytest
from plain import assert_plain

from sim.report import write_report
from sim.report.briefs.change import Change, in_hundred, money
from sim.report.briefs.ground import assumed, validated
from sim.texts.bilingual import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_names_the_best_policy_its_amount_its_range_and_its_cost(sample_folder, language, tmp_path):
    (document,) = write_report(sample_folder, language, form="brief", formats=("docx",), out=tmp_path)
    text = assert_plain(document, language)
    first = {"en": "Of 3 policies, “Science and technology launch fund of 5 billion CNY” helps most: it raises “Converted results” by",
             "zh": "3项政策中“50亿元科创首发基金”效果最好：使“转化成果”增加"}  # fmt: skip
    assert first[language] in text
    assert {"en": "billion CNY of extra public money, paid by city", "zh": "亿元，由市级"}[language] in text
    assert {"en": "it rests on 5 simulations", "zh": "只模拟了5次"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_range_that_holds_zero_is_never_worded_as_more_or_less(language):
    words = Change("converted_results", 10.0, -5.0, 25.0).in_words(language)
    assert {"en": "no clear difference", "zh": "没有明确影响"}[language] in words
    assert {"en": "raises", "zh": "增加"}[language] not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_pair_gives_no_range(language):
    words = Change("converted_results", 10.0, float("nan"), float("nan")).in_words(language)
    assert {"en": "too few", "zh": "过少"}[language] in words
    assert "nan" not in words


def test_less_is_told_as_a_positive_amount_from_low_to_high():
    assert "by 20 (range 10 to 30)" in Change("converted_results", -20.0, -30.0, -10.0).in_words("en")


def test_no_simulation_makes_a_chance_certain():
    assert in_hundred(1.0, "en") == "more than 99 in 100"
    assert in_hundred(0.0, "zh") == "不到1%"


def test_money_has_three_digits_and_a_unit_of_its_size():
    assert [money(value, "zh") for value in (0.0, 2.97, 1500.0)] == ["0元", "297万元", "15亿元"]
    assert [money(value, "en") for value in (2.97, 928.26, 77880.0)] == ["2.97 million CNY", "928 million CNY", "77.9 billion CNY"]


def test_the_ground_counts_assumed_measures_and_missed_facts():
    assert "“Reward to transfer agencies” (3)" in assumed(["transfer_agencies", "verify_action", "no_such_lever"], "en")
    assert "1 of 2 measures" in assumed(["transfer_agencies", "verify_action"], "en")
    assert assumed([], "en") == ""
    assert "“高校成果产业化”" in validated("converted_results", "zh")
