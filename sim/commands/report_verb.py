"""``metrosim report``: reports and briefs of stored studies."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sim.commands.failing import refuse
from sim.commands.options import LANG
from sim.commands.output import line
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.report.content.blocks import Form

EXAMPLES = """Examples:

metrosim report results/demo --lang zh

metrosim report results/demo --form brief --lang zh

metrosim report results/my-sweep results/my-optimisation --format html,docx,xlsx,latex
"""
BRIEF_FORMATS, FULL_FORMATS = "docx,html", "html"


def report(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders of studies: compare, sweep, sensitivity, attribute, optimise, discover, forecast.")
    ],
    form: Annotated[
        Literal["full", "brief"], typer.Option("--form", help="full: everything, for researchers; brief: two pages in plain words, for officials.")
    ] = "full",
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="html, docx (Word), xlsx (Excel tables), latex (tables), with commas between; "
            "html for a full report and docx,html for a brief if not given.",
        ),
    ] = None,
    lang: LANG = None,
) -> None:
    """Write the report or the brief of any study as HTML, Word, Excel or LaTeX, with figures and CSV. 生成报告或政策简报。"""
    language: Language = lang or default_language()
    wanted = _wanted(formats or (BRIEF_FORMATS if form == "brief" else FULL_FORMATS), form, language)
    for folder in folders:
        if not (folder / "manifest.json").is_file():
            refuse(word("not_results", language, path=folder))
        _write(folder, form, wanted, language)


def _write(folder: Path, form: "Form", formats: list[str], language: Language) -> None:
    from sim.report import write_report
    from sim.report.manifest import UnreadableComparisonError

    try:
        paths = write_report(folder, language, form=form, formats=formats)
    except UnreadableComparisonError as problem:
        refuse(str(problem))
    for path in paths:
        line(word("report_written", language, path=path))


def _wanted(typed: str, form: "Form", language: Language) -> list[str]:
    """Read the formats, and refuse what does not exist or has nothing to show of a brief."""
    from sim.report.formats.registry import FORMATS

    wanted = list(dict.fromkeys(one.strip().lower() for one in typed.split(",") if one.strip()))
    unknown = [one for one in wanted if one not in FORMATS]
    if unknown or not wanted:
        refuse(word("unknown_format", language, name=", ".join(unknown) or typed, formats=", ".join(FORMATS)))
    misplaced = [one for one in wanted if form not in FORMATS[one].forms]
    if misplaced:
        known = ", ".join(key for key, one in FORMATS.items() if form in one.forms)
        refuse(word("no_brief_format", language, name=", ".join(misplaced), formats=known))
    return wanted
