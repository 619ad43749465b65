"""The full report of a study: findings, figures, tables, failed runs, how to get the same numbers again."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from matplotlib.figure import Figure

from sim.report.content.blocks import Block, Folded, Listing, Picture, Report, Section, points, text
from sim.report.full import footer
from sim.report.sections.failed_runs import failed_runs
from sim.report.studies import attribution, discovery, forecast, optimisation, sensitivity, sweep
from sim.report.studies.stored import StoredStudy, records
from sim.report.studies.view import View
from sim.report.words import report_text

VIEWS: Mapping[str, View] = {
    "sweep": sweep.VIEW,
    "sensitivity": sensitivity.VIEW,
    "attribution": attribution.VIEW,
    "optimisation": optimisation.VIEW,
    "discovery": discovery.VIEW,
    "forecast": forecast.VIEW,
}
MOST_FAILED = 50
_NEEDED = {"ranking": "stability", "regret": "regret", "limits": "boxes"}
"""Figures that are drawn only if a table has rows."""


def study_report(study: StoredStudy) -> Report:
    """Return all that is to be said about a study."""
    view, language, horizon = VIEWS[study.kind], study.language, study.manifest["horizon"]
    parts: Mapping[str, tuple[Block, ...]] = {
        "findings": (points(view.findings(study), "finding"),),
        "figures": tuple(_picture(study, key, draw) for key, draw in drawable(study).items()),
        "tables": tuple(view.tables(study)),
        "failed": _failed(study),
        "reproduce": _reproduce(study),
    }
    return Report(
        form="full", language=language, title=study.text("heading"), heading=study.text("heading"),
        subtitle=report_text("page.subtitle", language, start=horizon["start"], end=horizon["end"]),
        sections=tuple(Section(key, report_text(f"study.section.{key}", language), blocks) for key, blocks in parts.items()),
        footer=footer(language, study.manifest["version"]), about=_about(study),
    )  # fmt: skip


def drawable(study: StoredStudy) -> Mapping[str, Callable[[], Figure]]:
    """Return the figures of a study for which it has rows, ready to be drawn."""
    kept = {key: draw for key, draw in VIEWS[study.kind].figures.items() if key not in _NEEDED or len(study.table(_NEEDED[key]))}
    return {key: partial(draw, study) for key, draw in kept.items()}


def _picture(study: StoredStudy, key: str, draw: Callable[[], Figure]) -> Picture:
    """Return one figure of the study with its caption."""
    title, caption = study.text(f"figure.{key}.title"), study.text(f"figure.{key}.caption")
    return Picture(f"{study.kind}-{key}", title, caption, f"{title}. {caption}", draw)


def _failed(study: StoredStudy) -> tuple[Block, ...]:
    failed = study.runs[study.runs.state != "done"]
    shown = failed_runs(records(failed.head(MOST_FAILED)), str, study.language)
    if failed.empty:
        return shown
    return (text(report_text("study.failed", study.language, failed=len(failed), runs=len(study.runs))), *shown)


def _reproduce(study: StoredStudy) -> tuple[Block, ...]:
    m, language = study.manifest, study.language
    facts = report_text("study.made", language, version=m["version"], data=m["data_version"], runs=f"{m['runs']:,}")
    shown = (text(report_text("reproduce.intro", language)), Listing(m["command"]), text(facts))
    settings = study.settings
    if not settings:
        return shown
    return (*shown, Folded(report_text("study.plan", language), (Listing(json.dumps(settings, ensure_ascii=False, indent=1)),)))


def _about(study: StoredStudy) -> tuple[tuple[str, str], ...]:
    m, settings = study.manifest, study.settings
    known = {
        "command": m["command"], "version": m["version"], "data": m["data_version"], "written": m.get("written", ""), "runs": f"{m['runs']:,}",
        "replicates": settings.get("replicates"), "seed": settings.get("seed"),
    }  # fmt: skip
    return tuple((report_text(f"reproduce.{key}", study.language), str(value)) for key, value in known.items() if value is not None)
