"""Figure: how far results come, and why the others stop."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.report.comparison import Comparison
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis
from sim.report.figures.palette import CAUSES, INK, MUTED, looks
from sim.report.measure import written
from sim.report.names import scenario_name, wrapped
from sim.report.words import report_text
from sim.texts.bilingual import Language

STAGES = ("results_born", "verified_results", "piloted_results", "converted_results", "landed_results")
STOPS = {cause: f"stopped_{cause}" for cause in CAUSES}
_COLUMNS = 2


def draw(comparison: Comparison, language: Language) -> Figure:
    """Draw five stages and one bar of stops for each scenario; all panels share the scale."""
    means = mean_counts(comparison)
    rows = -(-len(comparison.order) // _COLUMNS)
    figure = canvas(2.5 * rows + 0.5)
    largest = max((count for counts in means.values() for count in counts.values()), default=1.0)
    for place, key in enumerate(comparison.order):
        axes = figure.add_subplot(rows, _COLUMNS, place + 1)
        _stages(axes, means[key], means[comparison.baseline], looks(comparison)[key].colour, key == comparison.baseline)
        _stops(axes, means[key])
        dress(axes, wrapped(scenario_name(comparison, key, language), language, 52), grid="x")
        _labels(axes, language, named=place % _COLUMNS == 0)
        axes.set_xlim(0, largest * 1.3)
        number_axis(axes.xaxis)
        if place + _COLUMNS >= len(comparison.order):
            axes.set_xlabel(report_text("figures.funnel.across", language))
    legend_below(figure, _legend(language))
    return figure


def mean_counts(comparison: Comparison) -> dict[str, dict[str, float]]:
    """Mean number of results over the horizon by scenario and indicator."""
    totals = comparison.totals([*STAGES, *STOPS.values()])
    means = totals.groupby(["scenario", "indicator"], observed=True)["value"].mean().to_dict()
    keys = [*STAGES, *STOPS.values()]
    return {scenario: {key: float(means.get((scenario, key), 0.0)) for key in keys} for scenario in comparison.order}


def _stages(axes: Axes, counts: dict[str, float], before: dict[str, float], colour: str, is_baseline: bool) -> None:
    for row, key in enumerate(STAGES):
        axes.barh(row, counts[key], height=0.62, color=colour, alpha=0.9)
        label = written(counts[key])
        if not is_baseline and before[key]:
            label += f"  ({written(100 * (counts[key] / before[key] - 1), 1, signed=True)}%)"
        axes.annotate(label, (counts[key], row), (4, 0), textcoords="offset points", va="center", fontsize=8, color=MUTED)


def _stops(axes: Axes, counts: dict[str, float]) -> None:
    left, row = 0.0, len(STAGES) + 0.3
    for cause, key in STOPS.items():
        axes.barh(row, counts[key], left=left, height=0.62, color=CAUSES[cause])
        left += counts[key]
    for cause, key in STOPS.items():
        share = counts[key] / left if left else 0.0
        middle = sum(counts[other] for other in list(STOPS.values())[: list(STOPS).index(cause)]) + counts[key] / 2
        if share > 0.14:
            axes.text(middle, row, written(counts[key]), ha="center", va="center", fontsize=8, color="#10161c")
    axes.annotate(written(left), (left, row), (4, 0), textcoords="offset points", va="center", fontsize=8, color=MUTED)


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
