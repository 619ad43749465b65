"""Arrows between regions: bowed so that both directions are seen, as wide as the flow is large."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.browser.drawing.ground import spots
from sim.browser.drawing.marks import Mark, joined, mark
from sim.world.columns import CITY_COUNT

WIDEST = 9.0


class Flow(NamedTuple):
    """Transfer between two regions, million CNY."""

    origin: int
    destination: int
    value: float

    @property
    def colour(self) -> str:
        """Colour by direction: within the circle, leaving it, coming in."""
        if self.origin >= CITY_COUNT:
            return "coming"
        return "inside" if self.destination < CITY_COUNT else "leaving"


def largest(matrix: np.ndarray, most: int) -> list[Flow]:
    """Return the largest flows between different regions, biggest first; zeros are left out."""
    flows = [Flow(i, j, float(matrix[i, j])) for i, j in np.argwhere(matrix > 0).tolist() if i != j]
    return sorted(flows, key=lambda flow: -flow.value)[:most]


def arrows(flows: list[Flow], tip: Callable[[Flow], str], *, moving: bool = True) -> Mark:
    """Draw flows, the smallest on top."""
    most = max((flow.value for flow in flows), default=1.0)
    return joined(*(_arrow(flow, max(1.2, WIDEST * math.sqrt(flow.value / most)), tip(flow), moving) for flow in flows))


def _arrow(flow: Flow, width: float, tip: str, moving: bool) -> Mark:
    (x1, y1), (x2, y2) = spots()[flow.origin], spots()[flow.destination]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    bow = 0.16 * length
    cx, cy = (x1 + x2) / 2 - uy * bow, (y1 + y2) / 2 + ux * bow
    start, stop = _toward((x1, y1), (cx, cy), 13), _toward((x2, y2), (cx, cy), 13 + width)
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{cx:.1f} {cy:.1f} {stop[0]:.1f} {stop[1]:.1f}"
    style = f"stroke:var(--{flow.colour});stroke-width:{width:.1f}"
    head = _head(stop, math.atan2(y2 - cy, x2 - cx), 4.5 + width * 0.95, flow.colour)
    spark = mark("path", d=path, class_="spark", style=f"stroke-width:{max(1.0, width * 0.4):.1f}") if moving else None
    return joined(mark("path", d=path, class_="flow", style=style, data_tip=tip), head, spark)


def _toward(start: tuple[float, float], end: tuple[float, float], by: float) -> tuple[float, float]:
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) / length * by, start[1] + (end[1] - start[1]) / length * by


def _head(tip: tuple[float, float], angle: float, size: float, colour: str) -> Mark:
    corners = [(size, 0.0), (-size * 0.45, size * 0.62), (-size * 0.45, -size * 0.62)]
    turned = [(tip[0] + a * math.cos(angle) - b * math.sin(angle), tip[1] + a * math.sin(angle) + b * math.cos(angle)) for a, b in corners]
    return mark("path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in turned) + "Z", style=f"fill:var(--{colour})", class_="head")
