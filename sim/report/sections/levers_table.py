"""Section: what each scenario consists of."""

from collections.abc import Mapping

from sim.report.comparison import Comparison
from sim.report.manifest import Words
from sim.report.markup import Markup, element, joined, table
from sim.report.names import lever_name, scenario_name, term_name
from sim.report.words import report_text
from sim.texts.bilingual import Language


def levers_table(comparison: Comparison, language: Language) -> Markup:
    """Return description, source and levers of every scenario."""
    return joined(_scenario(comparison, key, language) for key in comparison.order)


def _scenario(comparison: Comparison, key: str, language: Language) -> Markup:
    scenario, name = comparison.manifest.scenarios[key], scenario_name(comparison, key, language)
    about = [element("p", scenario.description.both().in_language(language))]
    if source := _in_language(scenario.source, language):
        about.append(element("p", report_text("table.levers.source", language, source=source), class_="source"))
    head = [report_text("table.levers.lever", language), report_text("table.levers.terms", language)]
    rows = [[lever_name(lever, language), _terms(terms, language)] for lever, terms in scenario.levers.items()]
    levers = table(name, head, rows) if rows else element("p", report_text("table.levers.none", language))
    return element("details", element("summary", name), *about, levers)


def _terms(terms: Mapping[str, str | Words], language: Language) -> str:
    between, colon = ("；", "：") if language == "zh" else ("; ", ": ")
    return between.join(term_name(term, language) + colon + _in_language(text, language) for term, text in terms.items())


def _in_language(text: str | Words, language: Language) -> str:
    return text.both().in_language(language) if isinstance(text, Words) else text
