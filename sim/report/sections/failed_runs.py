"""Section: runs that failed, each with the command that replays it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sim.report.content.blocks import Block, Mono, text
from sim.report.content.table import Column, table
from sim.report.names import stage_name
from sim.report.words import report_text
from sim.texts.bilingual import Language

_COLUMNS = ("table.scenario", "table.failed.run", "table.failed.seed", "table.failed.stage", "table.failed.message",
            "table.failed.replay")  # fmt: skip


def failed_runs(failed: Sequence[Mapping[str, Any]], naming: Callable[[str], str], language: Language) -> tuple[Block, ...]:
    """Return the table of failed runs, or a line that there is none.

    Args:
        failed: rows of the table of runs.
        naming: turns the key of a scenario into its title.
        language: of the texts.
    """
    if not failed:
        return (text(report_text("table.failed.none", language)),)
    rows = [
        [
            naming(str(run["scenario"])), str(run["replicate"]), str(run["seed"]), stage_name(str(run["stage"] or ""), language),
            str(run["message"] or ""), Mono(run["replay"] or ""),
        ]
        for run in failed
    ]  # fmt: skip
    columns = [Column(report_text(key, language)) for key in _COLUMNS]
    return (table("failed", report_text("table.failed.caption", language), columns, rows),)
