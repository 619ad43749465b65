"""One plain sentence for each policy; a gain is never claimed where the interval includes zero."""

import math

from sim.indicators.registry import indicators
from sim.report.comparison import Comparison
from sim.report.effect import Effect, find_effect
from sim.report.measure import Measure, measure_of, money, money_measure, with_unit, written
from sim.report.names import scenario_name
from sim.report.words import report_text
from sim.texts.bilingual import Language

HEADLINE = ("converted_results", "landed_results", "real_transfer")
_SEPARATOR = {"en": "; ", "zh": "；"}


def policy_sentence(comparison: Comparison, policy: str, language: Language) -> str:
    """Say what a policy changed, how sure that is, and what it cost."""
    effects = {key: find_effect(comparison, policy, key) for key in HEADLINE}
    clauses = _SEPARATOR[language].join(_clause(key, effect, language) for key, effect in effects.items())
    cost = cost_clause(effects["converted_results"], language)
    name = scenario_name(comparison, policy, language)
    return report_text("sentence.policy", language, policy=name, clauses=clauses, cost=cost)


def effect_clause(effect: Effect, language: Language) -> str:
    """Say in words what one effect is."""
    largest = max(abs(effect.effect), abs(effect.low), abs(effect.high))
    measure = measure_of(indicators()[effect.indicator], largest, language).finer(effect.low, effect.high)
    values = {
        "noun": _noun(effect.indicator, language),
        "amount": measure.amount(effect.effect),
        "percent": written(effect.in_percent()[0], 1, signed=True) + "%",
        "change": _change(measure, effect.effect),
        "low": measure.change(effect.low),
        "high": _change(measure, effect.high),
    }
    return report_text(f"sentence.{_wording(effect)}", language, **values)


def cost_clause(converted: Effect | None, language: Language) -> str:
    """Say what a policy cost, in all and for each extra converted result where that can be said."""
    if converted is None or not math.isfinite(converted.public_cost) or converted.public_cost == 0:
        return report_text("sentence.no_cost", language)
    cost = money(abs(converted.public_cost), language)
    if converted.public_cost < 0:
        return report_text("sentence.saving", language, cost=cost)
    each, low, high = converted.unit_costs
    if not math.isfinite(each):
        return report_text("sentence.cost_unclear", language, cost=cost)
    measure = money_measure(each, language).finer(low, high)
    values = {"each": with_unit(measure.level(each), measure.unit), "low": measure.level(low),
              "high": with_unit(measure.level(high), measure.unit)}  # fmt: skip
    return report_text("sentence.cost_each", language, cost=cost, **values)


def _clause(key: str, effect: Effect | None, language: Language) -> str:
    if effect is None:
        return report_text("sentence.missing", language, noun=_noun(key, language))
    return effect_clause(effect, language)


def _wording(effect: Effect) -> str:
    if not (math.isfinite(effect.low) and math.isfinite(effect.high)):
        return "no_interval"
    if not effect.clear:
        return "unclear"
    return "more" if effect.low > 0 else "fewer"


def _noun(key: str, language: Language) -> str:
    return report_text(f"noun.{key}", language)


def _change(measure: Measure, value: float) -> str:
    return with_unit(measure.change(value), measure.unit_of_change)
