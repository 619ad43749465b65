"""``metrosim report``: the HTML report of a stored comparison."""

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
"""


def report(
    folders: Annotated[list[Path], typer.Argument(help="Folders written by metrosim compare.")],
    lang: LANG = None,
) -> None:
    """Write the report of stored comparisons: HTML, figures as PNG and SVG, table as CSV. 生成报告。"""
    from sim.report import write_comparison_report
    from sim.report.manifest import UnreadableComparisonError

    language: Language = lang or default_language()
    for folder in folders:
        if not (folder / "manifest.json").is_file() or not (folder / "effects.parquet").is_file():
            refuse(word("not_results", language, path=folder))
        try:
            page = write_comparison_report(folder, language)
        except UnreadableComparisonError as problem:
            refuse(str(problem))
        line(word("report_written", language, path=page))
