"""A stored comparison, read table by table when asked."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

from sim.calendar import parse_month, year_of
from sim.indicators.registry import indicators
from sim.report.manifest import Manifest, UnreadableComparisonError, read_manifest
from sim.report.words import report_text
from sim.runs.tables import read_table
from sim.studies.effects import COLUMNS as EFFECT_COLUMNS
from sim.texts.bilingual import Language

CIRCLE = "circle"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "runs": ("scenario", "replicate", "seed", "state", "stage", "message", "replay"),
    "indicators": ("scenario", "replicate", "month", "region", "indicator", "value"),
    "ledger": ("scenario", "replicate", "month", "lever", "payer", "payee", "amount_fen"),
    "flows": ("scenario", "replicate", "year", "origin", "destination"),
    "effects": EFFECT_COLUMNS,
}
"""What each table must hold."""
FEN_PER_MILLION = 100_000_000


class Comparison:
    """Policies against a baseline under common random numbers, as they lie on disk.

    Only finished runs enter the tables; a failed run is reported, never averaged. The table of indicators may
    hold millions of rows, so that only the rows asked for are read.
    """

    def __init__(self, folder: Path, language: Language = "en") -> None:
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder, language)
        missing = [f"{name}.parquet" for name in COLUMNS if not (folder / f"{name}.parquet").is_file()]
        if missing:
            message = report_text("error.no_table", language, folder=folder, files=", ".join(missing))
            raise UnreadableComparisonError(message)

    @property
    def baseline(self) -> str:
        """Key of the baseline."""
        return self.manifest.baseline

    @property
    def policies(self) -> list[str]:
        """Keys of the policies in the order of the manifest."""
        return self.manifest.policies

    @property
    def order(self) -> list[str]:
        """The baseline, then the policies."""
        return self.manifest.order

    @property
    def last_month(self) -> int:
        """Month index of the end of the horizon."""
        return parse_month(self.manifest.horizon.end)

    @property
    def first_month(self) -> int:
        """Month index of the start of the horizon."""
        return parse_month(self.manifest.horizon.start)

    @property
    def years(self) -> list[int]:
        """Calendar years of the horizon."""
        return list(range(year_of(self.first_month), year_of(self.last_month) + 1))

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row for each run: state, and for failures stage, message and replay command."""
        return self._read("runs")

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Paired effects with intervals, as the study stored them."""
        return self._read("effects")

    @cached_property
    def flows(self) -> pd.DataFrame:
        """Transfers of finished runs by year, origin and destination."""
        return self._finished_only(self._read("flows"))

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Payments of finished runs in fen, summed by scenario, replicate, year, lever, payer and payee."""
        rows = self._finished_only(self._read("ledger"))
        rows = rows.assign(year=[year_of(int(month)) for month in rows["month"]])
        keys = ["scenario", "replicate", "year", "lever", "payer", "payee"]
        return rows.groupby(keys, observed=True, dropna=False)["amount_fen"].sum().reset_index()

    @cached_property
    def finished(self) -> pd.MultiIndex:
        """Pairs (scenario, replicate) of the runs that came to their end."""
        done = self.runs[self.runs["state"] == "done"]
        return pd.MultiIndex.from_frame(done[["scenario", "replicate"]])

    def finished_runs(self, scenario: str) -> int:
        """Number of runs of one scenario that came to their end."""
        return int((self.finished.get_level_values("scenario") == scenario).sum())

    def monthly(self, keys: Sequence[str], regions: Sequence[str] = (CIRCLE,)) -> pd.DataFrame:
        """Read the months of some indicators in some regions, finished runs only."""
        filters = [("indicator", "in", list(keys)), ("region", "in", list(regions))]
        rows = read_table(self.folder / "indicators.parquet", columns=COLUMNS["indicators"], filters=filters)
        words = dict.fromkeys(("scenario", "region", "indicator"), "str")  # categories of the whole file would linger
        return self._finished_only(rows.astype(words))

    def yearly(self, keys: Sequence[str], regions: Sequence[str] = (CIRCLE,)) -> pd.DataFrame:
        """Sum flows over each year and read stocks at its end; columns as in ``monthly``, year for month."""
        rows = self.monthly(keys, regions).sort_values("month")
        rows = rows.assign(year=[year_of(int(month)) for month in rows["month"]])
        return _rolled_up(rows, ["scenario", "replicate", "region", "indicator", "year"])

    def totals(self, keys: Sequence[str], regions: Sequence[str] = (CIRCLE,)) -> pd.DataFrame:
        """Flows over the whole horizon and stocks at its end, by scenario, replicate, region and indicator."""
        rows = self.monthly(keys, regions).sort_values("month")
        return _rolled_up(rows, ["scenario", "replicate", "region", "indicator"])

    def _read(self, name: str) -> pd.DataFrame:
        return read_table(self.folder / f"{name}.parquet", columns=COLUMNS[name])

    def _finished_only(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[pd.MultiIndex.from_frame(rows[["scenario", "replicate"]]).isin(self.finished)]


def _rolled_up(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sum flows and keep the last of stocks within each group; rows must be in order of time."""
    groups = rows.groupby(by, observed=True)["value"]
    both = pd.DataFrame({"sum": groups.sum(), "last": groups.last()}).reset_index()
    flow = both["indicator"].map(lambda key: indicators()[str(key)].kind == "flow").astype(bool)
    return both.assign(value=both["sum"].where(flow, both["last"])).drop(columns=["sum", "last"])
