"""A table of a Word document: widths after the words, numbers to the right, heads repeated on every page."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.table import Table as WordTable
from docx.table import _Cell

from sim.report.content.table import Cell, Column, shown
from sim.report.formats.letters import printable
from sim.report.formats.letters import width as letters
from sim.texts.bilingual import Language

_WIDEST, _NARROWEST, _FEW = 34, 8, 80
"""Letters that a column is wide at most and at least, and at most beside only one other; a Chinese one counts double."""
_LINE, _RULE = "D9DEE3", "5B6770"
_BEHIND_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def add_table(document: Document, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], language: Language, width: Length) -> WordTable:
    """Add a table as wide as the text and return it."""
    heads = [one.headed(language) for one in columns]
    texts = [heads, *([shown(cell) for cell in row] for row in rows)]
    widths = [Length(round(width * part)) for part in _parts(columns, texts)]
    table = document.add_table(rows=len(texts), cols=len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    size = Pt(8.5 if len(columns) <= 6 else 7.5 if len(columns) <= 8 else 6.5)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for place, row in enumerate(table.rows):
        _keep(row._tr.get_or_add_trPr(), head=place == 0)
        for cell, words, column, wide in zip(row.cells, texts[place], columns, widths, strict=True):
            cell.width = wide
            _write(cell, words, size, bold=place == 0, right=column.numeric)
    _rule(table)
    return table


def _parts(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[float]:
    """Part of the width for each column, after its longest cell and the longest word of its head."""
    wide = []
    for place in range(len(columns)):
        longest = max((letters(row[place]) for row in texts[1:]), default=0)
        head = texts[0][place]
        wide.append(min(_WIDEST if len(columns) > 2 else _FEW, max(_NARROWEST, longest, _longest_word(head), letters(head) / 2.5)) + 2)
    return [one / sum(wide) for one in wide]


def _longest_word(text: str) -> float:
    """Letters that cannot be broken; Chinese breaks anywhere."""
    return max((letters(word) for word in text.split() if word.isascii()), default=0)


def _keep(properties: BaseOxmlElement, *, head: bool) -> None:
    """Keep a row on one page, and repeat the head on each."""
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _write(cell: _Cell, text: str, size: Length, *, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(1), 1.0
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold = size, bold


def _rule(table: WordTable) -> None:
    """Draw lines between rows, and stronger ones above and at the end; leave little room at the sides of cells."""
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side, colour, thick in (("top", _RULE, "8"), ("bottom", _RULE, "8"), ("insideH", _LINE, "4")):
        borders.append(_edge(side, val="single", sz=thick, space="0", color=colour))
    for side in ("left", "right"):
        margins.append(_edge(side, w="50", type="dxa"))
    properties = table._tbl.tblPr
    properties.insert_element_before(borders, *_BEHIND_BORDERS)
    properties.insert_element_before(margins, _BEHIND_BORDERS[-1])


def _edge(side: str, **settings: str) -> BaseOxmlElement:
    found = OxmlElement(f"w:{side}")
    for key, value in settings.items():
        found.set(qn(f"w:{key}"), value)
    return found
