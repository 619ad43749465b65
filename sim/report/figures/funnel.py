"""Figure: how far results come, and why the others stop."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.report.comparison import Comparison
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis
from sim.report.figures.palette import CAUSES, INK, MUTED, ON_COLOUR, looks
from sim.report.measure import written
from sim.report.names import scenario_name, wrapped
from sim.report.spread import paired
from sim.report.words import report_text
from sim.texts.bilingual import Language

STAGES = ("results_born", "verified_results", "piloted_results", "converted_results", "landed_results")
STOPS = {cause: f"stopped_{cause}" for cause in CAUSES}
_COLUMNS = 2


def draw(comparison: Comparison, language: Language) -> Figure:
    """Draw five stages and one bar of stops for each scenario; all panels share the scale."""
    counts = run_counts(comparison)
    means = {key: _means(counts, key) for key in comparison.order}
    rows = -(-len(comparison.order) // _COLUMNS)
    figure = canvas(2.5 * rows + 0.5)
    largest = max(mean[stage] for mean in means.values() for stage in STAGES)
    for place, key in enumerate(comparison.order):
        axes = figure.add_subplot(rows, _COLUMNS, place + 1)
        _stages(axes, means[key], _changes(counts, comparison.baseline, key), looks(comparison)[key].colour)
        _stops(axes, means[key])
        dress(axes, wrapped(scenario_name(comparison, key, language), language, 52), grid="x")
        _labels(axes, language, named=place % _COLUMNS == 0)
        axes.set_xlim(0, largest * 1.3)
        number_axis(axes.xaxis)
        if place + _COLUMNS >= len(comparison.order):
            axes.set_xlabel(report_text("figures.funnel.across", language))
    legend_below(figure, _legend(language))
    return figure


def run_counts(comparison: Comparison) -> pd.DataFrame:
    """Results over the horizon: a row for each finished run, a column for each stage and cause of stop."""
    keys = [*STAGES, *STOPS.values()]
    counts = comparison.totals(keys).set_index(["scenario", "replicate", "indicator"])["value"].unstack("indicator")
    return counts.reindex(columns=keys).fillna(0.0)


def _means(counts: pd.DataFrame, scenario: str) -> dict[str, float]:
    own = counts[counts.index.get_level_values("scenario") == scenario]
    return {str(key): float(own[key].mean()) for key in counts.columns}


def _changes(counts: pd.DataFrame, baseline: str, key: str) -> dict[str, float]:
    """Percent by which each stage differs from the baseline, over the runs that both have."""
    if key == baseline:
        return {}
    pairs = {stage: paired(counts[stage], baseline, key) for stage in STAGES}
    return {stage: 100 * (after.mean() / before.mean() - 1) for stage, (before, after) in pairs.items() if before.mean()}


def _stages(axes: Axes, means: dict[str, float], changes: dict[str, float], colour: str) -> None:
    for row, key in enumerate(STAGES):
        axes.barh(row, means[key], height=0.62, color=colour, alpha=0.9)
        change = f" ({written(changes[key], 1, signed=True)}%)" if key in changes else ""
        _beside(axes, means[key], row, written(means[key]) + change)


def _stops(axes: Axes, means: dict[str, float]) -> None:
    left, row, total = 0.0, len(STAGES) + 0.3, sum(means[key] for key in STOPS.values())
    for cause, key in STOPS.items():
        width = means[key]
        axes.barh(row, width, left=left, height=0.62, color=CAUSES[cause])
        if width > 0.14 * total:
            axes.text(left + width / 2, row, written(width), ha="center", va="center", fontsize=8, color=ON_COLOUR)
        left += width
    _beside(axes, left, row, written(left))


def _beside(axes: Axes, x: float, row: float, label: str) -> None:
    axes.annotate(label, (x, row), (4, 0), textcoords="offset points", va="center", fontsize=8, color=MUTED)


def _labels(axes: Axes, language: Language, *, named: bool) -> None:
    names = [report_text(f"figures.funnel.stage.{key}", language) for key in STAGES]
    names.append(report_text("figures.funnel.stopped", language))
    axes.set_yticks([*range(len(STAGES)), len(STAGES) + 0.3], names if named else [""] * len(names))
    axes.tick_params(axis="y", labelcolor=INK)
    axes.set_ylim(len(STAGES) + 0.8, -0.6)


def _legend(language: Language) -> list[Patch]:
    return [
        Patch(color=colour, label=report_text(f"figures.funnel.cause.{cause}", language)) for cause, colour in CAUSES.items()
    ]
