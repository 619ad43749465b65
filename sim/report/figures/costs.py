"""Figure: public cost of the policies, and what an extra converted or landed result cost."""

import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.report.comparison import Comparison
from sim.report.effect import Effect, find_effect
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis, policy_names, row_height, row_names
from sim.report.figures.palette import GREY, INK, MUTED, looks
from sim.report.measure import Measure, money_measure
from sim.report.names import wrapped
from sim.report.words import report_text
from sim.texts.bilingual import Language

RESULTS = ("converted_results", "landed_results")


def draw(comparison: Comparison, language: Language) -> Figure:
    """Draw public cost on the left and cost per extra result on the right, a row for each policy."""
    names = policy_names(comparison, language)
    figure = canvas(1.5 + max(0.5, row_height(names)) * len(names))
    cost, *units = figure.subplots(1, 1 + len(RESULTS), sharey=True)
    _public_cost(cost, comparison, language)
    for axes, key in zip(units, RESULTS, strict=True):
        _cost_per_result(axes, comparison, key, language)
    row_names(cost, names)
    cost.set_ylim(len(names) - 0.5, -0.6)
    legend_below(figure, _legend(language))
    return figure


def _public_cost(axes: Axes, comparison: Comparison, language: Language) -> None:
    found = [find_effect(comparison, policy, "public_cost") for policy in comparison.policies]
    stored = [find_effect(comparison, policy, RESULTS[0]) for policy in comparison.policies]
    measure = money_measure(max((abs(one.public_cost) for one in stored if one), default=0), language)
    for row, (cost, one) in enumerate(zip(found, stored, strict=True)):
        look = looks(comparison)[comparison.policies[row]]
        mean = one.public_cost if one else math.nan
        axes.barh(row, mean, height=0.45, color=look.colour, alpha=0.85)
        if cost is not None and math.isfinite(cost.low):
            axes.plot([cost.low, cost.high], [row, row], color=INK, linewidth=1.6)
        edge = max(0.0, mean, cost.high if cost is not None and math.isfinite(cost.high) else 0.0)
        _beside(axes, edge, row, measure.change(mean))
    axes.axvline(0, color=INK, linewidth=1)
    axes.margins(x=0.2)
    _finish(axes, report_text("figures.costs.public", language), measure)


def _cost_per_result(axes: Axes, comparison: Comparison, key: str, language: Language) -> None:
    found = [find_effect(comparison, policy, key) for policy in comparison.policies]
    costs = [one.unit_costs for one in found if one is not None]
    highest = max((cost[2] for cost in costs if math.isfinite(cost[2])), default=1.0)
    measure = money_measure(max((cost[0] for cost in costs if math.isfinite(cost[0])), default=1.0), language)
    axes.set_xlim(0, highest * 1.3)
    for row, one in enumerate(found):
        if one is None or not math.isfinite(one.unit_costs[0]):
            axes.text(highest * 0.03, row, _why_none(one, language), va="center", fontsize=8, color=MUTED)
            continue
        look, (mean, low, high) = looks(comparison)[one.policy], one.unit_costs
        axes.plot([low, high], [row, row], color=look.colour, linewidth=2, solid_capstyle="butt")
        axes.plot([mean], [row], marker=look.marker, color=look.colour, markersize=6)
        _beside(axes, high, row, measure.level(mean))
    _finish(axes, report_text(f"figures.costs.per_{key}", language), measure)


def _why_none(effect: Effect | None, language: Language) -> str:
    if effect is None:
        reason = "missing"
    elif effect.public_cost <= 0:
        reason = "no_cost"
    else:
        reason = "fewer" if effect.high < 0 else "unclear"
    return wrapped(report_text(f"figures.costs.{reason}", language), language, 26)


def _beside(axes: Axes, x: float, row: int, label: str) -> None:
    if math.isfinite(x):
        axes.annotate(label, (x, row), (4, 0), textcoords="offset points", va="center", fontsize=8, color=MUTED)


def _finish(axes: Axes, title: str, measure: Measure) -> None:
    dress(axes, title, measure.unit, grid="x")
    number_axis(axes.xaxis, most=4, size=measure.size)


def _legend(language: Language) -> list[Line2D]:
    return [
        Line2D([], [], color=GREY, linewidth=8, label=report_text("figures.costs.bar", language)),
        Line2D([], [], color=INK, linewidth=1.6, label=report_text("figures.costs.whisker", language)),
        Line2D([], [], color=GREY, marker="o", linewidth=2, label=report_text("figures.costs.point", language)),
    ]
