"""Excel: one workbook for each study, a sheet of notes and a sheet for each table, written with openpyxl."""

import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sim.report.content.blocks import Bullets, Paragraph, Report, tables
from sim.report.content.table import Cell, Column, Numbers, Table
from sim.report.figures.album import Album
from sim.report.formats.format import TABLES_ONLY, Format, file_of
from sim.report.formats.letters import printable, width
from sim.report.words import report_text
from sim.texts.bilingual import Language

type Place = SheetCell | MergedCell
"""What openpyxl says that a cell may be; none of ours is written after it has been merged."""
MOST_LETTERS, MOST_WIDE, NOTES_WIDE = 31, 60, 110
"""Letters of a sheet's name that Excel allows; widths of columns in letters."""
_HEAD = PatternFill("solid", fgColor="12355B")
_UNITS = PatternFill("solid", fgColor="EAF2F9")
_NUMBER = re.compile(r"[−+]?\d[\d,]*(\.\d+)?%?")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def write(report: Report, folder: Path, album: Album) -> Path:
    """Write the workbook and return its path."""
    del album  # a workbook holds no figures
    path = file_of(report, folder, "xlsx")
    book = Workbook()
    book.properties.title, book.properties.creator = report.title, "shenyang-metro-sim"
    notes = book.worksheets[0]
    notes.title = report_text("workbook.notes", report.language)
    sheets = []
    for number, (section, table) in enumerate(_tables(report), start=1):
        sheet = book.create_sheet(_sheet_name(number, section, table.caption))
        _fill(sheet, table, report.language)
        sheets.append((sheet.title, section, table.caption))
    _write_notes(notes, report, sheets)
    book.save(path)
    return path


def _tables(report: Report) -> Iterator[tuple[str, Table]]:
    for section in report.sections:
        yield from ((section.title, table) for table in tables(section.blocks))
    yield from ((report_text("workbook.data", report.language), table) for table in report.data())


def _sheet_name(number: int, section: str, caption: str) -> str:
    """Name a sheet by the caption of its table if that is short, else by the section it stands in."""
    name = f"{number} {caption}"
    return _FORBIDDEN.sub(" ", name if len(name) <= MOST_LETTERS else f"{number} {section}")[:MOST_LETTERS]


def _fill(sheet: Worksheet, table: Table, language: Language) -> None:
    """Write heads, units and rows; a cell of several numbers takes several columns."""
    heads = [head for column in table.columns for head in _heads(column, language)]
    units = [column.unit for column in table.columns for _ in column.parts or ("",)]
    sheet.append(heads)
    sheet.append([f"[{unit}]" if unit else None for unit in units])
    for head, unit in zip(sheet[1], sheet[2], strict=True):
        head.font, head.fill = Font(bold=True, color="FFFFFF"), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="center")
        unit.font, unit.fill = Font(italic=True, color="55616C"), _UNITS
    for line, row in enumerate(table.rows, start=3):
        _write_row([sheet.cell(line, place) for place in range(1, len(heads) + 1)], table.columns, row)
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(heads))}{sheet.max_row}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"
    _widen(sheet)


def _heads(column: Column, language: Language) -> list[str]:
    between = "：" if language == "zh" else ": "
    return [column.title + (between + part if part else "") for part in column.parts or ("",)]


def _write_row(cells: Sequence[Place], columns: Sequence[Column], row: Sequence[Cell]) -> None:
    place = 0
    for column, cell in zip(columns, row, strict=True):
        if isinstance(cell, Numbers):
            for value, form in zip(cell.values, number_formats(cell), strict=True):
                _write_number(cells[place], value, form)
                place += 1
        else:
            _write_text(cells[place], cell)
            place += max(1, len(column.parts))


def _write_text(cell: Place, text: str) -> None:
    """Write text as text: what comes from files never becomes a formula."""
    cell.value, cell.data_type = printable(text), "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_number(cell: Place, value: float, form: str) -> None:
    if math.isfinite(value):
        cell.value, cell.number_format = value / 100 if form.endswith("%") else value, form
    cell.alignment = Alignment(vertical="top")


