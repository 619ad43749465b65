"""LaTeX: each table as a file for a paper, with booktabs, caption, label and units, and one document that shows them all."""

import re
from collections.abc import Sequence
from pathlib import Path

from sim.report.content.blocks import Report, report_tables
from sim.report.content.table import Column, Table, shown
from sim.report.figures.album import Album
from sim.report.formats.format import TABLES_ONLY, Format
from sim.report.formats.letters import width
from sim.report.words import report_text
from sim.texts.bilingual import Language

FOLDER = "latex"
MOST_ROWS = 40
"""Rows of a table that float; longer ones break over pages (longtable)."""
WIDEST = 85
"""Letters that fit beside each other between margins; wider tables are scaled to the width of the text."""
MOST_LETTERS, _SENTENCES = 50, "p{0.5\\textwidth}"
"""Letters of a cell that stays on one line, and the column of those that do not."""
_PACKAGES = ("booktabs", "longtable", "graphicx", "amssymb")
_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "−": "$-$", "–": "--", "…": r"\ldots{}", "\u00a0": "~", "“": "``", "”": "''", "’": "'", "±": r"$\pm$", "≥": r"$\ge$", "≤": r"$\le$",
    "▲": r"$\blacktriangle$", "▼": r"$\blacktriangledown$", "○": r"$\circ$", "↑": r"$\uparrow$", "↓": r"$\downarrow$", "✓": r"$\checkmark$",
}  # fmt: skip
_CHINESE_KEPT = "“”’…"
"""Marks that Chinese letters have of their own."""


def write(report: Report, folder: Path, album: Album) -> Path:
    """Write a file for each table and return the document that shows them all."""
    del album  # figures go into a paper as SVG or PNG
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    found = report_tables(report)
    for table in found:
        (place / _file(table, report.language)).write_text(latex_table(table, report.language), encoding="utf-8")
    path = place / f"all.{report.language}.tex"
    path.write_text(_document(report, found), encoding="utf-8")
    return path


def latex_table(table: Table, language: Language) -> str:
    """Return one table: a float, or a longtable if it has many rows."""
    note = report_text("latex.note", language, packages=", ".join(_PACKAGES))
    drawn = _long(table, language) if len(table.rows) > MOST_ROWS else _floating(table, language)
    return "\n".join([*(f"% {line}" for line in note.split("\n")), *drawn, ""])


def escaped(text: str, language: Language) -> str:
    r"""Return text that LaTeX prints as it stands.

    >>> escaped("R&D at 5%: −3", "en")
    'R\\&D at 5\\%: $-$3'
    """
    kept = _CHINESE_KEPT if language == "zh" else ""
    return "".join(letter if letter in kept else _ESCAPED.get(letter, letter) for letter in text)


def _floating(table: Table, language: Language) -> list[str]:
    lines = [f"\\begin{{tabular}}{{{_kinds(table)}}}", "\\toprule", *_head(table.columns, language), "\\midrule", *_rows(table, language),
             "\\bottomrule", "\\end{tabular}"]  # fmt: skip
    if _letters(table) > WIDEST and _SENTENCES not in _kinds(table):
        lines = ["\\resizebox{\\textwidth}{!}{%", *lines, "}"]
    return ["\\begin{table}[htbp]", "\\centering", "\\small", *_caption(table, language), *lines, "\\end{table}"]


def _long(table: Table, language: Language) -> list[str]:
    caption, label = _caption(table, language)
    head = ["\\toprule", *_head(table.columns, language), "\\midrule"]
    return [f"\\begin{{longtable}}{{{_kinds(table)}}}", f"{caption}{label}\\\\", *head, "\\endfirsthead", *head, "\\endhead",
            "\\bottomrule", "\\endfoot", *_rows(table, language), "\\end{longtable}"]  # fmt: skip


def _caption(table: Table, language: Language) -> list[str]:
    return [f"\\caption{{{escaped(table.caption, language)}}}", f"\\label{{tab:{_label(table)}}}"]


def _letters(table: Table) -> int:
    """Letters of the longest cell of every column, with room between columns."""
    heads = [one.title for one in table.columns]
    return sum(max(width(head), *(width(shown(row[place])) for row in table.rows), 0) + 2 for place, head in enumerate(heads))


def _kinds(table: Table) -> str:
    """Numbers to the right, words to the left, sentences in a column that breaks lines."""
    longest = [max((width(shown(row[place])) for row in table.rows), default=0) for place in range(len(table.columns))]
    words = [_SENTENCES if wide > MOST_LETTERS else "l" for wide in longest]
    return "".join("r" if column.numeric else kind for column, kind in zip(table.columns, words, strict=True))


def _head(columns: Sequence[Column], language: Language) -> list[str]:
    """Titles, and below them the units if there are any."""
    titles = [escaped(column.title, language) for column in columns]
    units = [f"[{escaped(column.unit, language)}]" if column.unit else "" for column in columns]
    # braces keep a bracket at the beginning of a row from being read as an argument of the line break before it
    return [_row(titles), *([_row([f"{{{unit}}}" if unit else "" for unit in units])] if any(units) else [])]


def _rows(table: Table, language: Language) -> list[str]:
    return [_row([escaped(shown(cell), language) for cell in row]) for row in table.rows]


def _row(cells: Sequence[str]) -> str:
    return " & ".join(cells) + r" \\"


def _document(report: Report, found: Sequence[Table]) -> str:
    kind = "ctexart" if report.language == "zh" else "article"
    title = escaped(report.heading, report.language)
    about = escaped(report.subtitle, report.language)
    lines = [f"% {report_text('latex.how', report.language)}", f"\\documentclass[a4paper]{{{kind}}}", "\\usepackage[margin=2cm]{geometry}",
             *(f"\\usepackage{{{name}}}" for name in _PACKAGES), "\\begin{document}", f"\\section*{{{title}}}", about,
             *(f"\\input{{{_file(table, report.language)}}}" for table in found), "\\end{document}", ""]  # fmt: skip
    return "\n".join(lines)


def _file(table: Table, language: Language) -> str:
    return f"{_label(table)}.{language}.tex"


def _label(table: Table) -> str:
    """Key of a table in letters that are safe in a file's name and in a label."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", table.key).strip("-")


FORMAT = Format("latex", TABLES_ONLY, write)
