"""Figure: money by lever, payer and payee in each year."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.report.comparison import FEN_PER_MILLION, Comparison
from sim.report.figures.canvas import canvas, dress, note, number_axis, year_axis
from sim.report.figures.palette import CATEGORIES, GREY, INK
from sim.report.measure import money_measure
from sim.report.names import lever_name, payee_name, payer_name, scenario_name, wrapped
from sim.report.words import report_text
from sim.texts.bilingual import Language

SIDES = {"lever": lever_name, "payer": payer_name, "payee": payee_name}
_OTHER = ""
"""Stands for everything beyond the largest categories."""


def draw(comparison: Comparison, language: Language) -> Figure:
    """Draw a row for each scenario and a column each for levers, payers and payees."""
    ledger = mean_per_year(comparison)
    figure = canvas(1.95 * len(comparison.order) + 2.0)
    grid = figure.subplots(len(comparison.order), len(SIDES), squeeze=False, sharey="row")
    for column, side in enumerate(SIDES):
        categories = _largest(ledger, side)
        for row, key in enumerate(comparison.order):
            _stack(grid[row, column], comparison, ledger[ledger["scenario"] == key], side, categories)
        _legend(grid[-1, column], side, categories, language)
    for row, key in enumerate(comparison.order):
        _finish_row(list(grid[row]), comparison, ledger, key, language)
    return figure


def mean_per_year(comparison: Comparison) -> pd.DataFrame:
    """Ledger per year in million CNY, mean over the finished runs of each scenario."""
    sums = comparison.ledger.groupby(["scenario", "year", *SIDES], observed=True)["amount_fen"].sum().reset_index()
    runs = [comparison.finished_runs(str(key)) for key in sums["scenario"]]
    return sums.assign(million=sums["amount_fen"] / FEN_PER_MILLION / np.array(runs, dtype=float))


def _largest(ledger: pd.DataFrame, side: str) -> dict[str, str]:
    sizes = ledger.groupby(side, observed=True)["million"].sum().sort_values(ascending=False)
    keys = [str(key) for key in sizes.index]
    shown = keys if len(keys) <= len(CATEGORIES) else keys[: len(CATEGORIES) - 1]
    colours = dict(zip(shown, CATEGORIES, strict=False))
    return colours | ({_OTHER: GREY} if len(shown) < len(keys) else {})


def _stack(axes: Axes, comparison: Comparison, rows: pd.DataFrame, side: str, categories: dict[str, str]) -> None:
    kind = rows[side].astype(str).where(rows[side].astype(str).isin(list(categories)), _OTHER)
    table = rows.groupby([kind, "year"])["million"].sum()
    bottom = dict.fromkeys(comparison.years, 0.0)
    for category, colour in categories.items():
        heights = [float(table.get((category, year), 0.0)) for year in comparison.years]
        axes.bar(comparison.years, heights, bottom=list(bottom.values()), width=0.7, color=colour, linewidth=0)
        bottom = {year: base + height for (year, base), height in zip(bottom.items(), heights, strict=True)}


def _finish_row(row: list[Axes], comparison: Comparison, ledger: pd.DataFrame, key: str, language: Language) -> None:
    own = ledger[ledger["scenario"] == key].groupby("year")["million"].sum()
    measure = money_measure(float(own.max()) if len(own) else 0.0, language)
    for axes, side in zip(row, SIDES, strict=True):
        by = report_text(f"figures.money.by_{side}", language)
        name = scenario_name(comparison, key, language) + "\n" if side == "lever" else ""
        dress(axes, name + by, up=measure.unit if side == "lever" else "", grid="y")
        number_axis(axes.yaxis, most=4, size=measure.size)
        year_axis(axes, comparison.years)
        if own.empty:
            axes.set_ylim(0, 1)
            axes.set_yticks([])
            note(axes, report_text("figures.money.none", language))


def _legend(axes: Axes, side: str, categories: dict[str, str], language: Language) -> None:
    def name(key: str) -> str:
        return SIDES[side](key, language) if key else report_text("figures.money.other", language)

    handles = [Patch(color=colour, label=wrapped(name(key), language, 38)) for key, colour in categories.items()]
    if handles:
        axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, -0.22), frameon=False, labelcolor=INK, fontsize=8)
