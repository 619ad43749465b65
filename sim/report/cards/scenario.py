"""Card of a scenario: what it is called, when it plays, which levers it has under which terms, which numbers it sets."""

from typing import TYPE_CHECKING

from sim.browser.words import term_name
from sim.calendar import month_text
from sim.levers.registry import lever_types
from sim.parameters.registry import parameters
from sim.report.cards.card import Body, Card, CardTable, words
from sim.report.names import lever_name, region_name
from sim.report.studies.numbers import short
from sim.report.words import report_text
from sim.scenario.fields import holding_of, written
from sim.texts.bilingual import Language, default_language
from sim.texts.names import unit_name
from sim.texts.numbers import money_text

if TYPE_CHECKING:
    from sim.levers.terms import DatedTerms
    from sim.scenario.types import Scenario


def scenario_card(scenario: "Scenario", language: Language | None) -> Card:
    """Return the card of a scenario."""
    chosen = language or default_language()
    horizon = scenario.horizon
    facts = (
        (words("name", chosen), scenario.key),
        (words("horizon", chosen), f"{month_text(horizon.start)} … {month_text(horizon.end)}"),
        (words("levers", chosen), str(len(scenario.levers))),
    )
    return Card(words("kind.scenario", chosen), scenario.title.in_language(chosen), facts, lambda: _body(scenario, chosen), chosen)


def _body(scenario: "Scenario", language: Language) -> Body:
    tables = []
    if scenario.levers:
        head = [report_text(f"table.levers.{name}", language) for name in ("lever", "terms")]
        rows = [[lever_name(key, language), _terms(key, terms, language)] for key, terms in scenario.levers]
        tables.append(CardTable(words("terms_shown", language), head, rows))
    if scenario.parameters:
        head = [words(key, language) for key in ("number", "value", "unit")]
        rows = [_number(key, value, language) for key, value in scenario.parameters.items()]
        tables.append(CardTable(words("numbers_set", language), head, rows, (1,)))
    description = scenario.description.in_language(language)
    return Body([description] if description else [], tables)


def _terms(key: str, terms: "DatedTerms", language: Language) -> str:
    """First month, amounts of money, and every other term that differs from what the lever says by default."""
    between, colon = ("；", "：") if language == "zh" else ("; ", ": ")
    kind = lever_types().get(key)
    usual = kind.terms_type(start=terms.start) if kind is not None else None
    told = [f"{words('from', language)} {month_text(terms.start)}"]
    for name, field in type(terms).model_fields.items():
        value, kind_of_value = getattr(terms, name), holding_of(field).kind
        told_anyway = kind_of_value == "money" and value is not None
        if name in ("start", "status") or (usual is not None and value == getattr(usual, name, None) and not told_anyway):
            continue
        told.append(term_name(name, language) + colon + _value(value, kind_of_value, language))
    return between.join(told)


def _value(value: object, kind: str, language: Language) -> str:
    if value is None:
        return words("open", language)
    if kind == "money" and isinstance(value, int):
        return money_text(value, language)
    if isinstance(value, tuple | list | frozenset):
        return ("、" if language == "zh" else ", ").join(region_name(str(one), language) for one in value)
    return written(value, kind) if kind in ("share", "month", "number", "whole", "ratio") else str(value)  # type: ignore[arg-type]


def _number(key: str, value: float, language: Language) -> list[str]:
    known = parameters().get(key)
    return [key, short(value), ""] if known is None else [known.free.title.in_language(language), short(value), unit_name(known.free.unit, language)]
