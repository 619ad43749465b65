"""What varied in a stored study and what came of it: factors with their bounds as numbers, and outcomes, row by row."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.calibration.posterior import digest, shipped
from sim.indicators.registry import indicators
from sim.ledger.book import FEN_PER_MILLION
from sim.scenario.amounts import money, read_number
from sim.studies.exports.months import monthly_table

if TYPE_CHECKING:
    from sim.studies.stored import StoredResults


class NotForThisKindError(ValueError):
    """The study is of a kind that another tool could make nothing of."""


@dataclass(frozen=True)
class Settings:
    """Rows of a study: ``experiments`` has one column per factor, ``outcomes`` one array per indicator; equally many rows."""

    experiments: pd.DataFrame
    outcomes: Mapping[str, np.ndarray]
    bounds: Mapping[str, tuple[float, float]]
    """Lowest and highest value of each factor that is a number; money in million CNY."""

    @cached_property
    def factors(self) -> list[str]:
        """Columns that hold factors."""
        return list(self.bounds)


def settings_of(stored: "StoredResults", *, of: str | None, region: str) -> Settings:
    """Return what varied and what came of it.

    Args:
        stored: a sweep, a sensitivity study, an optimisation, a discovery, a comparison or single runs.
        of: policy of a sensitivity study, or ``baseline``; by default the first policy.
        region: member or ``circle``, where the study keeps regions.

    Raises:
        NotForThisKindError: an attribution or a forecast.
        KeyError: there is no such policy or region.
    """
    kind = stored.manifest["kind"]
    if kind == "sweep":
        return _of_sweep(stored, region)
    if kind == "sensitivity":
        return _of_sensitivity(stored, of)
    if kind == "discovery":
        return _of_discovery(stored)
    if kind == "optimisation":
        return _of_optimisation(stored)
    if kind in ("comparison", "run"):
        return _of_runs(stored, region)
    raise NotForThisKindError(f"a study of kind {kind} varies no factor; its tables are {', '.join(stored.tables)}")


def as_number(written: object) -> float:
    """Return a setting as a number, amounts of money in million CNY; NaN where a point keeps the scenario's value.

    Raises:
        ValueError: it is neither.

    >>> as_number("5000万"), as_number("0.5")
    (50.0, 0.5)
    """
    if written is None or (isinstance(written, float) and np.isnan(written)):
        return float("nan")
    try:
        return read_number(str(written))
    except ValueError:
        return money(str(written)) / FEN_PER_MILLION


def _numbers_where_possible(table: pd.DataFrame) -> pd.DataFrame:
    """Turn columns into numbers; one that holds words (a month, a name) becomes a category."""

    def turned(column: "pd.Series[Any]") -> "pd.Series[Any]":
        try:
            return column.map(as_number).astype(float)
        except ValueError:
            return column.astype("category")

    return table.apply(turned)


def _ends(experiments: pd.DataFrame) -> dict[str, tuple[float, float]]:
    numbers = experiments.select_dtypes("number")
    return {str(key): (float(numbers[key].min()), float(numbers[key].max())) for key in numbers}


def _of_sweep(stored: "StoredResults", region: str) -> Settings:
    effects = stored.effects
    mine = effects[effects.region == region]
    if mine.empty:
        raise KeyError(f"no region {region!r}; regions: {', '.join(map(str, effects.region.unique()))}")
    wide = mine.pivot(index="point", columns="indicator", values="effect")
    points = stored.table("points").set_index("point").loc[wide.index]
    experiments = _numbers_where_possible(points).reset_index(drop=True)
    bounds = _ends(experiments)
    for key, factor in stored.manifest["plan"]["vary"].items():
        if factor.get("from") is not None:
            bounds[key] = (as_number(factor["from"]), as_number(factor["to"]))
    return Settings(experiments, _columns(wide), bounds)


def _of_sensitivity(stored: "StoredResults", of: str | None) -> Settings:
    known = ["baseline", *stored.manifest["policies"]]
    chosen = known[1] if of is None else of
    if chosen not in known:
        raise KeyError(f"no policy {chosen!r}; there are {', '.join(known)}")
    values = stored.table("values")
    wide = values[values["of"] == chosen].pivot(index="point", columns="indicator", values="value")
    experiments = stored.table("design").set_index("point").loc[wide.index].reset_index(drop=True)
    return Settings(experiments, _columns(wide), _planned_ranges(stored))


def _of_discovery(stored: "StoredResults") -> Settings:
    worlds = stored.table("worlds")
    bounds = _planned_ranges(stored)
    outcomes = {stored.manifest["outcome"]: worlds.effect.to_numpy(), "fails": worlds.fails.to_numpy()}
    return Settings(worlds[list(bounds)], outcomes, bounds)


def _of_optimisation(stored: "StoredResults") -> Settings:
    trials = stored.table("trials")
    experiments = _numbers_where_possible(trials[list(stored.manifest["dials"])])
    bounds = {key: (as_number(low), as_number(high)) for key, (low, high) in stored.manifest["dials"].items()}
    outcomes = {indicator: trials[goal].to_numpy() for goal, indicator in stored.manifest["goals"].items()}
    return Settings(experiments, {**outcomes, "public_cost": trials.public_cost.to_numpy()}, bounds)


def _of_runs(stored: "StoredResults", region: str) -> Settings:
    """One row per finished run: its vector of free numbers, its scenario, and its totals."""
    table = monthly_table(stored)
    mine = stored.indicators[stored.indicators.region == region]
    if mine.empty:
        raise KeyError(f"no region {region!r}; regions: {', '.join(map(str, table.region.unique()))}")
    sums = mine.groupby(["scenario", "replicate", "indicator"], observed=True).value.sum().unstack()
    last = mine[mine.month == mine.month.max()].pivot(index=["scenario", "replicate"], columns="indicator", values="value").loc[sums.index]
    outcomes = {key: _total(key, sums, last) for key in indicators() if key in sums}
    runs = sums.index.to_frame(index=False)
    vectors = _vectors(stored, runs)
    names = pd.DataFrame({"scenario": runs.replicate.to_numpy(), "policy": runs.scenario.astype("str").to_numpy(), "model": "MetroModel"})
    return Settings(pd.concat([vectors, names], axis=1), outcomes, _ends(vectors))


def _total(key: str, sums: pd.DataFrame, last: pd.DataFrame) -> np.ndarray:
    known = indicators()[key]
    if known.kind == "ratio":
        top, bottom = sums[known.numerator].to_numpy(), sums[known.denominator].to_numpy()
        return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)
    return np.asarray((sums if known.kind == "flow" else last)[key].to_numpy())


def _vectors(stored: "StoredResults", runs: pd.DataFrame) -> pd.DataFrame:
    """Free numbers of each run; no column if the runs kept the defaults or drew from another posterior than the one that ships."""
    if stored.manifest.get("numbers_digest") != digest():
        return pd.DataFrame(index=runs.index)
    study = _plan(stored)
    own = {record["key"]: {**record["says"]["parameters"], **study["parameters"]} for record in study["compared"]}
    drawn = {replicate: shipped().draw(int(replicate)) for replicate in set(runs.replicate)}
    return pd.DataFrame([drawn[run["replicate"]] | own[str(run["scenario"])] for run in runs.to_dict("records")])


def _planned_ranges(stored: "StoredResults") -> dict[str, tuple[float, float]]:
    return {key: (float(low), float(high)) for key, (low, high) in _plan(stored)["ranges"].items()}


def _plan(stored: "StoredResults") -> dict[str, Any]:
    """Settings of the study as ``plan.json`` keeps them."""
    found: dict[str, Any] = json.loads((stored.folder / "plan.json").read_text(encoding="utf-8"))["study"]
    return found


def _columns(wide: pd.DataFrame) -> dict[str, np.ndarray]:
    return {str(key): wide[key].to_numpy() for key in wide}


