"""What all figures share: paper, axes, numbers on axes and legends."""

from collections.abc import Sequence
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report.comparison import Comparison
from sim.report.figures.palette import GRID, INK, MUTED, PAPER, looks
from sim.report.measure import plain
from sim.report.names import scenario_name, wrapped
from sim.texts.bilingual import Language

_LETTERS = 150
"""Latin letters of a legend that fit side by side; a Chinese one counts double."""

WIDTH = 10.0
"""Width of a figure in inches; with 9-point text this fits the column of the page."""


def canvas(height: float) -> Figure:
    """Return an empty figure of the width of the page."""
    spacing = ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.08, hspace=0.05, wspace=0.04)
    return Figure(figsize=(WIDTH, height), layout=spacing)


def dress(axes: Axes, title: str, across: str = "", up: str = "", *, grid: str = "both") -> None:
    """Give axes their title, labels, quiet frame and grid."""
    axes.set_title(title, loc="left", fontsize=9.5, fontweight="bold", color=INK, linespacing=1.35)
    axes.set_xlabel(across, color=MUTED)
    axes.set_ylabel(up, color=MUTED)
    axes.set_axisbelow(True)
    if grid in ("x", "y", "both"):
        axes.grid(axis=grid, color=GRID, linewidth=0.7)  # type: ignore[arg-type]
    axes.tick_params(colors=MUTED, length=0)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(GRID)


def number_axis(axis: Axis, *, most: int = 5, size: float = 1.0, sign: bool = False, suffix: str = "", whole: bool = False) -> None:
    """Write the ticks of an axis with separators; one shown unit is worth ``size`` of the data."""
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10] if whole else [1, 2, 2.5, 5, 10], integer=whole))

    def tick(value: float, _: int | None = None) -> str:
        return plain(value / size, signed=sign) + suffix

    axis.set_major_formatter(FuncFormatter(tick))


def year_axis(axes: Axes, years: Sequence[int]) -> None:
    """Mark calendar years on the x axis, thinned to at most eight."""
    step = -(-len(years) // 8)
    axes.set_xticks(list(years)[::step], [str(year) for year in years][::step])


def scenario_keys(comparison: Comparison, language: Language, *, line: bool) -> list[Line2D]:
    """Legend entries for the scenarios."""
    return [
        Line2D([], [], color=look.colour, marker="none" if line else look.marker, linestyle=look.line if line else "none",
               linewidth=2, label=wrapped(scenario_name(comparison, key, language), language, 40))
        for key, look in looks(comparison).items()
    ]


def legend_below(figure: Figure, handles: Sequence[Artist], columns: int = 4) -> None:
    """Put one legend under all axes, in no more columns than fit; the figure grows by what the legend needs."""
    lines = [line for handle in handles for line in str(handle.get_label()).split("\n")]
    fitting = int(_LETTERS // max(_letters(line) + 9 for line in lines))
    columns = max(1, min(columns, fitting, len(handles)))
    rows = -(-len(handles) // columns) * max(str(handle.get_label()).count("\n") + 1 for handle in handles)
    figure.set_figheight(figure.get_figheight() + 0.16 * (rows - 1))
    figure.legend(handles=list(handles), loc="outside lower center", ncols=columns, frameon=False, labelcolor=INK)


def policy_names(comparison: Comparison, language: Language) -> list[str]:
    """Titles of the policies, broken into lines that fit beside a panel."""
    return [wrapped(scenario_name(comparison, key, language), language, 24) for key in comparison.policies]


def row_height(names: Sequence[str]) -> float:
    """Height in inches that a row needs so that names of several lines do not meet."""
    return max(0.42, 0.1 + 0.145 * max((name.count("\n") + 1 for name in names), default=1))


def row_names(axes: Axes, names: Sequence[str]) -> None:
    """Name the rows of a panel; each line is a text of its own, so that it ends at the axis in any font."""
    axes.set_yticks(range(len(names)), [""] * len(names))
    for row, name in enumerate(names):
        stacked_text(axes, (0, row), name, shift=(-5, 0), size=8.5, side="right", on_frame=True)


def stacked_text(
    axes: Axes, at: tuple[float, float], text: str, *, shift: tuple[float, float], size: float,
    side: Literal["left", "center", "right"], colour: str = INK, on_frame: bool = False, ground: str | None = None,
) -> None:  # fmt: skip
    """Write lines one under the other, centred on a point shifted by points; x may count from the frame's left."""
    lines, step = text.split("\n"), size * 1.2
    box = {"facecolor": ground, "edgecolor": "none", "pad": 0.3, "alpha": 0.7} if ground else None
    for number, line in enumerate(lines):
        down = (number - (len(lines) - 1) / 2) * step
        axes.annotate(line, at, (shift[0], shift[1] - down), xycoords=("axes fraction", "data") if on_frame else "data",
                      textcoords="offset points", ha=side, va="center", fontsize=size, color=colour, zorder=6,
                      annotation_clip=False, bbox=box)


def note(axes: Axes, text: str) -> None:
    """Write a remark into otherwise empty axes."""
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", color=MUTED,
              bbox={"facecolor": PAPER, "edgecolor": "none"})


def _letters(line: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in line)
