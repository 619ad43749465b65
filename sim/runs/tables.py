"""Reading stored tables and manifests: one place that turns every kind of damage into one error with its cure."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from sim.scenario.problems import shown
from sim.texts.bilingual import Language
from sim.texts.catalogue import text


class DamagedResultsError(ValueError):
    """A stored table or manifest cannot be read as what it should be; the text names the file, what is wrong, and the cure."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: Language) -> str:
        """Return the text in one language."""
        return text("word.results_damaged", language, path=self.path, reason=shown(self.reason), folder=self.path.parent)


def read_table(path: Path, *, columns: Sequence[str] = (), filters: Any = None) -> pd.DataFrame:
    """Read a Parquet file.

    Args:
        path: the file.
        columns: those that it must hold.
        filters: rows to read, as pandas takes them.

    Raises:
        FileNotFoundError: it is missing.
        DamagedResultsError: it cannot be read, or does not hold the columns asked for.
    """
    try:
        table = pd.read_parquet(path, filters=filters)
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedResultsError(path, _first_line(error)) from None
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise DamagedResultsError(path, f"it holds no column {', '.join(missing)}")
    return table


def read_json(path: Path) -> dict[str, Any]:
    """Read a manifest: a JSON object.

    Raises:
        FileNotFoundError: it is missing.
        DamagedResultsError: it is no JSON object.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise DamagedResultsError(path, _first_line(error)) from None
    if not isinstance(found, dict):
        raise DamagedResultsError(path, "it holds no JSON object")
    return found


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
