"""Writing to the terminal: tables and lines on standard output, everything else on standard error."""

import csv
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from sim.commands.words import word
from sim.texts.bilingual import Language

WIDE = 150
CHINESE_UNITS = ("亿", "万")
"""Units in which scenarios write money; only who reads English needs them explained."""


def line(text: str) -> None:
    """Write one line to standard output."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def as_json(value: Any) -> None:
    """Write a value as one JSON document, keys sorted: the same value gives the same bytes; what is undefined is null."""
    line(json.dumps(_defined(value), ensure_ascii=False, sort_keys=True, allow_nan=False))


def _defined(value: Any) -> Any:
    """Return the value with null for every number that JSON does not know: NaN and the infinities."""
    if isinstance(value, dict):
        return {key: _defined(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_defined(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = (), whole: Sequence[int] = (), title: str = ""
) -> None:
    """Write a table to standard output; ``numbers`` are columns that align to the right, ``whole`` those never broken into lines."""
    drawn = Table(title=title or None, title_justify="left", show_edge=False, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        drawn.add_column(heading, justify="right" if place in numbers else "left", overflow="fold", no_wrap=place in whole)
    for row in rows:
        drawn.add_row(*row)
    console = Console(file=sys.stdout, markup=False, highlight=False)
    if not console.is_terminal:
        console = Console(file=sys.stdout, markup=False, highlight=False, width=WIDE)
    console.print(drawn)


def needs_units_explained(texts: Iterable[str], language: Language) -> bool:
    """Whether a reader of the language meets amounts in Chinese units."""
    return language == "en" and any(unit in text for text in texts for unit in CHINESE_UNITS)


def explain_amounts(texts: Iterable[str], language: Language) -> None:
    """Write what the Chinese units mean below a table that holds them."""
    if needs_units_explained(texts, language):
        line(word("amounts", language))


def as_csv(path: Path, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows to a CSV file that spreadsheets open with the right letters."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)
