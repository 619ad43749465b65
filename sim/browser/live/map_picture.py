"""Map of the run: members with a sample of their firms, outside regions, transfers of the last twelve months."""

import math
from collections.abc import Callable

import numpy as np

from sim.browser.drawing.arrows import Flow, arrows, largest
from sim.browser.drawing.bars import clipped
from sim.browser.drawing.ground import HEIGHT, WIDTH, all_regions, ground, spots
from sim.browser.drawing.lines import text_width
from sim.browser.drawing.marks import Mark, box, drawing, joined, mark, words
from sim.browser.live.view import View
from sim.browser.words import amount, count, say
from sim.texts.bilingual import Language
from sim.texts.names import region_name
from sim.world.columns import (
    CITY_COUNT,
    GAZELLE,
    HIGH_TECH,
    LEADING,
    LITTLE_GIANT,
    POTENTIAL_UNICORN,
    SRDI,
    UNICORN,
)

ARROWS = 18
_GOLDEN = math.pi * (3 - math.sqrt(5))
RANKS = ("plain", "high_tech", "growth", "specialised")
_GROWTH, _SPECIAL = GAZELLE | POTENTIAL_UNICORN | UNICORN, SRDI | LITTLE_GIANT | LEADING
_NAMES = {  # where the name of a member stands: shift and anchor
    0: (-48, -30, "end"),
    1: (-26, 28, "end"),
    2: (14, 26, "start"),
    3: (24, 18, "start"),
    4: (0, -24, "middle"),
    5: (22, 26, "start"),
    6: (18, -18, "start"),
    7: (14, -26, "start"),
}


def map_picture(view: View, language: Language) -> Mark:
    """Draw the map; members and firms can be picked."""
    flows = largest(view.traffic, ARROWS)
    tip = _tip_of(language)
    parts = (
        ground(),
        arrows(flows, tip),
        *(_outside(place, language) for place in range(CITY_COUNT, len(all_regions()))),
        *(_member(view, city, language) for city in range(CITY_COUNT)),
        _firms(view, language),
        *(_name(city, language) for city in range(CITY_COUNT)),
        _key(language),
    )
    return drawing(WIDTH, HEIGHT, *parts, alt=say("live.map_alt", language))


def _tip_of(language: Language) -> Callable[[Flow], str]:
    def tip(flow: Flow) -> str:
        names = [region_name(all_regions()[place], language) for place in (flow.origin, flow.destination)]
        return say("flows.tip", language, origin=names[0], destination=names[1], value=amount(flow.value, language))

    return tip


def rank_of(status: int) -> int:
    """Return the highest ladder of a firm: 0 none, 1 high-tech, 2 growth track, 3 specialised or leading."""
    return 3 if status & _SPECIAL else 2 if status & _GROWTH else 1 if status & HIGH_TECH else 0


def _member(view: View, city: int, language: Language) -> Mark:
    spot = spots()[city]
    share = int((view.world.firms.city[view.run.firms] == city).sum())
    radius = 6 + 2.75 * math.sqrt(share)
    firms = say("live.firms_tip", language, city=region_name(all_regions()[city], language), count=count(_alive(view, city)))
    return mark(
        "circle",
        cx=spot.x,
        cy=spot.y,
        r=radius,
        class_="member pickable",
        data_pick=f"city:{city}",
        tabindex=0,
        role="button",
        aria_label=firms,
        data_tip=firms,
    )


def _alive(view: View, city: int) -> int:
    firms = view.world.firms
    rows = int(firms.rows[0])
    return int((firms.alive[:rows] & (firms.city[:rows] == city)).sum())


def _firms(view: View, language: Language) -> Mark:
    firms, rows = view.world.firms, view.run.firms
    city, alive = firms.city[rows], firms.alive[rows]
    drawn = []
    for member in range(CITY_COUNT):
        spot = spots()[member]
        mine = np.flatnonzero(city == member)
        for turn, place in enumerate(mine.tolist()):
            if not alive[place]:
                continue
            row = int(rows[place])
            away = 2.75 * math.sqrt(turn + 0.6)
            x, y = spot.x + away * math.cos(turn * _GOLDEN), spot.y + away * math.sin(turn * _GOLDEN)
            rank = RANKS[rank_of(int(firms.status[row]))]
            size = 1.5 + min(2.0, 0.5 * math.log10(1 + float(firms.revenue[row])))
            drawn.append(
                mark(
                    "circle",
                    cx=x,
                    cy=y,
                    r=size,
                    class_=f"firm rank-{rank}",
                    data_pick=f"firm:{row}",
                    data_tip=say("live.firm_tip", language, number=count(row + 1), revenue=amount(float(firms.revenue[row]), language)),
                )
            )
    return joined(*drawn)


def _name(city: int, language: Language) -> Mark:
    spot, (dx, dy, anchor) = spots()[city], _NAMES[city]
    return words(spot.x + dx, spot.y + dy, say(f"short.{all_regions()[city]}", language), "place", anchor, data_pick=f"city:{city}")


def _outside(place: int, language: Language) -> Mark:
    spot, name = spots()[place], say(f"short.{all_regions()[place]}", language)
    shown = clipped(name, 150)
    width = text_width(shown, 12.5) + 18
    x = min(max(4.0, spot.x - width / 2), WIDTH - width - 4)
    return joined(box(x, spot.y - 13, width, 26, class_="outside", rx=6), words(x + width / 2, spot.y + 4.5, shown, "outside-name", "middle"))


def _key(language: Language) -> Mark:
    found, y = [], 20.0
    for rank in RANKS:
        found.append(mark("circle", cx=16, cy=y, r=4.2, class_=f"rank-{rank}"))
        found.append(words(27, y + 4, say(f"live.rank.{rank}", language), "legend"))
        y += 19
    x, y = 16.0 + 27 + max(text_width(say(f"live.rank.{rank}", language)) for rank in RANKS), 20.0
    for colour in ("inside", "leaving", "coming"):
        found.append(mark("path", d=f"M{x:.0f} {y}h20", class_="stroke", style=f"stroke:var(--{colour});stroke-width:4"))
        found.append(words(x + 27, y + 4, say(f"flows.{colour}", language), "legend"))
        y += 19
    return joined(*found)
