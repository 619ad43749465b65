"""Reading the evidence tables: plain rows of text, and the cells that recur in them."""

import csv
from collections.abc import Mapping
from typing import TypedDict, get_args

from sim.evidence.records import Label, Number
from sim.places import repository_or_package_data
from sim.texts.bilingual import Bilingual

type Row = Mapping[str, str]

_LABELS: tuple[Label, ...] = get_args(Label.__value__)


class Common(TypedDict):
    """The cells that every record of :class:`~sim.evidence.records.Evidence` shares."""

    id: str
    name: Bilingual
    unit: str
    label: Label
    source: str
    locator: str
    caveats: tuple[str, ...]


def read_rows(table: str) -> list[dict[str, str]]:
    """Return the rows of ``calibration/evidence/<table>.csv`` in file order."""
    path = repository_or_package_data("calibration") / "evidence" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def common(row: Row, id_column: str = "id") -> Common:
    """Return the cells shared by all records of one row."""
    return Common(
        id=row[id_column],
        name=bilingual(row, "name"),
        unit=row["unit"],
        label=label(row["label"], row[id_column]),
        source=row["source"],
        locator=row["locator"],
        caveats=several(row["caveats"]),
    )


def number(row: Row, column: str, prefix: str, unit: str) -> Number:
    """Return the number in ``column`` with the companions that stand in the columns ``<prefix>_...``."""
    return Number(
        value=float(row[column]),
        unit=unit,
        label=label(row[f"{prefix}_label"], f"{row['id']}.{column}"),
        source=row[f"{prefix}_source"],
        locator=row[f"{prefix}_locator"],
        caveats=several(row[f"{prefix}_caveats"]),
        rule=bilingual(row, f"{prefix}_rule"),
    )


def bilingual(row: Row, stem: str) -> Bilingual:
    """Return the pair of columns ``<stem>_en`` and ``<stem>_zh``."""
    return Bilingual(row[f"{stem}_en"], row[f"{stem}_zh"])


def several(cell: str) -> tuple[str, ...]:
    """Split a semicolon list; an empty cell is an empty list."""
    return tuple(cell.split(";")) if cell else ()


def optional_number(cell: str) -> float | None:
    """Read a number that may be absent."""
    return float(cell) if cell else None


def optional_year(cell: str) -> int | None:
    """Read a calendar year that may be absent."""
    return int(cell) if cell else None


def label(cell: str, row_id: str) -> Label:
    """Read a label.

    Raises:
        ValueError: the cell is none of the six labels.
    """
    for known in _LABELS:
        if cell == known:
            return known
    raise ValueError(f"{row_id}: the label {cell!r} is none of {', '.join(_LABELS)}")
