"""What the manifest of a stored comparison says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.report.words import report_text
from sim.texts.bilingual import Bilingual, Language


class UnreadableComparisonError(ValueError):
    """The folder holds no comparison that a report could be made of; the text says what to do."""


class Words(BaseModel):
    """One text in both languages, as JSON holds it."""

    model_config = ConfigDict(frozen=True)

    en: str
    zh: str

    def both(self) -> Bilingual:
        """Return the two texts as the rest of the project passes them on."""
        return Bilingual(self.en, self.zh)


class StoredScenario(BaseModel):
    """A scenario as it was run: names, source and the terms of its levers as readable texts."""

    model_config = ConfigDict(frozen=True)

    title: Words
    description: Words
    source: str | Words = ""
    levers: dict[str, dict[str, str | Words]] = Field(default_factory=dict)


class Horizon(BaseModel):
    """First and last month, written YYYY-MM."""

    model_config = ConfigDict(frozen=True)

    start: str
    end: str


class Manifest(BaseModel):
    """The manifest of a comparison; keys that the report does not use are passed over."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["comparison"]
    baseline: str
    policies: list[str] = Field(min_length=1)
    scenarios: dict[str, StoredScenario]
    horizon: Horizon
    replicates: int
    seeds: Any = None
    parameters_used: Any = None
    numbers: str = ""
    version: str = ""
    commit: str | None = ""
    command: str = ""
    started: str = ""
    seconds: float | None = None
    address: str = ""

    @property
    def order(self) -> list[str]:
        """The baseline, then the policies."""
        return [self.baseline, *self.policies]


def read_manifest(folder: Path, language: Language) -> Manifest:
    """Read ``manifest.json`` of a stored comparison.

    Raises:
        UnreadableComparisonError: the file is missing, damaged, or belongs to another kind of study.
    """
    path = folder / "manifest.json"
    if not path.is_file():
        raise UnreadableComparisonError(report_text("error.no_manifest", language, folder=folder))
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise UnreadableComparisonError(_complaints(path, error, language)) from None
    unknown = [key for key in manifest.order if key not in manifest.scenarios]
    if unknown:
        raise UnreadableComparisonError(
            report_text("error.unknown_scenario", language, path=path, keys=", ".join(unknown))
        )
    return manifest


def _complaints(path: Path, error: ValidationError, language: Language) -> str:
    found: list[Mapping[str, Any]] = [dict(one) for one in error.errors()]
    lines = [f"  {'.'.join(map(str, one['loc'])) or path.name}: {one['msg']}" for one in found]
    return "\n".join([report_text("error.bad_manifest", language, path=path), *lines])
