"""Cards of one run: its outcome, and the living model."""

from typing import TYPE_CHECKING

from sim.calendar import month_text
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.indicators.registry import indicators
from sim.report.cards.card import Body, Card, CardTable, words
from sim.report.measure import measure_of
from sim.report.names import indicator_name, stage_name
from sim.report.words import report_text
from sim.runs.outcome import DONE
from sim.runs.summary import outcome_values
from sim.studies.compared import MAIN_INDICATORS
from sim.texts.bilingual import Language, default_language

if TYPE_CHECKING:
    from sim.runs.model import MetroModel
    from sim.runs.outcome import RunOutcome


def outcome_card(outcome: "RunOutcome", language: Language | None) -> Card:
    """Return the card of one run's outcome."""
    chosen = language or default_language()
    facts = [(words("seed", chosen), str(outcome.seed))]
    if outcome.state == DONE:
        facts.append((words("horizon", chosen), f"{month_text(outcome.months[0])} … {month_text(outcome.months[-1])}"))
        return Card(words("kind.run", chosen), outcome.scenario, tuple(facts), lambda: Body((), [_totals(outcome, chosen)]), chosen)
    facts.append((words("failed_at", chosen), f"{stage_name(outcome.stage, chosen)}: {outcome.message}"))
    return Card(words("kind.run", chosen), outcome.scenario, tuple(facts), language=chosen)


def model_card(model: "MetroModel", language: Language | None) -> Card:
    """Return the card of a model: how far it has come, and what its last month showed."""
    chosen = language or default_language()
    horizon, lived = model.spec.horizon, len(model.world.records.months)
    facts = (
        (words("seed", chosen), str(model.run_seed)),
        (words("months_lived", chosen), f"{lived} / {horizon.months}"),
        (words("last_month", chosen), model.month if lived else words("none", chosen)),
    )
    title = model.spec.title.in_language(chosen)
    return Card(words("kind.model", chosen), title, facts, lambda: Body((), [_last_month(model, chosen)] if lived else []), chosen)


def _totals(outcome: "RunOutcome", language: Language) -> CardTable:
    values = outcome_values(outcome)
    return _table(words("totals", language), {key: float(values[key][CIRCLE]) for key in MAIN_INDICATORS}, language)


def _last_month(model: "MetroModel", language: Language) -> CardTable:
    last, names = model.world.records.values[-1], series_names()
    shown = {key: float(last[names.index(key), CIRCLE]) for key in MAIN_INDICATORS if indicators()[key].kind != "ratio"}
    return _table(words("of_month", language, month=model.month), shown, language)


def _table(caption: str, values: dict[str, float], language: Language) -> CardTable:
    rows = []
    for key, value in values.items():
        measure = measure_of(indicators()[key], value, language)
        rows.append([indicator_name(key, language), measure.level(value), measure.unit or indicators()[key].unit.in_language(language)])
    return CardTable(caption, [report_text("table.indicator", language), words("value", language), words("unit", language)], rows, (1,))
