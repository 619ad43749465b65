"""Figure: firms by member at the end of the horizon, one flag of each ladder and the technology SMEs."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from sim.evidence import MEMBERS
from sim.report.comparison import Comparison
from sim.report.figures.canvas import canvas, dress, legend_below, row_names, scenario_keys
from sim.report.figures.palette import PAPER, looks
from sim.report.measure import written
from sim.report.names import indicator_name, region_name, wrapped
from sim.report.spread import across_runs
from sim.report.words import report_text
from sim.texts.bilingual import Language

SHOWN = ("tech_sme", "high_tech", "gazelle", "srdi")
_ROOM = 0.7
"""Part of the height of a row that the scenarios share."""


def draw(comparison: Comparison, language: Language) -> Figure:
    """Draw a panel for each flag, a row for each member, a point with interval for each scenario."""
    rows = comparison.totals(SHOWN, MEMBERS)
    figure = canvas(1.3 + len(MEMBERS) * max(0.45, 0.12 * len(comparison.order)))
    panels = figure.subplots(1, len(SHOWN), sharey=True)
    for axes, flag in zip(panels, SHOWN, strict=True):
        _panel(axes, comparison, rows[rows["indicator"] == flag])
        dress(axes, wrapped(indicator_name(flag, language), language, 26), report_text("figures.city_ladders.across", language))
        _log_axis(axes)
    row_names(panels[0], [region_name(member, language) for member in MEMBERS])
    panels[0].set_ylim(len(MEMBERS) - 0.5, -0.5)
    legend_below(figure, scenario_keys(comparison, language, line=False))
    return figure


def _panel(axes: Axes, comparison: Comparison, rows: pd.DataFrame) -> None:
    step = _ROOM / len(comparison.order)
    for number, (key, look) in enumerate(looks(comparison).items()):
        own = rows[rows["scenario"] == key].groupby("region", observed=True)["value"]
        for region, values in own:
            row = MEMBERS.index(str(region)) + (number - (len(comparison.order) - 1) / 2) * step
            spread = across_runs(values)
            axes.plot([spread.low, spread.high], [row, row], color=look.colour, linewidth=1.4)
            axes.plot([spread.mean], [row], marker=look.marker, color=look.colour, markersize=4.5, markeredgecolor=PAPER,
                      markeredgewidth=0.4)


def _log_axis(axes: Axes) -> None:
    axes.set_xscale("symlog", linthresh=1)
    low, high = axes.get_xlim()
    axes.set_xlim(left=-0.15 if low <= 0.5 else None)
    steps = (1,) if high > 300 * max(low, 1) else (1, 3) if high > 30 * max(low, 1) else (1, 2, 5)
    ticks = [0, *(step * 10**power for power in range(6) for step in steps)]
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if low <= tick <= high]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: written(value)))
