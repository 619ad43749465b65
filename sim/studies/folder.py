"""The folder of a study: its plan from the start, its runs as they are finished, its tables at the end."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim import plugins
from sim.runs.address import model_digests
from sim.runs.storage import write_text_whole
from sim.runs.version import model_version
from sim.studies.kinds import study_kinds
from sim.studies.study import Study

PLAN, MANIFEST, STORE = "plan.json", "manifest.json", "store"
FORMAT = 1


class UnreadablePlanError(ValueError):
    """The folder holds no plan that could be gone on with; the code names a text of the catalogue, the values fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


@dataclass(frozen=True)
class StudyFolder:
    """A study and how it was begun.

    ``store`` is where its runs are kept, ``command`` what the user typed, ``versions`` the digests of code, evidence and plug-ins at that time.
    """

    folder: Path
    study: Study
    command: str
    store: Path
    check: bool = False
    versions: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether the tables were written."""
        return (self.folder / MANIFEST).is_file()

    @property
    def same_model(self) -> bool:
        """Whether code, evidence and plug-ins are what they were when the study began."""
        return self.versions == model_digests()


def begin(study: Study, folder: Path, *, command: str, store: Path | None, check: bool) -> StudyFolder:
    """Write the plan of a study into its folder, before the first run; the manifest of an earlier end is taken away."""
    begun = StudyFolder(folder, study, command, store or folder / STORE, check, model_digests())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    record = {
        "kind": study.kind,
        "format": FORMAT,
        "command": command,
        "store": None if store is None else str(store.absolute()),
        "check": check,
        "digests": list(begun.versions),
        "plugins": [str(path) for path in plugins.plugin_paths()],
        "version": model_version(),
        "begun": datetime.now(UTC).isoformat(timespec="seconds"),
        "scale": study.scale._asdict(),
        "study": study.model_dump(mode="json", by_alias=True),
    }
    write_text_whole(folder / PLAN, json.dumps(record, ensure_ascii=False, indent=1))
    return begun


def read_folder(folder: Path) -> StudyFolder:
    """Read the plan of a study.

    Raises:
        UnreadablePlanError: there is none, it is damaged, of another format, or its levers have changed.
    """
    path = folder / PLAN
    if not path.is_file():
        raise UnreadablePlanError("no_plan", path=folder)
    try:
        record: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise UnreadablePlanError("plan_format", path=path, found=record["format"], format=FORMAT)
        plugins.use(Path(path) for path in record["plugins"])
        study = study_kinds()[record["kind"]].model_validate(record["study"])
        store = Path(record["store"]) if record["store"] else folder / STORE
        return StudyFolder(folder, study, record["command"], store, record["check"], tuple(record["digests"]))
    except (plugins.PluginError, ValidationError, ValueError, KeyError, TypeError) as problem:
        if isinstance(problem, UnreadablePlanError):
            raise
        raise UnreadablePlanError("plan_damaged", path=path, reason=_first_line(problem)) from None


def _first_line(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        first = problem.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return f"{type(problem).__name__}: {problem}"
