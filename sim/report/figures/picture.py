"""A figure outside a page: shown by a notebook, saved for a paper."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from sim.report.figures.press import DOTS_PER_INCH, styled
from sim.texts.bilingual import Language

PRINT_DOTS = 300
"""Dots per inch that journals ask for."""


class Picture:
    """A drawn figure; the last line of a notebook cell shows it.

    Texts are in the fonts of its language: a Chinese figure needs one of the fonts that
    :data:`sim.report.figures.fonts.CHINESE_FAMILIES` names.
    """

    def __init__(self, title: str, draw: Callable[[], Figure], language: Language) -> None:
        self.title = title
        self.language = language
        with styled(title, language):
            self.figure = draw()
            self._shown = self._drawn("png", dpi=DOTS_PER_INCH)

    def save(self, path: str | Path, *, dots: int = PRINT_DOTS) -> Path:
        """Write the figure; the ending says how: ``.png``, ``.svg`` or ``.pdf``.

        Args:
            path: file to write.
            dots: dots per inch of a PNG.
        """
        file = Path(path)
        with styled(self.title, self.language):
            file.write_bytes(self._drawn(file.suffix.removeprefix("."), dpi=dots))
        return file

    def _drawn(self, ending: str, **how: Any) -> bytes:
        held = BytesIO()
        self.figure.savefig(held, format=ending, **how)
        return held.getvalue()

    def __repr__(self) -> str:
        return self.title

    def _repr_png_(self) -> bytes:
        return self._shown
