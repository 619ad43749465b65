"""A stored study, read table by table when asked."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.indicators.registry import indicators
from sim.levers.registry import lever_types
from sim.parameters.registry import parameters
from sim.report.manifest import UnreadableComparisonError
from sim.report.names import lever_name, term_name
from sim.report.settings import setting_text
from sim.report.words import report_text
from sim.runs.tables import read_table
from sim.texts.bilingual import Language
from sim.texts.names import spelled_out


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table by name of column."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


class StoredStudy:
    """Tables and manifest of a study's folder, with the names that a reader should meet."""

    def __init__(self, folder: Path, language: Language) -> None:
        self.folder = folder
        self.language: Language = language
        path = folder / "manifest.json"
        if not path.is_file():
            raise UnreadableComparisonError(report_text("error.no_manifest", language, folder=folder))
        try:
            self.manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            self.kind = str(self.manifest["kind"])
        except (ValueError, KeyError, TypeError) as problem:
            raise UnreadableComparisonError(report_text("error.bad_manifest", language, path=path) + f"\n  {problem!r}") from None

    def table(self, name: str) -> pd.DataFrame:
        """Read one table.

        Raises:
            UnreadableComparisonError: it is missing.
            DamagedResultsError: it cannot be read.
        """
        path = self.folder / f"{name}.parquet"
        if not path.is_file():
            raise UnreadableComparisonError(report_text("error.no_table", self.language, folder=self.folder, files=path.name))
        return read_table(path)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row per run."""
        return self.table("runs")

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What the plan in the folder holds beside the scenarios: design, seeds, replicates."""
        path = self.folder / "plan.json"
        plan = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return {key: value for key, value in plan.get("study", {}).items() if not isinstance(value, dict) or "address" not in value}

    @property
    def outcome(self) -> str:
        """Indicator that the study is about."""
        return str(self.manifest["outcome"])

    def text(self, key: str, **values: object) -> str:
        """Return a text of the report on this kind of study."""
        return report_text(f"study.{self.kind}.{key}", self.language, **values)

    def scenario(self, key: str) -> str:
        """Title of a scenario."""
        known = self.manifest["scenarios"].get(key)
        return str(known["title"][self.language]) if known else report_text("study.baseline", self.language) if key == "baseline" else key

    def indicator(self, key: str) -> str:
        """Title of an indicator with its unit."""
        found = indicators()[key]
        unit = found.unit.in_language(self.language)
        return f"{found.title.in_language(self.language)}（{unit}）" if self.language == "zh" else f"{found.title.en} ({unit})"

    def unit(self, key: str) -> str:
        """Unit of an indicator; counts have none in English."""
        unit = indicators()[key].unit
        return "" if unit.en == "count" and self.language == "en" else unit.in_language(self.language)

    def factor(self, key: str) -> str:
        """Name of a parameter, or of a term of a lever."""
        name = key.removeprefix("parameters.")
        if name in parameters():
            title = str(parameters()[name].free.title.in_language(self.language))
            return title[:1].upper() + title[1:]
        lever, _, term = key.removeprefix("levers.").partition(".")
        if lever not in lever_types():
            return spelled_out(key)
        between = "：" if self.language == "zh" else ": "
        return lever_name(lever, self.language) + between + (term_name(term, self.language) if term else "")

    def value(self, written: object) -> str:
        """Write a setting as the language does: amounts in words, long numbers rounded, everything else as it is."""
        return setting_text(written, self.language)

    def range_of(self, key: str) -> tuple[float, float] | None:
        """Range over which the study varies a parameter; its whole plausible range if the plan tells none."""
        studied = self.settings.get("ranges", {}).get(key)
        if studied is not None:
            return float(studied[0]), float(studied[1])
        return parameters()[key].free.bounds if key in parameters() else None

    def joined(self, parts: Sequence[str]) -> str:
        """Put settings side by side in a sentence."""
        return ("；" if self.language == "zh" else "; ").join(parts)

    def lever(self, key: str) -> str:
        """Title of a lever."""
        return lever_name(key, self.language)
