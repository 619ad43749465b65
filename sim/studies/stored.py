"""Reading stored results: the folder as an object with frames."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.runs.tables import read_json, read_table
from sim.texts.bilingual import Language
from sim.texts.presentable import Presentable

if TYPE_CHECKING:
    import xarray as xr

    from sim.report.cards.card import Card
    from sim.report.figures.picture import Picture
    from sim.studies.exports.tools import SalibData


@dataclass(frozen=True, repr=False)
class StoredResults(Presentable):
    """Tables of one results folder, each read when first asked for, and the forms in which other tools take them.

    Made by :func:`sim.open_results`.
    """

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

    def to_pandas(self) -> pd.DataFrame:
        """Return monthly values as a wide table: index scenario, replicate, month, region; one column per indicator.

        Units stand in ``frame.attrs["units"]``. Flows are sums of the month, stocks its end.

        Raises:
            NoMonthsError: the study keeps one value for each run.
        """
        from sim.studies.exports.months import wide_frame

        return wide_frame(self)

    def to_xarray(self) -> "xr.Dataset":
        """Return monthly values as a dataset over scenario, replicate, month and region, with units as attributes.

        Raises:
            NoMonthsError: the study keeps one value for each run.
            ImportError: xarray (extra ``notebooks``) is not installed.
        """
        from sim.studies.exports.months import dataset

        return dataset(self)

    def to_ema(self, *, of: str | None = None, region: str = "circle") -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
        """Return ``(experiments, outcomes)``, the form that the EMA Workbench analyses.

        A sweep, a sensitivity study and a discovery give one row per point with its paired effects, an optimisation one row per mix
        tried, a comparison or single runs one row per run with its vector of free numbers (if it is of the posterior that ships), its
        replicate as ``scenario``, its scenario as ``policy``, and totals: flows summed, stocks at the end, ratios of sums. Money is in million CNY.

        Args:
            of: policy of a sensitivity study, or ``baseline``; by default the first policy.
            region: member or ``circle``, where the study keeps regions.

        Raises:
            NotForThisKindError: the study varies nothing.
            KeyError: there is no such policy or region.
        """
        from sim.studies.exports.tools import ema_form

        return ema_form(self, of=of, region=region)

    def to_salib(self, outcome: str | None = None, *, of: str | None = None, region: str = "circle") -> "SalibData":
        """Return ``(problem, X, Y)`` for SALib's analyses; points stand in the order of the design.

        Args:
            outcome: key of an indicator; by default the one that the study is about.
            of: policy of a sensitivity study, or ``baseline``; by default the first policy.
            region: member or ``circle``, where the study keeps regions.

        Raises:
            NotForThisKindError: the study varies nothing, or a factor has words or gaps instead of numbers.
            KeyError: there is no such outcome, policy or region.
        """
        from sim.studies.exports.tools import salib_form

        return salib_form(self, outcome, of=of, region=region)

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that :meth:`figure` draws."""
        from sim.report.figures.stored import figure_names

        return figure_names(self.folder)

    def figure(self, name: str, language: Language | None = None) -> "Picture":
        """Draw one figure of the report; a notebook shows it, ``save`` writes PNG, SVG or PDF.

        Args:
            name: one of :attr:`figures`.
            language: ``en`` or ``zh``; by default that of the session (``METROSIM_LANG``, else the locale).

        Raises:
            KeyError: there is no such figure.
            UnreadableComparisonError: the folder holds no complete study.
        """
        from sim.report.figures.stored import figure_of

        return figure_of(self.folder, name, language)

    def card(self, language: Language | None = None) -> "Card":
        """Return what a notebook shows, in a language (``en`` or ``zh``) or that of the session."""
        from sim.report.cards.stored import stored_card

        return stored_card(self, language)


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
        >>> stored.to_pandas().loc[("no-policy", 0, "2023-02", "circle"), "high_tech"] > 0
        np.True_
    """
    path = Path(folder)
    if not (path / "manifest.json").is_file():
        raise FileNotFoundError(f"{path} holds no results: manifest.json is missing; give the folder of a run or of a finished study")
    return StoredResults(path)