def number_formats(cell: Numbers) -> list[str]:
    """Return for each number of a cell the format that shows it as the page does: decimals, sign and per cent.

    >>> number_formats(Numbers("+1.25 (−3.0)", (1.25, -3.0))), number_formats(Numbers("12%", (12.3,)))
    (['+#,##0.00;−#,##0.00;0.00', '+#,##0.0;−#,##0.0;0.0'], ['0%'])
    """
    shown = [found[0] for found in _NUMBER.finditer(cell.text)]
    if len(shown) != len(cell.values):
        return ["General"] * len(cell.values)
    signed = any(one.startswith("+") for one in shown) or (len(shown) == 1 and shown[0].startswith("−"))
    return [_format(one, signed=signed or one.startswith("−")) for one in shown]


def _format(shown: str, *, signed: bool) -> str:
    digits = shown.rstrip("%")
    decimals = len(digits.split(".")[1]) if "." in digits else 0
    whole = "0" if shown.endswith("%") or re.fullmatch(r"\d{4}", shown) else "#,##0"  # years have no separator
    plain = whole + ("." + "0" * decimals if decimals else "") + ("%" if shown.endswith("%") else "")
    return f"+{plain};−{plain};{plain.replace('#,##', '')}" if signed else plain


def _widen(sheet: Worksheet) -> None:
    """Make columns as wide as what stands in them; heads may take two lines."""
    for number, cells in enumerate(sheet.iter_cols(), start=1):
        longest = max((width(_shown(cell)) for cell in cells[1:]), default=0)
        wide = max(longest, width(str(cells[0].value)) / 2, 8) + 2
        sheet.column_dimensions[get_column_letter(number)].width = min(MOST_WIDE, wide)


def _shown(cell: Place) -> str:
    if cell.value is None:
        return ""
    decimals = cell.number_format.split(";")[0].partition(".")[2].count("0")
    return f"{cell.value:+,.{decimals}f}" if isinstance(cell.value, int | float) else str(cell.value)


def _write_notes(sheet: Worksheet, report: Report, sheets: Sequence[tuple[str, str, str]]) -> None:
    """Write what the workbook is, what is on which sheet, how to read it, and what made it."""
    language = report.language
    _line(sheet, report.heading, bold=True, size=14)
    _line(sheet, report.subtitle)
    _line(sheet, report_text("workbook.sheets", language), bold=True, size=12)
    for name, section, caption in sheets:
        sheet.append([name, caption if caption != section else ""])
        sheet.cell(sheet.max_row, 1).hyperlink = f"#'{name}'!A1"
        sheet.cell(sheet.max_row, 1).style = "Hyperlink"
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    _line(sheet, report_text("workbook.reading", language), bold=True, size=12)
    for note in (report_text("workbook.units", language), *_notes(report)):
        _line(sheet, note)
    _line(sheet, report_text("workbook.about", language), bold=True, size=12)
    for name, value in report.about:
        sheet.append([name, None])
        _write_text(sheet.cell(sheet.max_row, 2), value)
    for line in report.footer:
        _line(sheet, line)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, NOTES_WIDE


def _notes(report: Report) -> Iterator[str]:
    """Sentences of the report that explain its tables: findings and how to read them."""
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Bullets):
                yield from ("".join(item) for item in block.items)
            elif isinstance(block, Paragraph):
                yield "".join(block.words)


def _line(sheet: Worksheet, text: str, *, bold: bool = False, size: int = 11) -> None:
    row = sheet.max_row + 1 if sheet.cell(1, 1).value else 1
    cell = sheet.cell(row, 1)
    _write_text(cell, text)
    cell.font = Font(bold=bold, size=size)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    wide = 30 + NOTES_WIDE
    sheet.row_dimensions[row].height = (size + 4) * max(1, math.ceil(width(text) * 1.1 / wide))
    if bold:
        cell.border = Border(bottom=Side(style="thin", color="D9DEE3"))


FORMAT = Format("xlsx", TABLES_ONLY, write)
