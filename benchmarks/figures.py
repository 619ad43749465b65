"""Figures of ``docs/reliability.md``: a campaign writes what it measured into the row of its command, and leaves the rest of the page alone."""

import re
from pathlib import Path

DOCUMENT = Path(__file__).parents[1] / "docs" / "reliability.md"


def with_figure(text: str, command: str, figure: str) -> str:
    """Return a page with another figure in the table row that names a command.

    Raises:
        ValueError: no row, or more than one, names the command.
    """
    row = re.compile(rf"^(\|[^|\n]*\| `{re.escape(command)}` \|)[^|\n]*\|$", re.MULTILINE)
    text, found = row.subn(lambda hit: f"{hit[1]} {figure} |", text)
    if found != 1:
        raise ValueError(f"{found} rows of the page name the command {command!r}, expected one")
    return text


def write_figure(command: str, figure: str) -> None:
    """Write a figure into ``docs/reliability.md``."""
    DOCUMENT.write_text(with_figure(DOCUMENT.read_text(encoding="utf-8"), command, figure), encoding="utf-8")
