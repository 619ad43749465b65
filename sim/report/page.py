"""The page: title, contents, sections, theme."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sim.report.comparison import Comparison
from sim.report.markup import Markup, element, joined
from sim.report.names import scenario_name
from sim.report.sections.cost_table import cost_table
from sim.report.sections.effects_table import effects_table
from sim.report.sections.failed_runs import failed_runs
from sim.report.sections.headline import headline
from sim.report.sections.ladder_table import ladder_table
from sim.report.sections.ledger_table import ledger_table
from sim.report.sections.levers_table import levers_table
from sim.report.sections.pictures import pictures
from sim.report.sections.reading import reading
from sim.report.sections.reproduce import reproduce
from sim.report.words import listed, report_text
from sim.texts.bilingual import Language

type Section = Callable[[Comparison, Language], Markup]

_THEME = Path(__file__).resolve().parent / "theme.css"
_OPENING: Mapping[str, Section] = {"headline": headline, "reading": reading}
_TABLES: Mapping[str, Section] = {
    "table.effects": effects_table,
    "table.costs": cost_table,
    "table.ledger": ledger_table,
    "table.ladders": ladder_table,
    "table.levers": levers_table,
    "table.failed": failed_runs,
    "reproduce": reproduce,
}


def comparison_page(comparison: Comparison, language: Language, figures: Path) -> str:
    """Return the whole page; figure files go into the folder given."""
    drawn = pictures(comparison, language, figures)
    opening = [_section(key, section(comparison, language), language) for key, section in _OPENING.items()]
    shown = element("section", element("h2", report_text("page.figures", language)), drawn, id="figures")
    tables = [_section(key, section(comparison, language), language) for key, section in _TABLES.items()]
    main = element("main", *opening, shown, *tables)
    body = element("body", _header(comparison, language), _contents(language), main, _footer(comparison, language))
    page = element("html", _head(comparison, language), body, lang="zh-CN" if language == "zh" else "en")
    return f"<!DOCTYPE html>\n{page}\n"


def _head(comparison: Comparison, language: Language) -> Markup:
    names = [scenario_name(comparison, key, language) for key in comparison.policies]
    base = scenario_name(comparison, comparison.baseline, language)
    title = report_text("page.title", language, policies=listed(names, language), baseline=base)
    return element(
        "head", element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title), element("style", Markup(_THEME.read_text(encoding="utf-8"))),
    )  # fmt: skip


def _header(comparison: Comparison, language: Language) -> Markup:
    horizon = comparison.manifest.horizon
    subtitle = report_text("page.subtitle", language, start=horizon.start, end=horizon.end)
    return element("header", element("h1", report_text("page.heading", language)), element("p", subtitle))


def _contents(language: Language) -> Markup:
    keys = [*_OPENING, "page.figures", *_TABLES]
    links = [element("a", _title(key, language), href=f"#{_anchor(key)}") for key in keys]
    return element("nav", *links, aria_label=report_text("page.contents", language))


def _section(key: str, inside: Markup, language: Language) -> Markup:
    return element("section", element("h2", _title(key, language)), inside, id=_anchor(key))


def _title(key: str, language: Language) -> str:
    return report_text(key if key.startswith("page.") else f"{key}.title", language)


def _anchor(key: str) -> str:
    return key.split(".")[-1]


def _footer(comparison: Comparison, language: Language) -> Markup:
    lines = (report_text("page.caution", language), report_text("page.footer", language, version=comparison.manifest.version))
    return element("footer", joined(element("p", line) for line in lines))
