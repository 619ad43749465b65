"""What all figures share: paper, axes, numbers on axes and legends."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report.comparison import Comparison
from sim.report.figures.palette import GRID, INK, MUTED, PAPER, looks
from sim.report.measure import written
from sim.report.names import scenario_name, wrapped
from sim.texts.bilingual import Language

WIDTH = 10.0
"""Width of a figure in inches; with 9-point text this fits the column of the page."""


def canvas(height: float) -> Figure:
    """Return an empty figure of the width of the page."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.08, h_pad=0.08, hspace=0.05, wspace=0.04)  # type: ignore[union-attr]
    return figure


def dress(axes: Axes, title: str, across: str = "", up: str = "", *, grid: str = "both") -> None:
    """Give axes their title, labels, quiet frame and grid."""
    axes.set_title(title, loc="left", fontsize=9.5, fontweight="bold", color=INK)
    axes.set_xlabel(across, color=MUTED)
    axes.set_ylabel(up, color=MUTED)
    axes.set_axisbelow(True)
    if grid in ("x", "y", "both"):
        axes.grid(axis=grid, color=GRID, linewidth=0.7)  # type: ignore[arg-type]
    axes.tick_params(colors=MUTED, length=0)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(GRID)


def number_axis(axis: Axis, *, most: int = 5, size: float = 1.0, sign: bool = False, suffix: str = "") -> None:
    """Write the ticks of an axis with separators; one shown unit is worth ``size`` of the data."""
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]))

    def tick(value: float, _: int | None = None) -> str:
        return _plain(value / size, sign) + suffix

    axis.set_major_formatter(FuncFormatter(tick))


def year_axis(axes: Axes, years: Sequence[int]) -> None:
    """Mark calendar years on the x axis, thinned to at most eight."""
    step = -(-len(years) // 8)
    axes.set_xticks(list(years)[::step], [str(year) for year in years][::step])


def scenario_keys(comparison: Comparison, language: Language, *, line: bool) -> list[Line2D]:
    """Legend entries for the scenarios."""
    style = "-" if line else "none"
    return [
        Line2D([], [], color=look.colour, marker="none" if line else look.marker, linestyle=style, linewidth=2,
               label=wrapped(scenario_name(comparison, key, language), language, 40))
        for key, look in looks(comparison).items()
    ]


def legend_below(figure: Figure, handles: Sequence[Artist], columns: int = 4) -> None:
    """Put one legend under all axes."""
    figure.legend(handles=list(handles), loc="outside lower center", ncols=min(columns, len(handles)), frameon=False,
                  labelcolor=INK)


def note(axes: Axes, text: str) -> None:
    """Write a remark into otherwise empty axes."""
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", color=MUTED,
              bbox={"facecolor": PAPER, "edgecolor": "none"})


def _plain(value: float, sign: bool) -> str:
    decimals = next((digits for digits in range(4) if abs(value - round(value, digits)) < 1e-9), 4)
    return written(value, decimals, signed=sign)
