"""From the documents to the levers: where each row of ``levers.csv`` went.

Every row is evidence of exactly one lever, or stands with a reason in ``calibration/assumptions/unrepresented_levers.csv``. A row with a
printed value is the default of a term (``Lever.figures``), or only names what the lever is about.
"""

import csv
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sim.evidence import LeverRow, lever_rows
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.lever import Lever
from sim.levers.registry import lever_types
from sim.places import repository_or_package_data
from sim.texts.bilingual import Bilingual

_IN_TERMS = {
    "10k_CNY": FEN_PER_MILLION / 100,
    "100M_CNY": FEN_PER_MILLION * 100,
    "percent": 0.01,
}
"""What one unit of the documents is in the units of terms: fen for money, a share for percent; 1 for all others."""


class Place(NamedTuple):
    """Where one row of the documents went: its lever and term, or why it is not represented."""

    row: LeverRow
    lever: str = ""
    term: str = ""
    reason: Bilingual = Bilingual("", "")


def places() -> Iterator[Place]:
    """Yield every row of the documents with its place, in the order of the table."""
    owner = {row: lever for lever in lever_types().values() for row in lever.evidence}
    for row in lever_rows().values():
        lever = owner.get(row.id)
        if lever is None:
            yield Place(row, reason=unrepresented()[row.id])
        else:
            yield Place(row, lever.key, lever.figures.get(row.id, ""))


@cache
def unrepresented() -> dict[str, Bilingual]:
    """Return the reason of each row that is not represented."""
    path = repository_or_package_data("calibration") / "assumptions" / "unrepresented_levers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: Bilingual(row["reason_en"], row["reason_zh"]) for row in csv.DictReader(file)}


def printed_value(row: LeverRow) -> float:
    """Return the printed value in the units of terms: fen, share, or the number itself."""
    if row.value is None:
        raise ValueError(f"{row.id} prints no value")
    return float(row.value) * _IN_TERMS.get(row.unit, 1.0)


def term_value(lever: type[Lever[Any]], term: str) -> float:
    """Return the default of a term: ``name``, ``name.0`` for a part of it, ``#name`` for the number of its parts."""
    terms = lever.terms_type.model_validate({})
    if term.startswith("#"):
        return float(len(getattr(terms, term[1:])))
    name, _, part = term.partition(".")
    value = getattr(terms, name)
    return float(value[int(part)] if part else value)
