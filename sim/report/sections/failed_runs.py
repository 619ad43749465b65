"""Section: runs that failed, each with the command that replays it."""

from sim.report.comparison import Comparison
from sim.report.markup import Markup, element, table
from sim.report.names import scenario_name, stage_name
from sim.report.words import report_text
from sim.texts.bilingual import Language

_COLUMNS = ("table.scenario", "table.failed.run", "table.failed.seed", "table.failed.stage", "table.failed.message",
            "table.failed.replay")  # fmt: skip


def failed_runs(comparison: Comparison, language: Language) -> Markup:
    """Return the table of failed runs, or a line that there is none."""
    failed = comparison.runs[comparison.runs["state"] != "done"]
    if failed.empty:
        return element("p", report_text("table.failed.none", language))
    rows = [
        [
            scenario_name(comparison, str(run["scenario"]), language), str(run["replicate"]), str(run["seed"]),
            stage_name(str(run["stage"] or ""), language), str(run["message"] or ""), element("code", str(run["replay"] or "")),
        ]
        for run in failed.to_dict("records")
    ]  # fmt: skip
    head = [report_text(key, language) for key in _COLUMNS]
    return table(report_text("table.failed.caption", language), head, rows, numbers=(1, 2))
