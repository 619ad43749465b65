"""What a format is."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sim.report.content.blocks import Form, Report
from sim.report.figures.album import Album


class Format(NamedTuple):
    """A way to write a report: its key on the command line, the forms it is made for, and the function that writes.

    The function takes the report, the folder to write to and the album of figures, and returns the file to open.
    """

    key: str
    forms: frozenset[Form]
    write: Callable[[Report, Path, Album], Path]


BOTH: frozenset[Form] = frozenset({"full", "brief"})
TABLES_ONLY: frozenset[Form] = frozenset({"full"})
"""Formats of tables have nothing to show of a brief."""


def file_of(report: Report, folder: Path, suffix: str) -> Path:
    """Return where a report in one format goes: ``report.en.html``, ``brief.zh.docx``."""
    stem = "brief" if report.form == "brief" else "report"
    return folder / f"{stem}.{report.language}.{suffix}"
