"""Section: what each scenario consists of."""

from collections.abc import Mapping

from sim.report.comparison import Comparison
from sim.report.content.blocks import Block, Folded, text
from sim.report.content.table import Column, table
from sim.report.manifest import Words
from sim.report.names import lever_name, scenario_name, term_name
from sim.report.settings import setting_text
from sim.report.words import report_text
from sim.texts.bilingual import Language


def levers_table(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return description, source and levers of every scenario."""
    return tuple(_scenario(comparison, key, language) for key in comparison.order)


def _scenario(comparison: Comparison, key: str, language: Language) -> Folded:
    scenario, name = comparison.manifest.scenarios[key], scenario_name(comparison, key, language)
    about = [text(scenario.description.both().in_language(language))]
    source = scenario.source.both().in_language(language) if isinstance(scenario.source, Words) else scenario.source
    if source:
        about.append(text(report_text("table.levers.source", language, source=source), "source"))
    columns = [Column(report_text(f"table.levers.{column}", language)) for column in ("lever", "terms")]
    rows = [[lever_name(lever, language), _terms(terms, language)] for lever, terms in scenario.levers.items()]
    if not rows:
        return Folded(name, (*about, text(report_text("table.levers.none", language))))
    return Folded(name, (*about, table(f"levers-{key}", report_text("table.levers.of", language, scenario=name), columns, rows)))


def _terms(terms: Mapping[str, str | Words], language: Language) -> str:
    between, colon = ("；", "：") if language == "zh" else ("; ", ": ")
    return between.join(term_name(term, language) + colon + _in_language(text, language) for term, text in terms.items())


def _in_language(text: str | Words, language: Language) -> str:
    return text.both().in_language(language) if isinstance(text, Words) else setting_text(text, language)
