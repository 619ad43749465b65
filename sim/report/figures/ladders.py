"""Figure: firms on the three ladders over time, in the whole circle."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.calendar import EPOCH_YEAR, MONTHS_PER_YEAR
from sim.report.comparison import Comparison
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis, scenario_keys, year_axis
from sim.report.figures.palette import INK, looks
from sim.report.names import indicator_name, wrapped
from sim.report.spread import across_runs
from sim.report.words import report_text
from sim.texts.bilingual import Language

TRACKS = {
    "technology": ("tech_sme", "high_tech", "leading"),
    "growth": ("young_eagle", "gazelle", "potential_unicorn", "unicorn"),
    "specialisation": ("innovative_sme", "srdi", "little_giant"),
}
FLAGS = tuple(flag for flags in TRACKS.values() for flag in flags)
_COLUMNS = 4


def draw(comparison: Comparison, language: Language) -> Figure:
    """Draw a row of panels for each track, a line with band for each scenario."""
    rows = comparison.monthly(FLAGS)
    figure = canvas(7.0)
    grid = figure.add_gridspec(len(TRACKS), _COLUMNS)
    for row, (track, flags) in enumerate(TRACKS.items()):
        for column, flag in enumerate(flags):
            axes = figure.add_subplot(grid[row, column])
            _panel(axes, comparison, rows[rows["indicator"] == flag])
            unit = report_text(f"figures.ladders.track.{track}", language) if column == 0 else ""
            dress(axes, wrapped(indicator_name(flag, language), language, 26), up=unit)
            axes.yaxis.label.set_color(INK)
            _whole_firms(axes)
            year_axis(axes, [*comparison.years, comparison.years[-1] + 1][::2])
            axes.set_xlabel(report_text("figures.year", language) if _lowest(row, column) else "")
    legend_below(figure, scenario_keys(comparison, language, line=True))
    return figure


def _panel(axes: Axes, comparison: Comparison, rows: pd.DataFrame) -> None:
    for key, look in looks(comparison).items():
        months = rows[rows["scenario"] == key].groupby("month")["value"]
        if not months.ngroups:
            continue
        spreads = [across_runs(values) for _, values in months]
        when = [EPOCH_YEAR + (int(str(month)) + 1) / MONTHS_PER_YEAR for month in months.groups]
        low, high = [spread.low for spread in spreads], [spread.high for spread in spreads]
        axes.fill_between(when, low, high, color=look.colour, alpha=min(0.16, 0.7 / len(comparison.order)), linewidth=0)
        axes.plot(when, [s.mean for s in spreads], color=look.colour, linestyle=look.line, linewidth=1.5)


def _whole_firms(axes: Axes) -> None:
    low, high = axes.get_ylim()
    if high - low < 2:
        axes.set_ylim(low - 1, high + 1)
    number_axis(axes.yaxis, most=4, whole=True)


def _lowest(row: int, column: int) -> bool:
    lengths = [len(flags) for flags in TRACKS.values()]
    return row == max(number for number, length in enumerate(lengths) if length > column)
