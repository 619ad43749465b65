"""Figure: registered turnover against real transfer, high-tech enterprises, and the goals for 2027."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.report.comparison import Comparison
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis, year_axis
from sim.report.figures.palette import INK, MUTED, PAPER, looks
from sim.report.measure import money_measure, round_money, written
from sim.report.names import scenario_name, wrapped
from sim.report.spread import Spread, across_runs
from sim.report.targets import TARGET_YEAR, goals
from sim.report.words import report_text
from sim.texts.bilingual import Language

_COLUMNS = 2
_SERIES = ("registered_turnover", "real_transfer")


def draw(comparison: Comparison, language: Language) -> Figure:
    """Draw turnover of each scenario in a panel of its own, and high-tech enterprises of all in the last."""
    rows = comparison.yearly([*_SERIES, "high_tech"])
    lines = -(-len(comparison.order) // _COLUMNS)
    figure = canvas(2.5 * lines + 3.3)
    grid = figure.add_gridspec(lines + 1, _COLUMNS, height_ratios=[*[1.0] * lines, 1.15])
    measure = money_measure(goals().turnover, language)
    first: Axes | None = None
    for place, key in enumerate(comparison.order):
        axes = figure.add_subplot(grid[divmod(place, _COLUMNS)], sharey=first)
        first = first or axes
        _turnover(axes, comparison, rows[rows["scenario"] == key], looks(comparison)[key].colour)
        dress(axes, wrapped(scenario_name(comparison, key, language), language, 52),
              up=report_text("figures.turnover.up", language, unit=measure.unit) if place % _COLUMNS == 0 else "")
        number_axis(axes.yaxis, size=measure.size)
    _high_tech(figure.add_subplot(grid[lines, :]), comparison, rows[rows["indicator"] == "high_tech"], language)
    legend_below(figure, [*_scenario_lines(comparison, language), *_legend(language)])
    return figure


def _turnover(axes: Axes, comparison: Comparison, rows: pd.DataFrame, colour: str) -> None:
    goal = goals()
    registered, real = (_by_year(rows[rows["indicator"] == key]) for key in _SERIES)
    years = list(registered)
    axes.fill_between(years, [registered[y].mean for y in years], [real[y].mean for y in years], color=colour, alpha=0.12, linewidth=0)
    _line(axes, registered, colour, filled=True)
    _line(axes, real, colour, filled=False)
    axes.axhline(goal.turnover, color=INK, linewidth=1, linestyle="--", zorder=1)
    axes.plot([TARGET_YEAR], [goal.turnover], marker="D", markersize=6, color=INK, linestyle="none")
    axes.plot([2022], [goal.turnover_2022], marker="*", markersize=9, color=INK, linestyle="none")
    year_axis(axes, [2022, *comparison.years])
    axes.set_ylim(bottom=0)


def _high_tech(axes: Axes, comparison: Comparison, rows: pd.DataFrame, language: Language) -> None:
    for key, look in looks(comparison).items():
        _line(axes, _by_year(rows[rows["scenario"] == key]), look.colour, filled=True, marker=look.marker)
    goal = goals()
    _goal_line(axes, goal.high_tech, report_text("figures.turnover.high_tech_goal", language, goal=written(goal.high_tech)))
    rescaled = report_text("figures.turnover.rescaled_goal", language, goal=written(goal.high_tech_rescaled))
    _goal_line(axes, goal.high_tech_rescaled, rescaled, below=True)
    dress(axes, report_text("figures.turnover.high_tech", language), report_text("figures.year", language),
          report_text("figures.turnover.firms", language))
    number_axis(axes.yaxis)
    year_axis(axes, comparison.years)
    axes.margins(y=0.14)


def _line(axes: Axes, spreads: dict[int, Spread], colour: str, *, filled: bool, marker: str = "o") -> None:
    years = list(spreads)
    for year, spread in spreads.items():
        axes.plot([year, year], [spread.low, spread.high], color=colour, linewidth=1.2)
    axes.plot(years, [spreads[year].mean for year in years], color=colour, marker=marker, markersize=5, linewidth=1.6,
              linestyle="-" if filled else (0, (4, 2)), markerfacecolor=colour if filled else PAPER)


def _goal_line(axes: Axes, value: float, label: str, *, below: bool = False) -> None:
    axes.axhline(value, color=INK, linewidth=1, linestyle=":" if below else "--", zorder=1)
    axes.annotate(label, (0.01, value), (0, -3 if below else 3), xycoords=("axes fraction", "data"), textcoords="offset points",
                  va="top" if below else "bottom", fontsize=8, color=INK)


def _by_year(rows: pd.DataFrame) -> dict[int, Spread]:
    return {int(str(year)): across_runs(values) for year, values in rows.groupby("year")["value"]}


def _scenario_lines(comparison: Comparison, language: Language) -> list[Line2D]:
    return [
        Line2D([], [], color=look.colour, marker=look.marker, markersize=5, linewidth=1.6,
               label=wrapped(scenario_name(comparison, key, language), language, 40))
        for key, look in looks(comparison).items()
    ]  # fmt: skip


def _legend(language: Language) -> list[Line2D]:
    def entry(key: str, **style: Any) -> Line2D:
        label = report_text(f"figures.turnover.{key}", language, goal=round_money(goals().turnover, language))
        return Line2D([], [], label=label, **{"color": MUTED, **style})

    return [
        entry("registered", marker="o", linewidth=1.6),
        entry("real", marker="o", linewidth=1.6, linestyle="--", markerfacecolor=PAPER),
        entry("start", color=INK, marker="*", markersize=9, linestyle="none"),
        entry("goal", color=INK, marker="D", markersize=6, linestyle="--", linewidth=1),
    ]
