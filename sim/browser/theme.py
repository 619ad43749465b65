"""The one look of all pages."""

from functools import cache
from pathlib import Path

import solara
import solara.lab


@cache
def _css() -> str:
    return Path(__file__).with_name("look.css").read_text(encoding="utf-8")


@solara.component
def Look() -> None:
    """Put the style sheet into the page."""
    solara.Style(_css())


def is_dark() -> bool:
    """Whether the page is shown in dark colours."""
    return bool(solara.lab.theme.dark_effective)
