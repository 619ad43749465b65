"""The ground of the maps: the eight members on longitude and latitude, the outside regions on the rim."""

import math
from functools import cache
from typing import NamedTuple

from sim.browser.drawing.marks import Mark, box, joined, line, words
from sim.evidence import MEMBERS, OUTSIDE, regions

WIDTH, HEIGHT = 700.0, 600.0
_LEFT, _TOP, _SCALE = 62.0, 92.0, 300.0
_WEST, _NORTH = 121.45, 42.46
_FLAT = math.cos(math.radians(41.7))
_RIM = {
    "ccha": (560.0, 34.0),
    "abroad": (654.0, 430.0),
    "yrd": (500.0, 572.0),
    "liaoning_rest": (320.0, 572.0),
    "gba": (140.0, 572.0),
    "bth": (62.0, 340.0),
}
"""Places of the outside regions; only the direction is meant, not the distance."""


class Spot(NamedTuple):
    """A place on the map."""

    x: float
    y: float


@cache
def spots() -> tuple[Spot, ...]:
    """Return the places of the fourteen regions in the order of every array."""
    members = [Spot(_LEFT + (r.lon - _WEST) * _FLAT * _SCALE, _TOP + (_NORTH - r.lat) * _SCALE) for r in regions()]
    return (*members, *(Spot(*_RIM[key]) for key in OUTSIDE))


def all_regions() -> tuple[str, ...]:
    """Return the keys of the fourteen regions: members, then outside."""
    return (*MEMBERS, *OUTSIDE)


def ground() -> Mark:
    """Draw the frame of the circle with its degrees."""
    west, east = spots()[4].x - 46, spots()[6].x + 92
    north, south = spots()[6].y - 40, spots()[1].y + 46
    marks = [box(west, north, east - west, south - north, class_="ground", rx=10)]
    for lon in (122, 123, 124):
        x = _LEFT + (lon - _WEST) * _FLAT * _SCALE
        marks += [line(x, north, x, south, "grid faint"), words(x + 4, south - 6, f"{lon}°E", "tick faint")]
    for lat in (41.5, 42):
        y = _TOP + (_NORTH - lat) * _SCALE
        marks += [line(west, y, east, y, "grid faint"), words(west + 6, y - 4, f"{lat:g}°N", "tick faint")]
    return joined(*marks)
