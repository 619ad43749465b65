"""Drawing a figure and keeping it as PNG, as SVG file, and as SVG inside a page."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from sim.report.figures.fonts import can_draw, families
from sim.report.figures.palette import BLUE, GRID, INK, MUTED, PAPER, SHADE, SKY
from sim.texts.bilingual import Language

DOTS_PER_INCH = 160
_THEMED = {INK: "ink", MUTED: "muted", GRID: "grid", PAPER: "paper", SHADE: "shade", BLUE: "blue", SKY: "sky"}


def printed(key: str, draw: Callable[[], Figure], language: Language, folder: Path, *, width: float | None = None) -> str:
    """Draw one figure, write its files into the folder and return SVG to stand inside a page.

    Text stays text, so that a reader's browser draws Chinese even when no Chinese font is installed here; in
    that case the PNG would show empty boxes and is left out.
    """
    with styled(key, language):
        figure = draw()
        if width is not None:
            figure.set_figwidth(width)
        svg = _svg(figure)
        (folder / f"{key}.{language}.svg").write_text(svg, encoding="utf-8")
        if can_draw(language):
            figure.savefig(folder / f"{key}.{language}.png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return inline(svg, key)


def inline(svg: str, key: str) -> str:
    """Make an SVG file fit to stand in a page: its own names, no addresses, size and colours left to the page."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    opening, rest = body.split(">", 1)
    box = re.search(r'viewBox="[^"]*"', opening)
    opening = f'<svg {box[0] if box else ""} aria-hidden="true" focusable="false"'
    rest = rest.replace("xlink:href", "href")
    rest = re.sub(r'\bid="', f'id="{key}-', rest)
    rest = re.sub(r'href="#', f'href="#{key}-', rest)
    rest = re.sub(r"url\(#", f"url(#{key}-", rest)
    for colour, name in _THEMED.items():
        rest = rest.replace(colour, f"var(--figure-{name})")
    return f"{opening}>{rest}"


@contextmanager
def styled(key: str, language: Language) -> Iterator[None]:
    """Draw and save within this: fonts of the language, colours of the page, names in SVG that depend on the key only."""
    settings: Any = {
        "font.family": families(language), "font.size": 9, "legend.fontsize": 8.5, "axes.labelsize": 8.5,
        "xtick.labelsize": 8.5, "ytick.labelsize": 8.5, "axes.unicode_minus": True, "text.color": INK,
        "figure.facecolor": PAPER, "axes.facecolor": PAPER, "svg.fonttype": "none", "svg.hashsalt": key,
        "text.parse_math": False,
    }  # fmt: skip
    with rc_context(settings), warnings.catch_warnings():
        if not can_draw(language):
            warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def _svg(figure: Figure) -> str:
    file = BytesIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue().decode("utf-8")
