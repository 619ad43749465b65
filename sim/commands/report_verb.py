"""``metrosim report``: the HTML report of a stored study."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sim.commands.failing import refuse
from sim.commands.options import LANG
from sim.commands.output import line
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

EXAMPLES = """Examples:

metrosim report results/demo --lang zh

metrosim report results/my-sweep results/my-optimisation
"""


def report(
    folders: Annotated[list[Path], typer.Argument(help="Folders of studies: compare, sweep, sensitivity, attribute, optimise, discover.")],
    lang: LANG = None,
) -> None:
    """Write the report of comparisons and other studies: HTML, figures as PNG and SVG, tables as CSV. 生成报告。"""
    from sim.report import write_comparison_report, write_study_report
    from sim.report.manifest import UnreadableComparisonError

    language: Language = lang or default_language()
    for folder in folders:
        if not (folder / "manifest.json").is_file():
            refuse(word("not_results", language, path=folder))
        try:
            page = (write_comparison_report if _is_comparison(folder) else write_study_report)(folder, language)
        except UnreadableComparisonError as problem:
            refuse(str(problem))
        line(word("report_written", language, path=page))


def _is_comparison(folder: Path) -> bool:
    """Whether the manifest says so; what cannot be read is left for the report to refuse."""
    try:
        return bool(json.loads((folder / "manifest.json").read_text(encoding="utf-8")).get("kind", "comparison") == "comparison")
    except (ValueError, AttributeError):
        return True
