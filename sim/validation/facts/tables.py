"""Reading the tables of a finished run: living firms, sums of series, shares of the largest, flows."""

import numpy as np

from sim.calendar import parse_month
from sim.indicators.measure import series_names
from sim.world.columns import EQUITY, LICENCE, TRANSFER
from sim.world.world import World

SHENYANG = 0


def living(world: World, column: str) -> np.ndarray:
    """A column of the firms that live."""
    rows = int(world.firms.rows[0])
    values: np.ndarray = getattr(world.firms, column)[:rows][world.firms.alive[:rows]]
    return values


def top_share(values: np.ndarray, part: float) -> float:
    """Share of the sum that the largest ``part`` holds."""
    ordered = np.sort(values)[::-1]
    return float(ordered[: max(1, round(part * len(ordered)))].sum() / ordered.sum())


def deal_forms(world: World) -> np.ndarray:
    """Form of every deal over a result of a platform: transfer, licence, equity."""
    results, rows = world.results, int(world.results.rows[0])
    forms: np.ndarray = results.form[:rows][(~results.origin_firm[:rows]) & np.isin(results.form[:rows], (TRANSFER, LICENCE, EQUITY))]
    return forms


def traded(world: World) -> np.ndarray:
    """Value of contracts signed over the run, seller by buyer region; shape (14, 14)."""
    total: np.ndarray = np.sum([year.real_value for year in world.records.years.values()], axis=0)
    return total


def monthly(world: World, series: str, place: int) -> np.ndarray:
    """A monthly series of a member or the circle."""
    values: np.ndarray = world.records.array()[:, series_names().index(series), place]
    return values


def total(world: World, series: str, place: int, year: int | None = None) -> float:
    """Sum of a monthly series over the run, or over one year."""
    values = monthly(world, series, place)
    if year is not None:
        months = np.array(world.records.months)
        january = parse_month(f"{year}-01")
        values = values[(months >= january) & (months < january + 12)]
    return float(values.sum())
