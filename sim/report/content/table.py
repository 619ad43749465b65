"""Tables whose cells know their numbers, so that a page prints them and a spreadsheet computes with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sim.report.words import report_text
from sim.texts.bilingual import Language


class Numbers(NamedTuple):
    """A cell of one number or several: the text that is printed, and the values in the unit of that text."""

    text: str
    values: tuple[float, ...]


type Cell = str | Numbers


class Column(NamedTuple):
    """A column: title, unit of its numbers, and what each number of a cell is; words have no parts."""

    title: str
    unit: str = ""
    parts: tuple[str, ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether the column holds numbers."""
        return bool(self.parts)

    def headed(self, language: Language) -> str:
        """Return the title with the unit behind it."""
        if not self.unit:
            return self.title
        return f"{self.title}（{self.unit}）" if language == "zh" else f"{self.title} ({self.unit})"


@dataclass(frozen=True)
class Table:
    """Rows under columns; the key names sheet, file and label."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of table {self.key} does not fit its columns")


def table(key: str, caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Table:
    """Return a table.

    Args:
        key: name of sheet, file and label; distinct within a report.
        caption: what the table shows.
        columns: their titles and units.
        rows: cells; the first cell of a row names it.

    Raises:
        ValueError: a row has more or fewer cells than there are columns.
    """
    return Table(key, caption, tuple(columns), tuple(tuple(row) for row in rows))


def column(title: str, unit: str = "") -> Column:
    """Return a column of single numbers."""
    return Column(title, unit, ("",))


def range_column(title: str, language: Language, unit: str = "") -> Column:
    """Return a column of ranges, each with a lower and an upper limit."""
    return Column(title, unit, (report_text("table.part.low", language), report_text("table.part.high", language)))


def number(value: float, written: str) -> Numbers:
    """Return a cell of one number."""
    return Numbers(written, (value,))


def shown(cell: Cell) -> str:
    """Return what a page prints for a cell."""
    return cell.text if isinstance(cell, Numbers) else cell
