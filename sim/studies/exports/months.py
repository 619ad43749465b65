"""Monthly values of stored runs: a wide table for pandas, a labelled array for xarray."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.calendar import month_text
from sim.indicators.registry import indicators
from sim.runs.frames import REGIONS
from sim.texts.catalogue import text

if TYPE_CHECKING:
    import xarray as xr

    from sim.studies.stored import StoredResults

KEYS = ["scenario", "replicate", "month", "region"]


class NoMonthsError(ValueError):
    """The study keeps one value for each run, not its months."""


def monthly_table(stored: "StoredResults") -> pd.DataFrame:
    """Return the long table of monthly values, registered indicators only.

    Raises:
        NoMonthsError: the study keeps no months.
    """
    if "indicators" not in stored.tables:
        kind = stored.manifest["kind"]
        raise NoMonthsError(f"a study of kind {kind} keeps no months of its runs; use to_ema(), to_salib() or table(NAME): {stored.tables}")
    table = stored.indicators
    return table[table.indicator.isin(list(indicators()))]


def wide_frame(stored: "StoredResults") -> pd.DataFrame:
    """Return one row per scenario, replicate, month and region, one column per indicator; units in ``frame.attrs["units"]``."""
    table = monthly_table(stored)
    wide = table.pivot(index=KEYS, columns="indicator", values="value")
    wide.columns = pd.Index([str(key) for key in wide.columns])
    wide = wide.reset_index()
    wide["month"] = pd.PeriodIndex([month_text(month) for month in wide.month], freq="M")
    for name in ("scenario", "region"):
        wide[name] = wide[name].astype("str")
    kept = [key for key in indicators() if key in wide]
    frame = wide.set_index(KEYS)[kept].sort_index()
    frame.attrs["units"] = {key: indicators()[key].unit.en for key in kept}
    return frame


def dataset(stored: "StoredResults") -> "xr.Dataset":
    """Return every indicator over scenario, replicate, month and region; NaN where a run failed or a ratio has no denominator.

    Raises:
        ImportError: xarray (extra ``notebooks``) is not installed.
    """
    import xarray as xr

    table = monthly_table(stored)
    scenarios = [key for key in stored.manifest["scenarios"] if key in set(table.scenario)]
    replicates, months = np.unique(table.replicate), np.unique(table.month)
    kept = [key for key in indicators() if key in set(table.indicator)]
    values = np.full((len(kept), len(scenarios), len(replicates), len(months), len(REGIONS)), np.nan)
    place = (
        pd.Index(kept).get_indexer(pd.Index(table.indicator.astype("str"))),
        pd.Index(scenarios).get_indexer(pd.Index(table.scenario.astype("str"))),
        np.searchsorted(replicates, table.replicate),
        np.searchsorted(months, table.month),
        pd.Index(list(REGIONS)).get_indexer(pd.Index(table.region.astype("str"))),
    )
    values[place] = table.value.to_numpy()
    variables = {key: (KEYS, values[i], _attributes(key)) for i, key in enumerate(kept)}
    return xr.Dataset(variables, coords=_coordinates(stored, scenarios, replicates, months), attrs=_about(stored))


def _attributes(key: str) -> dict[str, Any]:
    known = indicators()[key]
    words = {"units": known.unit.en, "long_name": known.title.en, "long_name_zh": known.title.zh, "units_zh": known.unit.zh}
    return {**words, "kind": known.kind, "better": known.better}


def _coordinates(stored: "StoredResults", scenarios: list[str], replicates: np.ndarray, months: np.ndarray) -> dict[str, Any]:
    titles = [stored.manifest["scenarios"][key]["title"] for key in scenarios]
    names = [text(f"word.city.{key}" if key != "circle" else "word.circle", "en") for key in REGIONS]
    return {
        "scenario": scenarios,
        "replicate": replicates,
        "month": pd.to_datetime([month_text(int(month)) for month in months]),
        "region": list(REGIONS),
        "scenario_title": ("scenario", [title["en"] for title in titles]),
        "scenario_title_zh": ("scenario", [title["zh"] for title in titles]),
        "region_title": ("region", names),
    }


def _about(stored: "StoredResults") -> dict[str, Any]:
    return {key: stored.manifest[key] for key in ("kind", "version", "data_version", "command") if key in stored.manifest}
