"""Long tables on pages: their first rows, and where the others are."""

from sim.report.content.table import Cell, Table
from sim.report.words import report_text
from sim.texts.bilingual import Language

MOST_ROWS = 200


def first_rows(table: Table, language: Language) -> tuple[tuple[tuple[Cell, ...], ...], str]:
    """Return the rows that a page shows, and a note on the others; an empty note when all are shown."""
    if len(table.rows) <= MOST_ROWS:
        return table.rows, ""
    return table.rows[:MOST_ROWS], report_text("page.cut", language, shown=MOST_ROWS, all=f"{len(table.rows):,}")
