"""The rows of the evidence tables: levers, free numbers, the population beside its targets, the fit, goals, choices, sources."""

from collections.abc import Callable, Sequence
from functools import cache

from sim.browser.pages import evidence_fit
from sim.browser.pages.evidence_cells import Badge, Cell, Keyed, Rows, heads, met
from sim.browser.pages.evidence_words import figure, named, place_in_document
from sim.browser.words import lever_name, say, term_name
from sim.evidence import choices, fact, facts, lever_row, sources, targets
from sim.levers.registry import lever_types
from sim.parameters.registry import parameters
from sim.processes.order import MONTH
from sim.scenario.declared import interval, range_words, value_words
from sim.texts.bilingual import Language
from sim.texts.names import label_name, lever_group_name, region_name, status_name, unit_name
from sim.texts.notes import note_text
from sim.texts.numbers import number_text
from sim.world.build import build_world
from sim.world.population.table import population_table

SECTIONS = ("levers", "parameters", "population", "calibration", "fitted", "facts", "targets", "choices", "sources")


@cache
def rows_of(section: str, language: Language) -> Rows:
    """Return headings, rows and the columns that hold numbers."""
    return _SECTIONS[section](language)


def _badge(label: str, language: Language) -> Badge:
    return Badge(label_name(label, language), label)


def _source(key: str, locator: str, language: Language) -> str:
    found = sources().get(key)
    title = found.title.in_language(language) if found else named(note_text(key, language), language)
    return f"{title}  {note_text(place_in_document(locator), language)}".strip()


def _fact_source(key: str, language: Language) -> str:
    """Source of a target of the population: the document of the fact it names, or the reason as it stands."""
    if key not in facts():
        return _source(key, "", language)
    return _source(fact(key).source, fact(key).locator, language)


def _levers(language: Language) -> Rows:
    rows: list[Sequence[Cell]] = []
    for key, kind in lever_types().items():
        group = lever_group_name(kind.group, language)
        for row_id in kind.evidence:
            row = lever_row(row_id)
            value = "–" if row.value is None else number_text(row.value, decimals=4)
            rows.append(
                (
                    lever_name(key, language),
                    group,
                    row.name.in_language(language),
                    value,
                    unit_name(row.unit, language),
                    status_name(row.status, language),
                    _badge(row.label, language),
                    _source(row.source, row.locator, language),
                )
            )
        for one in kind.assumptions:
            rows.append(
                (
                    lever_name(key, language),
                    group,
                    term_name(one.parameter, language),
                    value_words(one.value, language),
                    "",
                    "",
                    _badge("assumed", language),
                    say("evidence.assumption", language, bounds=range_words(one.bounds, language), reason=one.reason.in_language(language)),
                )
            )
    return heads(language, "lever", "group", "figure", "value", "unit", "status", "label", "source"), rows, (3,)


def _parameters(language: Language) -> Rows:
    groups = {process.key: process.title.in_language(language) for process in MONTH}
    rows: list[Sequence[Cell]] = []
    for key, one in parameters().items():
        free = one.free
        low, high = (number_text(bound, decimals=5).replace("-", "\u2212") for bound in free.bounds)
        rows.append(
            (
                groups.get(key.split(".")[0], say("study.population", language)),
                Keyed(free.title.in_language(language), key),
                number_text(free.default, decimals=5).replace("-", "\u2212"),
                interval(low, high, language),
                unit_name(free.unit, language),
                _badge(free.label, language),
                _source(free.source, "", language),
            )
        )
    return heads(language, "process", "number", "value", "range", "unit", "label", "source"), rows, (2, 3)


def _population(language: Language) -> Rows:
    rows: list[Sequence[Cell]] = []
    for row in population_table(build_world(seed=1, parameters={})):
        rows.append(
            (
                row.title.in_language(language),
                _place(row.region, language),
                figure(row.target),
                figure(row.built),
                met(row.met, language),
                _badge(row.label, language),
                _fact_source(row.source, language),
            )
        )
    return heads(language, "quantity", "region", "target", "built", "verdict", "label", "source"), rows, (2, 3)


def _targets(language: Language) -> Rows:
    rows: list[Sequence[Cell]] = []
    for row in targets().values():
        value = "–" if row.value is None else number_text(row.value)
        rows.append(
            (
                row.name.in_language(language),
                _place(row.region, language),
                value,
                unit_name(row.unit, language),
                str(row.target_year or "–"),
                say(f"evidence.kind.{row.kind}", language),
                _source(row.source, row.locator, language),
            )
        )
    return heads(language, "goal", "region", "value", "unit", "year", "standing", "source"), rows, (2,)


def _choices(language: Language) -> Rows:
    rows: list[Sequence[Cell]] = [
        (row.id, row.text.in_language(language), say(f"evidence.choice.{row.status}", language)) for row in choices().values()
    ]
    return heads(language, "trap", "choice", "standing"), rows, ()


def _sources(language: Language) -> Rows:
    rows: list[Sequence[Cell]] = [
        (row.title.in_language(language), say(f"evidence.source_kind.{row.kind}", language), row.date) for row in sources().values()
    ]
    return heads(language, "source", "sort", "date"), rows, ()


def _place(key: str, language: Language) -> str:
    return (
        say("evidence.province" if key == "province" else "evidence.circle", language)
        if key in {"metro", "circle", "province"}
        else region_name(key, language)
    )


_SECTIONS: dict[str, Callable[[Language], Rows]] = {
    "levers": _levers,
    "parameters": _parameters,
    "population": _population,
    "calibration": evidence_fit.calibration,
    "fitted": evidence_fit.fitted,
    "facts": evidence_fit.facts,
    "targets": _targets,
    "choices": _choices,
    "sources": _sources,
}
