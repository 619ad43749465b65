"""The full report of a comparison: title, sections, footer."""

from collections.abc import Callable, Mapping

from sim.report.comparison import Comparison
from sim.report.content.blocks import Block, Report, Section
from sim.report.measure import written
from sim.report.names import scenario_name
from sim.report.sections.cost_table import cost_table
from sim.report.sections.effects_table import all_effects, effects_table
from sim.report.sections.failed_runs import failed_runs
from sim.report.sections.headline import headline
from sim.report.sections.ladder_table import ladder_table
from sim.report.sections.ledger_table import ledger_table
from sim.report.sections.levers_table import levers_table
from sim.report.sections.pictures import pictures
from sim.report.sections.reading import reading
from sim.report.sections.reproduce import reproduce
from sim.report.studies.stored import records
from sim.report.words import listed, report_text
from sim.texts.bilingual import Language

type Part = Callable[[Comparison, Language], tuple[Block, ...]]


def comparison_report(comparison: Comparison, language: Language) -> Report:
    """Return all that is to be said about a comparison."""
    names = [scenario_name(comparison, key, language) for key in comparison.policies]
    base = scenario_name(comparison, comparison.baseline, language)
    horizon = comparison.manifest.horizon
    return Report(
        form="full", language=language,
        title=report_text("page.title", language, policies=listed(names, language), baseline=base),
        heading=report_text("page.heading", language),
        subtitle=report_text("page.subtitle", language, start=horizon.start, end=horizon.end),
        sections=tuple(Section(key.split(".")[-1], _title(key, language), part(comparison, language)) for key, part in _PARTS.items()),
        footer=footer(language, comparison.manifest.version),
        about=_about(comparison, language), data=lambda: [all_effects(comparison, language)],
    )  # fmt: skip


def footer(language: Language, version: str) -> tuple[str, ...]:
    """Return what stands at the end of every report."""
    return report_text("page.caution", language), report_text("page.footer", language, version=version)


def _about(comparison: Comparison, language: Language) -> tuple[tuple[str, str], ...]:
    manifest = comparison.manifest
    return (
        (report_text("reproduce.command", language), manifest.command), (report_text("reproduce.version", language), manifest.version),
        (report_text("reproduce.commit", language), manifest.commit or ""), (report_text("reproduce.started", language), manifest.started),
        (report_text("reproduce.replicates", language), written(manifest.replicates)),
        (report_text("reproduce.seeds", language), str(manifest.seeds)), (report_text("reproduce.address", language), manifest.address),
    )  # fmt: skip


def _title(key: str, language: Language) -> str:
    return report_text(key if key.startswith("page.") else f"{key}.title", language)


def _failed(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    failed = comparison.runs[comparison.runs["state"] != "done"]
    return failed_runs(records(failed), lambda key: scenario_name(comparison, key, language), language)


_PARTS: Mapping[str, Part] = {
    "headline": headline,
    "reading": reading,
    "page.figures": pictures,
    "table.effects": effects_table,
    "table.costs": cost_table,
    "table.ledger": ledger_table,
    "table.ladders": ladder_table,
    "table.levers": levers_table,
    "table.failed": _failed,
    "reproduce": reproduce,
}
