"""Reading stored results: the folder as an object with frames."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.runs.tables import read_json, read_table


@dataclass(frozen=True)
class StoredResults:
    """Tables of one results folder, each read when first asked for."""

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was run, with which seeds and versions."""
        return read_json(self.folder / "manifest.json")

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row per run: scenario, replicate, seed, state, stage, message, replay command."""
        return self.table("runs")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Monthly values in the unit of the indicator: scenario, replicate, month (index, 0 is January 2020), region, indicator, value."""
        return self.table("indicators")

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Payments: scenario, replicate, month, lever, payer, payee, city, amount in fen."""
        return self.table("ledger")

    @cached_property
    def flows(self) -> pd.DataFrame:
        """Yearly flows between regions, million CNY."""
        return self.table("flows")

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Paired effects of a comparison."""
        return self.table("effects")

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that are there; which they are depends on the kind of study."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.parquet")))

    def table(self, name: str) -> pd.DataFrame:
        """Read one table.

        Raises:
            FileNotFoundError: there is no such table; the message names those that are there.
            DamagedResultsError: it cannot be read; the message names the cure.
        """
        path = self.folder / f"{name}.parquet"
        if not path.is_file():
            there = ", ".join(self.tables) or "none"
            raise FileNotFoundError(f"{self.folder} holds no table {name!r}; its tables: {there}")
        return read_table(path)


def open_results(folder: str | Path) -> StoredResults:
    """Open a results folder.

    Args:
        folder: folder of a run or of a finished study, as ``--results`` named it.

    Raises:
        FileNotFoundError: if the folder holds no manifest.

    Examples:
        >>> import sim
        >>> from typer.testing import CliRunner
        >>> from sim.commands.main import app
        >>> done = CliRunner().invoke(app, ["run", "no-policy", "--months", "2", "--results", "first"])
        >>> stored = sim.open_results("first")
        >>> stored.tables
        ('flows', 'indicators', 'ledger', 'runs')
        >>> stored.indicators.month.nunique(), stored.manifest["horizon"]["end"]
        (2, '2023-02')
    """
    path = Path(folder)
    if not (path / "manifest.json").is_file():
        raise FileNotFoundError(f"{path} holds no results: manifest.json is missing; give the folder of a run or of a finished study")
    return StoredResults(path)
