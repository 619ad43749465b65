"""The ground of the flow map: members at their longitude and latitude, outside regions at the rim."""

from collections.abc import Mapping
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.evidence import MEMBERS, regions
from sim.report.figures.canvas import dress, stacked_text
from sim.report.figures.palette import GRID, INK, MUTED, PAPER, SHADE
from sim.report.names import region_name, wrapped
from sim.report.words import report_text
from sim.texts.bilingual import Language

EAST, NORTH = (120.45, 125.25), (40.15, 43.05)
_MAP_EAST, _MAP_NORTH = (121.2, 124.4), (40.85, 42.62)
_DEGREE_RATIO = 1.34
"""Length of a degree of latitude over one of longitude at 41.7 degrees north."""

RIM = {
    "ccha": (124.62, 42.72),
    "abroad": (124.83, 40.75),
    "yrd": (123.75, 40.5),
    "liaoning_rest": (122.65, 40.5),
    "gba": (121.55, 40.5),
    "bth": (120.83, 41.25),
}
"""Places of the outside regions; only the direction is meant, not the distance."""

_LABELS: dict[str, tuple[float, float, Literal["left", "center", "right"]]] = {
    "shenyang": (-0.1, 0.15, "right"),
    "shenfu": (-0.02, 0.17, "center"),
    "fushun": (0.1, -0.03, "left"),
    "tieling": (0.09, 0.06, "left"),
    "fuxin": (0, 0.12, "center"),
    "benxi": (0.1, -0.05, "left"),
    "liaoyang": (0.06, -0.13, "left"),
    "anshan": (-0.09, -0.11, "right"),
}


def places() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of every region on the map."""
    return {region.id: (region.lon, region.lat) for region in regions()} | RIM


def draw_ground(axes: Axes, title: str, language: Language) -> None:
    """Draw frame, rim and axes of one map."""
    dress(axes, title, report_text("figures.flow_map.east", language), report_text("figures.flow_map.north", language), grid="none")
    axes.set_facecolor(SHADE)
    corner = (_MAP_EAST[0], _MAP_NORTH[0])
    width, height = _MAP_EAST[1] - _MAP_EAST[0], _MAP_NORTH[1] - _MAP_NORTH[0]
    axes.add_patch(Rectangle(corner, width, height, facecolor=PAPER, edgecolor=GRID, linestyle="--", zorder=0.5))
    axes.set(xlim=EAST, ylim=NORTH, aspect=_DEGREE_RATIO)
    axes.set_xticks([122, 123, 124], ["122", "123", "124"])
    axes.set_yticks([41, 42], ["41", "42"])


def draw_nodes(axes: Axes, language: Language, sizes: Mapping[str, float]) -> None:
    """Draw members as circles of the given areas, outside regions as squares, and all names."""
    for key, (x, y) in places().items():
        inside = key in MEMBERS
        axes.scatter([x], [y], s=sizes.get(key, 26), marker="o" if inside else "s", color=INK if inside else MUTED,
                     edgecolors=PAPER, linewidths=0.8, zorder=4)
        dx, dy, side = _LABELS.get(key, (0, 0.13 if y > 42 else -0.17, "center"))
        name = wrapped(region_name(key, language), language, 40 if inside else 16)
        stacked_text(axes, (x + dx, y + dy), name, shift=(0, 0), size=8 if inside else 7.5, side=side,
                     colour=INK if inside else MUTED, ground=PAPER if inside else None)
