"""Writing the report of a study."""

from pathlib import Path

from sim.report.manifest import UnreadableComparisonError
from sim.report.studies.page import VIEWS, study_page
from sim.report.studies.stored import StoredStudy
from sim.report.words import report_text
from sim.texts.bilingual import Language

MOST_CSV_ROWS = 200_000


def write_study_report(folder: Path, language: Language, out: Path | None = None) -> Path:
    """Write one self-contained HTML page about a stored study, its figures, and its tables as CSV.

    Args:
        folder: the folder of the study.
        language: ``en`` or ``zh``.
        out: file of the page; ``report.<language>.html`` in ``folder`` when not given.

    Raises:
        UnreadableComparisonError: the folder holds no finished study of a kind that has a report.
    """
    study = StoredStudy(folder, language)
    if study.kind not in VIEWS:
        raise UnreadableComparisonError(report_text("study.no_report", language, folder=folder, kind=study.kind, kinds=", ".join(VIEWS)))
    page = out or folder / f"report.{language}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    html = study_page(study, page.parent / "figures")
    for path in sorted(folder.glob("*.parquet")):
        rows = study.table(path.stem)
        if len(rows) <= MOST_CSV_ROWS:
            rows.to_csv(page.parent / f"{path.stem}.csv", index=False, encoding="utf-8-sig")
    page.write_text(html, encoding="utf-8")
    return page
