"""Figures of a fit: what the data changed in each number, and where the targets lie in what the fitted model predicts."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.calibration.names import target_title
from sim.calibration.targets import judged_targets
from sim.parameters.registry import parameters
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis
from sim.report.figures.palette import BLUE, GREY, INK, VERMILLION
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_PRIOR, _POSTERIOR = B("prior: median, 50 and 95 percent", "先验：中位数、50%与95%区间"), B("posterior", "后验")
_SHARE = B("place in the range of the prior (0: lowest, 1: highest value)", "在先验取值范围内的位置（0为最低，1为最高）")
_OBSERVED, _PREDICTED = B("observed", "观测值"), B("predicted: median, 50 and 95 percent", "后验预测：中位数、50%与95%区间")
_RATIO = B("predicted over observed", "预测值与观测值之比")
_COUNT = B("firms", "企业数")
SMALL = 12
"""Counts up to this are drawn as counts: a ratio to one or nothing tells nothing."""


def marginals(numbers: pd.DataFrame, language: Language) -> Figure:
    """Prior and posterior of each number to infer, on the range of its prior, those the data tell most about first.

    Args:
        numbers: table of :class:`sim.calibration.findings.Findings`.
        language: of labels.
    """
    mine = numbers[numbers.role == "infer"].sort_values("shrinkage")
    figure = canvas(0.27 * len(mine) + 1.2)
    axes = figure.add_subplot()
    for place, row in enumerate(mine.to_dict("records")):
        low, high = parameters()[row["key"]].free.bounds
        for name, colour, lift in (("prior", GREY, 0.16), ("posterior", BLUE, -0.16)):
            at = [(row[f"{name}_{level}"] - low) / (high - low) for level in (0.025, 0.25, 0.5, 0.75, 0.975)]
            _interval(axes, at, place + lift, colour)
    axes.set_yticks(range(len(mine)), [parameters()[key].free.title.in_language(language) for key in mine.key], fontsize=8)
    axes.set_ylim(-0.7, len(mine) - 0.3)
    axes.set_xlim(0, 1)
    dress(axes, "", _SHARE.in_language(language), grid="x")
    legend_below(figure, [_swatch(axes, GREY, _PRIOR, language), _swatch(axes, BLUE, _POSTERIOR, language)])
    return figure


def predictions(targets: pd.DataFrame, language: Language) -> Figure:
    """Posterior-predictive intervals of the targets beside what was observed; large ones as ratios, small counts as they are.

    Args:
        targets: table of :class:`sim.calibration.findings.Findings`.
        language: of labels.
    """
    titles = {target.key: target_title(target, language) for target in judged_targets()}
    counts = {target.key for target in judged_targets() if target.unit == "firms" and target.value <= SMALL}
    large, small = targets[~targets.key.isin(counts)], targets[targets.key.isin(counts)]
    figure = canvas(0.2 * len(targets) + 1.8)
    upper, lower = figure.subplots(2, 1, height_ratios=[len(large), len(small) + 2])
    for axes, rows, ratio in ((upper, large, True), (lower, small, False)):
        for place, row in enumerate(rows.iloc[::-1].to_dict("records")):
            unit = row["observed"] if ratio else 1.0
            _interval(axes, [row[f"predicted_{level}"] / unit for level in (0.025, 0.25, 0.5, 0.75, 0.975)], place, BLUE)
            axes.plot(row["observed"] / unit, place, marker="D", markersize=4, color=VERMILLION, linestyle="none", zorder=4)
        axes.set_yticks(range(len(rows)), [titles[key] for key in rows.key][::-1], fontsize=7.5)
        axes.set_ylim(-0.7, len(rows) - 0.3)
        dress(axes, "", (_RATIO if ratio else _COUNT).in_language(language), grid="x")
        number_axis(axes.xaxis)
    mark = upper.plot([], [], marker="D", markersize=4, color=VERMILLION, linestyle="none", label=_OBSERVED.in_language(language))[0]
    legend_below(figure, [_swatch(upper, BLUE, _PREDICTED, language), mark])
    return figure


def _interval(axes: Axes, at: list[float], height: float, colour: str) -> None:
    """A thin line over the 95 percent interval, a thick one over the middle half, a tick at the median."""
    low, first, middle, third, high = at
    axes.plot([low, high], [height, height], color=colour, linewidth=1.2, solid_capstyle="butt")
    axes.plot([first, third], [height, height], color=colour, linewidth=4.5, solid_capstyle="butt")
    axes.plot([middle], [height], marker="|", markersize=8, color=INK, linestyle="none", zorder=3)



def _swatch(axes: Axes, colour: str, label: B, language: Language) -> Line2D:
    return axes.plot([], [], color=colour, linewidth=3, label=label.in_language(language))[0]
