"""Figure: effects of the policies on the main indicators, in percent of the baseline."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.indicators.registry import indicators
from sim.report.comparison import Comparison
from sim.report.effect import Effect, find_effect
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis, policy_names, row_height, row_names
from sim.report.figures.palette import INK, MUTED, PAPER, looks
from sim.report.measure import written
from sim.report.names import indicator_name, wrapped
from sim.report.words import report_text
from sim.texts.bilingual import Language

MAIN = (
    "converted_results", "landed_results", "first_sales",
    "real_transfer", "registered_turnover", "leakage",
    "high_tech", "rd_real", "theil_turnover",
)  # fmt: skip
_COLUMNS = 3


class Labels(NamedTuple):
    """Words of the legend for effects whose interval leaves out zero and for the others."""

    clear: str
    unclear: str


def draw(comparison: Comparison, language: Language, *, shown: Sequence[str] = MAIN, labels: Labels | None = None) -> Figure:
    """Draw a small forest plot for each indicator that the baseline has; for researchers unless labels are given."""
    panels = _panels(comparison, shown)
    rows, names = -(-len(panels) // _COLUMNS), policy_names(comparison, language)
    figure = canvas(max(1, rows) * (0.95 + row_height(names) * len(names)) + 0.5)
    for place, (key, effects) in enumerate(panels.items()):
        axes = figure.add_subplot(rows, _COLUMNS, place + 1)
        _forest(axes, comparison, effects)
        dress(axes, _title(key, language), grid="x")
        row_names(axes, names if place % _COLUMNS == 0 else [""] * len(names))
        axes.set_ylim(len(names) - 0.5, -0.65)
        number_axis(axes.xaxis, most=4, sign=True, suffix="%")
        if place + _COLUMNS >= len(panels):
            axes.set_xlabel(report_text("figures.effects.across", language))
    legend_below(figure, _legend(labels or Labels(*(report_text(f"figures.effects.{key}", language) for key in Labels._fields))))
    return figure


def _panels(comparison: Comparison, keys: Sequence[str]) -> dict[str, list[Effect]]:
    found: dict[str, list[Effect]] = {}
    for key in keys:
        effects = [find_effect(comparison, policy, key) for policy in comparison.policies]
        known = [effect for effect in effects if effect is not None and effect.baseline]
        if known:
            found[key] = known
    return found


def _forest(axes: Axes, comparison: Comparison, effects: list[Effect]) -> None:
    axes.axvline(0, color=INK, linewidth=1, zorder=1)
    for effect in effects:
        row, look = comparison.policies.index(effect.policy), looks(comparison)[effect.policy]
        mean, low, high = effect.in_percent()
        if math.isfinite(low):
            axes.plot([low, high], [row, row], color=look.colour, linewidth=2, solid_capstyle="butt")
        face = look.colour if effect.clear else PAPER
        axes.plot([mean], [row], marker=look.marker, color=look.colour, markerfacecolor=face, markersize=6)
        axes.annotate(written(mean, 1, signed=True) + "%", (mean, row), (0, 5), textcoords="offset points",
                      ha="center", va="bottom", fontsize=7.5, color=MUTED,
                      bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6})
    axes.margins(x=0.12)


def _title(key: str, language: Language) -> str:
    less = report_text("figures.effects.less_is_better", language) if indicators()[key].better < 0 else ""
    return wrapped(indicator_name(key, language) + less, language, 36)


def _legend(labels: Labels) -> list[Line2D]:
    clear = Line2D([], [], color=MUTED, marker="o", linewidth=2, label=labels.clear)
    unclear = Line2D([], [], color=MUTED, marker="o", markerfacecolor=PAPER, linewidth=2, label=labels.unclear)
    return [clear, unclear]
