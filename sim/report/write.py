"""Writing the report of a comparison."""

from pathlib import Path

from sim.report.comparison import Comparison
from sim.report.page import comparison_page
from sim.report.sections.effects_table import file_name, write_effects_file
from sim.texts.bilingual import Language


def write_comparison_report(folder: Path, language: Language, out: Path | None = None) -> Path:
    """Write one self-contained HTML page about a stored comparison, its figures and its table of effects.

    Beside the page come ``figures/*.svg``, ``figures/*.png`` (not for Chinese when no Chinese font is
    installed) and ``effects.<language>.csv``.

    Args:
        folder: the folder that the comparison wrote.
        language: ``en`` or ``zh``.
        out: file of the page; ``report.<language>.html`` in ``folder`` when not given.

    Returns:
        The path of the page.

    Raises:
        UnreadableComparisonError: the folder holds no complete comparison.
    """
    comparison = Comparison(folder, language)
    page = out or folder / f"report.{language}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    html = comparison_page(comparison, language, page.parent / "figures")
    write_effects_file(comparison, language, page.parent / file_name(language))
    page.write_text(html, encoding="utf-8")
    return page
