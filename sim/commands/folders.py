"""``metrosim status`` and ``metrosim resume``: studies that are under way or were stopped."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.commands.failing import refuse
from sim.commands.options import CLUSTER, CSV, JSON, LANG, ON_ERROR, PATIENCE, TLS_CA, TLS_CERT, TLS_KEY, WORKERS
from sim.commands.output import as_json, line, note
from sim.commands.study import How, Shown, go_on
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.studies.folder import StudyFolder

EXAMPLES = """Examples:

metrosim status results/sweep

metrosim resume results/sweep --workers 4
"""
STUDY = Annotated[Path, typer.Argument(help="Folder of a study, written by compare, sweep, sensitivity, attribute, optimise or discover.")]


def status(
    study: STUDY,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Tell how far a study has come. 研究进度。"""
    from dataclasses import asdict

    from sim.studies.status import status_of

    language: Language = lang or default_language()
    begun = read_study(study, language)
    found = status_of(begun)
    if json:
        as_json({**asdict(found), "folder": str(study), "store": str(begun.store), "command": begun.command})
        return
    line(word("status_command", language, command=begun.command))
    line(word("status_runs" if found.exact else "status_most", language, stored=f"{found.stored:,}", runs=f"{found.runs:,}"))
    for key, count in (("status_failed", found.failed), ("status_parts", found.half_written), ("status_damaged", found.damaged)):
        if count:
            line(word(key, language, count=count, path=begun.store))
    line(word("status_finished" if found.finished else "status_open", language, path=study))
    if not found.same_model:
        line(word("other_model", language))


def resume(
    study: STUDY,
    workers: WORKERS = 0,
    cluster: CLUSTER = None,
    tls_ca: TLS_CA = "",
    tls_cert: TLS_CERT = "",
    tls_key: TLS_KEY = "",
    patience: PATIENCE = 3600.0,
    on_error: ON_ERROR = "after",
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Go on with a stopped study: finished runs are loaded, missing and failed ones are done. 继续研究。"""
    language: Language = lang or default_language()
    begun = read_study(study, language)
    if not begun.same_model:
        note(word("other_model", language))
    how = How(workers, cluster, (tls_ca, tls_cert, tls_key), patience, on_error, begun.store, study, begun.check, False, csv, json, language)
    go_on(begun, how, _shown(begun.study.kind, language))


def read_study(folder: Path, language: Language) -> "StudyFolder":
    """Read the plan of a study, or refuse its folder in the user's language."""
    from sim.studies.folder import UnreadablePlanError, read_folder

    try:
        return read_folder(folder)
    except UnreadablePlanError as problem:
        refuse(word(problem.code, language, **problem.values))


def _shown(kind: str, language: Language) -> Shown[Any]:
    from sim.commands import attribute, compare, discover, forecast, optimise, sensitivity, sweep

    known: dict[str, Shown[Any]] = {
        "comparison": compare.shown_with((language,)),
        "sweep": sweep.SHOWN,
        "sensitivity": sensitivity.SHOWN,
        "attribution": attribute.SHOWN,
        "optimisation": optimise.SHOWN,
        "discovery": discover.SHOWN,
        "forecast": forecast.shown_with(language),
    }
    return known[kind]
