"""Figure: who transfers technology to whom, in the baseline and as changed by each policy."""

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import ArrowStyle, FancyArrowPatch, Patch

from sim.report.comparison import Comparison
from sim.report.figures.canvas import canvas, legend_below, note
from sim.report.figures.flow_ground import EAST, NORTH, draw_ground, draw_nodes, places
from sim.report.figures.flow_values import Flow, kept_at_home, largest_changes, largest_flows, transfers
from sim.report.figures.palette import BLUE, GREEN, INK, MUTED, ORANGE, PURPLE, VERMILLION
from sim.report.measure import round_money
from sim.report.names import scenario_name, wrapped
from sim.report.words import report_text
from sim.texts.bilingual import Language

_COLUMNS = 2
_WIDEST = 7.0
_LARGEST_NODE = 420.0
_DIRECTIONS = {"inside": PURPLE, "leaving": VERMILLION, "coming": GREEN}
_CHANGES = {"more": BLUE, "less": ORANGE}


def draw(comparison: Comparison, language: Language) -> Figure:
    """Draw the baseline's flows, then for each policy the flows that changed most."""
    table = transfers(comparison)
    rows = -(-len(comparison.order) // _COLUMNS)
    figure = canvas(4.15 * rows + 0.7)
    panels = [figure.add_subplot(rows, _COLUMNS, place + 1) for place in range(len(comparison.order))]
    _baseline_panel(panels[0], comparison, language, table)
    changes = {policy: largest_changes(table, comparison.baseline, policy) for policy in comparison.policies}
    largest = max((abs(flow.value.mean) for flows in changes.values() for flow in flows), default=0.0)
    for axes, policy in zip(panels[1:], comparison.policies, strict=True):
        _change_panel(axes, scenario_name(comparison, policy, language), changes[policy], largest, language)
    legend_below(figure, _legend(language), columns=3)
    return figure


def _baseline_panel(axes: Axes, comparison: Comparison, language: Language, table: pd.DataFrame) -> None:
    name = scenario_name(comparison, comparison.baseline, language)
    draw_ground(axes, wrapped(name, language, 56), language)
    flows = largest_flows(table, comparison.baseline)
    largest = flows[0].value.mean if flows else 0.0
    for flow in flows:
        _arrow(axes, flow, largest, _DIRECTIONS[flow.direction], hollow=False)
    home = kept_at_home(table, comparison.baseline)
    top = max(home.values(), default=0.0) or 1.0
    draw_nodes(axes, language, {key: 22 + _LARGEST_NODE * value / top for key, value in home.items()})
    _scale(axes, largest, language)


def _change_panel(axes: Axes, name: str, flows: list[Flow], largest: float, language: Language) -> None:
    title = report_text("figures.flow_map.change", language, policy=name)
    draw_ground(axes, wrapped(title, language, 56), language)
    for flow in flows:
        colour = _CHANGES["more" if flow.value.mean > 0 else "less"]
        _arrow(axes, flow, largest, colour, hollow=not flow.value.clear)
    draw_nodes(axes, language, {})
    if flows:
        _scale(axes, largest, language)
    else:
        note(axes, report_text("figures.flow_map.none", language))


def _arrow(axes: Axes, flow: Flow, largest: float, colour: str, *, hollow: bool) -> None:
    width = max(0.4, _WIDEST * abs(flow.value.mean) / largest)
    ends = places()
    axes.add_patch(FancyArrowPatch(
        ends[flow.origin], ends[flow.destination], connectionstyle="arc3,rad=0.2",
        arrowstyle=ArrowStyle("simple", tail_width=width, head_width=width + 4.5, head_length=width + 4.5),
        mutation_scale=1, shrinkA=4, shrinkB=4, facecolor="none" if hollow else colour, edgecolor=colour,
        linewidth=0.7 if hollow else 0, alpha=0.8, zorder=2,
    ))  # fmt: skip


def _scale(axes: Axes, largest: float, language: Language) -> None:
    if largest <= 0:
        return
    worth = _round_below(largest / 2)
    x, y = EAST[0] + 0.15, NORTH[1] - 0.18
    axes.plot([x, x + 0.4], [y, y], color=MUTED, linewidth=_WIDEST * worth / largest, solid_capstyle="butt", zorder=3)
    axes.text(x + 0.5, y, round_money(worth, language), va="center", fontsize=8, color=INK)


def _round_below(value: float) -> float:
    power: float = 10.0 ** math.floor(math.log10(value))
    return max(step for step in (1, 2, 5) if step * power <= value) * power


def _legend(language: Language) -> list[Patch]:
    def entry(key: str, colour: str) -> Patch:
        return Patch(color=colour, label=report_text(f"figures.flow_map.{key}", language))

    unclear = Patch(facecolor="none", edgecolor=MUTED, label=report_text("figures.flow_map.unclear", language))
    changes = [*(entry(key, colour) for key, colour in _CHANGES.items()), unclear]
    flows = [entry(key, colour) for key, colour in _DIRECTIONS.items()]
    return [one for pair in zip(flows, changes, strict=True) for one in pair]
