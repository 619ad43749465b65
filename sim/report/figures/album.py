"""The figures of one report, each drawn once whatever the number of formats that show it."""

from pathlib import Path

from sim.report.content.blocks import Picture
from sim.report.figures.press import printed
from sim.texts.bilingual import Language


class Album:
    """Draws pictures into a folder when they are asked for."""

    def __init__(self, folder: Path, language: Language) -> None:
        self.folder = folder
        self.language: Language = language
        self._drawn: dict[str, str] = {}

    def svg(self, picture: Picture) -> str:
        """Return a picture as SVG to stand inside a page."""
        if picture.key not in self._drawn:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._drawn[picture.key] = printed(picture.key, picture.draw, self.language, self.folder, width=picture.width)
        return self._drawn[picture.key]

    def png(self, picture: Picture) -> Path | None:
        """Return the file of a picture as PNG; None for Chinese when no Chinese font is installed."""
        self.svg(picture)
        path = self.folder / f"{picture.key}.{self.language}.png"
        return path if path.is_file() else None
