"""The figures of a results folder by name, the same that its report shows."""

from collections.abc import Callable, Mapping
from pathlib import Path

from matplotlib.figure import Figure

from sim.report.comparison import Comparison
from sim.report.figures.gallery import GALLERY
from sim.report.figures.picture import Picture
from sim.report.studies.full import drawable
from sim.report.studies.stored import StoredStudy
from sim.report.words import report_text
from sim.texts.bilingual import Language, default_language


def figure_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the figures that a folder's report has; none for single runs."""
    return tuple(_drawings(folder, "en"))


def figure_of(folder: Path, name: str, language: Language | None) -> Picture:
    """Draw one figure, see :meth:`sim.studies.stored.StoredResults.figure`."""
    chosen = language or default_language()
    drawings = _drawings(folder, chosen)
    if name not in drawings:
        raise KeyError(f"no figure {name!r}; figures of {folder}: {', '.join(drawings) or 'none'}")
    title, draw = drawings[name]
    return Picture(title, draw, chosen)


def _drawings(folder: Path, language: Language) -> Mapping[str, tuple[str, Callable[[], Figure]]]:
    """Title and drawing of each figure."""
    study = StoredStudy(folder, language)
    if study.kind == "run":
        return {}
    if study.kind == "comparison":
        comparison = Comparison(folder, language)
        return {key: (report_text(f"figures.{key}.title", language), _bound(draw, comparison, language)) for key, draw in GALLERY.items()}
    return {key: (study.text(f"figure.{key}.title"), draw) for key, draw in drawable(study).items()}


def _bound(draw: Callable[[Comparison, Language], Figure], comparison: Comparison, language: Language) -> Callable[[], Figure]:
    return lambda: draw(comparison, language)
