import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.comparison import Comparison
from sim.report.effect import Effect
from sim.report.sentences import cost_clause, effect_clause, policy_sentence
from sim.texts.bilingual import LANGUAGES

UNCLEAR = {"en": "no clear difference", "zh": "无明显差别"}
MORE = {"en": " more ", "zh": "比基准多"}
FEWER = {"en": " less ", "zh": "比基准少"}


def effect(low, mean, high, *, cost=500.0, indicator="converted_results") -> Effect:
    return Effect("launch-fund", indicator, 5000.0, 5000.0 + mean, mean, low, high, low - 40.0, high + 40.0, 0.9, 40, cost, math.nan)


@pytest.mark.parametrize("language", LANGUAGES)
@given(low=st.floats(-1e6, 0), high=st.floats(0, 1e6), place=st.floats(0, 1))
def test_an_interval_that_includes_zero_is_never_worded_as_a_gain(language, low, high, place):
    one = effect(low, low + place * (high - low), high)
    assert one.verdict == "unclear"
    clause = effect_clause(one, language)
    assert UNCLEAR[language] in clause
    assert MORE[language] not in clause
    assert FEWER[language] not in clause
    assert all(math.isnan(cost) for cost in one.unit_costs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_interval_above_zero_is_worded_as_more_and_below_zero_as_less(language):
    assert MORE[language] in effect_clause(effect(10, 20, 30), language)
    assert FEWER[language] in effect_clause(effect(-30, -20, -10), language)


def test_less_of_a_bad_thing_is_a_gain():
    assert effect(-30, -20, -10, indicator="leakage").verdict == "gain"
    assert effect(10, 20, 30, indicator="leakage").verdict == "loss"
    assert effect(10, 20, 30, indicator="public_cost").verdict == "higher"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_pair_gives_no_statement(language):
    clause = effect_clause(effect(math.nan, 20, math.nan), language)
    assert MORE[language] not in clause
    assert {"en": "too few pairs", "zh": "配对过少"}[language] in clause


def test_the_cost_of_a_result_has_the_limits_of_its_effect():
    assert effect(10, 20, 50).unit_costs == (25, 10, 50)


@pytest.mark.parametrize(
    ("cost", "words"),
    [(500.0, "25 million CNY per extra converted result (10 to 50 million CNY)"), (0.0, "no extra public money"), (-500.0, "less public money")],
)
def test_the_cost_is_worded_by_its_sign(cost, words):
    assert words in cost_clause(effect(10, 20, 50, cost=cost), "en")


def test_no_cost_per_result_is_given_without_a_clear_increase():
    assert "cannot be given" in cost_clause(effect(-1, 20, 50), "en")
    assert "不给出单位成本" in cost_clause(effect(-50, -20, -1), "zh")


def test_the_sentence_of_a_policy_tells_effect_interval_and_cost(comparison: Comparison):
    fund = policy_sentence(comparison, "launch-fund", "en")
    agencies = policy_sentence(comparison, "transfer-agencies", "en")
    assert "more converted results" in fund
    assert "95% interval" in fund
    assert "per extra converted result" in fund
    assert "no clear difference in converted results" in agencies
