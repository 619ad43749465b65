"""Writing the report of a stored study, in one form and in any formats."""

import json
from collections.abc import Sequence
from pathlib import Path

from sim.report.briefs.comparison import comparison_brief
from sim.report.briefs.study import study_brief
from sim.report.comparison import Comparison
from sim.report.content.blocks import Form, Report
from sim.report.figures.album import Album
from sim.report.formats.registry import FORMATS
from sim.report.full import comparison_report
from sim.report.manifest import UnreadableComparisonError
from sim.report.sections.effects_table import file_name, write_effects_file
from sim.report.studies.full import VIEWS, study_report
from sim.report.studies.stored import StoredStudy
from sim.report.words import report_text
from sim.texts.bilingual import Language

MOST_CSV_ROWS = 200_000


def write_report(
    folder: Path, language: Language, *, form: Form = "full", formats: Sequence[str] = ("html",), out: Path | None = None
) -> list[Path]:
    """Write the report of a stored study.

    Beside a full report come ``figures/*.svg``, ``figures/*.png`` (not for Chinese when no Chinese font is installed)
    and tables as CSV.

    Args:
        folder: the folder that the study wrote.
        language: ``en`` or ``zh``.
        form: ``full`` for researchers, ``brief`` for officials.
        formats: keys of :data:`sim.report.formats.registry.FORMATS`.
        out: folder to write to; that of the study when not given.

    Returns:
        The path of each format's file, in the order of the formats.

    Raises:
        UnreadableComparisonError: the folder holds no finished study of a kind that has a report.
        KeyError: there is no such format.

    Examples:
        >>> write_report(Path("no_such_folder"), "en")
        Traceback (most recent call last):
        ...
        sim.report.manifest.UnreadableComparisonError: ...
    """
    place = out or folder
    report = _comparison(folder, language, form, place) if is_comparison(folder) else _study(folder, language, form, place)
    album = Album(place / "figures", language)
    return [FORMATS[key].write(report, place, album) for key in formats]


def is_comparison(folder: Path) -> bool:
    """Whether the manifest says so; what cannot be read is left for the report to refuse."""
    try:
        return bool(json.loads((folder / "manifest.json").read_text(encoding="utf-8")).get("kind", "comparison") == "comparison")
    except (OSError, ValueError, AttributeError):
        return True


def _comparison(folder: Path, language: Language, form: Form, place: Path) -> Report:
    comparison = Comparison(folder, language)
    place.mkdir(parents=True, exist_ok=True)
    if form == "brief":
        return comparison_brief(comparison, language)
    write_effects_file(comparison, language, place / file_name(language))
    return comparison_report(comparison, language)


def _study(folder: Path, language: Language, form: Form, place: Path) -> Report:
    study = StoredStudy(folder, language)
    if study.kind not in VIEWS:
        raise UnreadableComparisonError(report_text("study.no_report", language, folder=folder, kind=study.kind, kinds=", ".join(VIEWS)))
    place.mkdir(parents=True, exist_ok=True)
    if form == "brief":
        return study_brief(study)
    for path in sorted(folder.glob("*.parquet")):
        rows = study.table(path.stem)
        if len(rows) <= MOST_CSV_ROWS:
            rows.to_csv(place / f"{path.stem}.csv", index=False, encoding="utf-8-sig")
    return study_report(study)
