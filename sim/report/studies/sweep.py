"""Report of a sweep: how the effect answers to each factor."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.report.content.table import Cell, Column, Table, column, number, range_column, table
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis
from sim.report.figures.palette import BLUE, GREY, PAPER, SERIES
from sim.report.measure import money_measure
from sim.report.names import wrapped
from sim.report.studies.numbers import between, between_cell, short, short_cell
from sim.report.studies.stored import StoredStudy, records
from sim.report.studies.view import View
from sim.report.words import report_text
from sim.scenario.amounts import money as read_money
from sim.scenario.amounts import read_number
from sim.texts.bilingual import Language

MOST_PANELS, COLUMNS = 6, 2
DODGE = 0.06
FEN_PER_UNIT = {"en": 10**8, "zh": 10**10}
"""Amounts stand on an axis in million CNY, in Chinese in 亿元."""


def points_of(study: StoredStudy) -> pd.DataFrame:
    """Factors and effect of each point on the outcome of the circle."""
    effects = study.table("effects")
    chosen = effects[(effects.indicator == study.outcome) & (effects.region == "circle")]
    return study.table("points").merge(chosen[["point", "effect", "low", "high", "pairs", "public_cost"]], on="point")


def factors_of(study: StoredStudy) -> list[str]:
    """Keys of what is varied."""
    return list(study.manifest["plan"]["vary"])


def findings(study: StoredStudy) -> list[str]:
    """Say at which setting the effect is largest and smallest, and how many settings have a clear effect."""
    points = points_of(study)
    found = [study.text("scope", points=len(study.table("points")), outcome=study.indicator(study.outcome), scenario=scenario_of(study))]
    if points.empty:
        return found
    clear = int(((points.low > 0) | (points.high < 0)).sum())
    for key, choose in (("largest", max), ("smallest", min)):
        row = choose(records(points), key=lambda one: one["effect"])
        setting = setting_of(study, row)
        values = between(row["low"], row["high"], signed=True)
        found.append(study.text(key, setting=setting, effect=short(row["effect"], signed=True), interval=values))
    return [*found, study.text("clear", clear=clear, all=len(points))]


def setting_of(study: StoredStudy, row: Mapping[str, Any]) -> str:
    """Name the factors of one setting with their values."""
    return study.joined([f"{study.factor(name)} {study.value(row[name])}" for name in factors_of(study) if isinstance(row[name], str)])


def scenario_of(study: StoredStudy) -> str:
    """Title of the policy whose effect is swept."""
    return study.scenario(list(study.manifest["scenarios"])[-1])


def response(study: StoredStudy) -> Figure:
    """Draw the effect against each factor; in a grid of two factors, one line for each value of the other."""
    points, factors = points_of(study), factors_of(study)[:MOST_PANELS]
    rows = -(-len(factors) // COLUMNS)
    figure = canvas(0.6 + 3.0 * rows)
    split = len(factors_of(study)) == 2 and study.manifest["plan"].get("design", "grid") == "grid"
    for place, factor in enumerate(factors):
        axes = figure.add_subplot(rows, min(COLUMNS, len(factors)), place + 1)
        other = next((name for name in factors if name != factor), None) if split else None
        handles = _panel(axes, points.dropna(subset=[factor]), factor, other, study)
        name = wrapped(study.factor(factor), study.language, 52)
        dress(axes, name, up=wrapped(study.indicator(study.outcome), study.language, 40) if place % COLUMNS == 0 else "")
        number_axis(axes.yaxis, sign=True)
        if handles and other is not None:
            title = wrapped(study.factor(other), study.language, 40)
            axes.margins(y=0.3)
            axes.legend(handles=handles, frameon=False, fontsize=7.5, title=title, title_fontsize=7.5)
    legend_below(figure, [Line2D([], [], color=GREY, linewidth=1.5, label=report_text("study.interval", study.language))])
    return figure


def _panel(axes: Axes, points: pd.DataFrame, factor: str, other: str | None, study: StoredStudy) -> list[Line2D]:
    places, names = _places(list(points[factor].astype(str)), study.language)
    axes.axhline(0, color=GREY, linewidth=1)
    levels = list(dict.fromkeys(points[other])) if other else [None]
    handles = []
    for place, level in enumerate(levels[: len(SERIES)]):
        mine = np.ones(len(points), dtype=bool) if level is None else (points[other] == level).to_numpy()
        colour = BLUE if level is None else SERIES[place]
        order = np.argsort(places[mine], kind="stable")
        x = places[mine][order] + (DODGE * (place - (len(levels) - 1) / 2) if names else 0.0)  # words leave room side by side
        mean, low, high = (points[key].to_numpy()[mine][order] for key in ("effect", "low", "high"))
        axes.vlines(x, low, high, color=colour, linewidth=1.5, alpha=0.55)
        axes.plot(x, mean, marker="o", markersize=4, markeredgecolor=PAPER, color=colour, linestyle="-" if level is not None else "none")
        if level is not None:
            handles.append(Line2D([], [], color=colour, marker="o", label=study.value(level)))
    if names:
        axes.set_xticks(range(len(names)), [study.value(name) for name in names])
    else:
        axes.set_xlabel(_unit(list(points[factor].astype(str)), study))
        number_axis(axes.xaxis)
    return handles


def _places(written: list[str], language: Language) -> tuple[np.ndarray, list[str]]:
    """Numbers on the axis for what a plan wrote; words stand side by side and give their names."""
    numbers = [_number(one, language) for one in written]
    distinct = list(dict.fromkeys(written))
    if all(number is not None for number in numbers) and len(distinct) > 4:
        return np.array(numbers, dtype=float), []
    ordered = sorted(distinct, key=lambda one: (_number(one, language) is None, _number(one, language) or 0.0, one))
    return np.array([ordered.index(one) for one in written], dtype=float), ordered


def _number(written: str, language: Language) -> float | None:
    for read in (read_number, lambda text: float(read_money(text)) / FEN_PER_UNIT[language]):
        try:
            return float(read(written))
        except ValueError:
            continue
    return None


def _unit(written: list[str], study: StoredStudy) -> str:
    try:
        read_number(written[0])
    except ValueError:
        return report_text("unit.yi" if study.language == "zh" else "unit.million", study.language)
    return ""


def tables(study: StoredStudy) -> list[Table]:
    """One row per setting."""
    points, language, unit = points_of(study), study.language, study.unit(study.outcome)
    measure = money_measure(float(points.public_cost.abs().max()) if len(points) else 1.0, language)
    columns = (
        column("#"), *(Column(study.factor(name)) for name in factors_of(study)), column(report_text("table.effect", language), unit),
        range_column(report_text("table.interval", language), language, unit), column(report_text("table.costs.public", language), measure.unit),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [number(row["point"], str(row["point"])), *(study.value(row[name]) if isinstance(row[name], str) else "" for name in factors_of(study)),
         short_cell(row["effect"], signed=True), between_cell(row["low"], row["high"], signed=True), measure.level_cell(row["public_cost"])]
        for row in records(points)
    ]  # fmt: skip
    return [table("settings", study.indicator(study.outcome), columns, rows)]


VIEW = View(findings, {"response": response}, tables)
