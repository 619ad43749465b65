"""Line charts over months, with bands for uncertainty and one label at each line's end."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from sim.browser.drawing.marks import Mark, drawing, joined, line, mark, words
from sim.browser.drawing.scales import Scale, reach, tick_text, ticks
from sim.calendar import MONTHS_PER_YEAR, year_of

WIDTH, HEIGHT = 520.0, 290.0
LEFT, RIGHT, BOTTOM = 58.0, 14.0, 26.0


class Line(NamedTuple):
    """One series: title, CSS name of its colour, values (NaN leaves a gap), and bounds of its band."""

    title: str
    colour: str
    values: Sequence[float]
    dash: str | None = None
    low: Sequence[float] | None = None
    high: Sequence[float] | None = None


class Paper(NamedTuple):
    """Size of a chart; without a key there is more room for the lines."""

    width: float = WIDTH
    height: float = HEIGHT
    top: float = 46.0
    key: bool = True


CHART = Paper()
SMALL = Paper(width=340.0, height=118.0, top=24.0, key=False)


def line_chart(
    months: Sequence[int],
    series: Sequence[Line],
    *,
    unit: str,
    alt: str,
    end: int | None = None,
    zero: bool = True,
    paper: Paper = CHART,
) -> Mark:
    """Draw series over month indices; ``end`` is the last month of the axis, so that the picture fills while the run goes on."""
    last = max([*(months or [0]), end or 0])
    first = min(months, default=(end or MONTHS_PER_YEAR) - MONTHS_PER_YEAR + 1)
    x = Scale(first, max(last, first + 1), LEFT, paper.width - RIGHT)
    low, high = reach([v for one in series for part in (one.values, one.low or (), one.high or ()) for v in part], zero=zero)
    key, rows = _key(series, paper.width) if paper.key else (None, 1)
    y = Scale(low, high, paper.height - BOTTOM, paper.top + 17 * (rows - 1))
    drawn = [joined(_band(months, one, x, y), _path(months, one, x, y)) for one in series]
    return drawing(paper.width, paper.height, key, _frame(first, last, x, y, unit), *drawn, alt=alt)


def _frame(first: int, last: int, x: Scale, y: Scale, unit: str) -> Mark:
    marks = ticks(y.low, y.high, 5 if y.start - y.end > 150 else 3)
    rows = [
        joined(line(LEFT, y(v), x.end, y(v), "axis" if v == 0 else "grid"), words(LEFT - 7, y(v) + 4, tick_text(v, marks), "tick", "end"))
        for v in marks
    ]
    return joined(words(LEFT, y.end - 10, unit, "unit"), *rows, year_marks(first, last, x, y.start))


def year_marks(first: int, last: int, x: Scale, bottom: float) -> Mark:
    """Mark the years of a time axis; each name stands in the middle of its year."""
    found = []
    for year in range(year_of(first), year_of(last) + 1):
        start = max(first, first + (year - year_of(first)) * MONTHS_PER_YEAR - first % MONTHS_PER_YEAR)
        stop = min(last, start - start % MONTHS_PER_YEAR + MONTHS_PER_YEAR)
        if stop - start >= 4:
            found.append(words((x(start) + x(stop)) / 2, bottom + 18, str(year), "tick", "middle"))
        found.append(line(x(start), bottom, x(start), bottom + 6, "grid"))
    return joined(*found)


def _key(series: Sequence[Line], width: float) -> tuple[Mark, int]:
    """Return the key and the number of its rows."""
    place, row, found = LEFT, 0, []
    for one in series:
        needed = 44 + text_width(one.title)
        if place > LEFT and place + needed > width:
            place, row = LEFT, row + 1
        y = 12 + 17 * row
        found.append(mark("path", d=f"M{place:.0f} {y}h18", class_="stroke", style=f"stroke:var(--{one.colour})", stroke_dasharray=one.dash))
        found.append(words(place + 24, y + 4, one.title, "legend"))
        place += needed
    return joined(*found), row + 1


def text_width(text: str, size: float = 12.0) -> float:
    """Estimate the width of a text: Chinese characters are as wide as high, Latin ones about half."""
    return sum(size if ord(character) > 0x2E80 else size * 0.54 for character in text)


def _path(months: Sequence[int], one: Line, x: Scale, y: Scale) -> Mark:
    parts, pen = [], "M"
    for month, value in zip(months, one.values, strict=True):
        if math.isfinite(value):
            parts.append(f"{pen}{x(month):.1f} {y(value):.1f}")
            pen = "L"
        else:
            pen = "M"
    known = [(month, value) for month, value in zip(months, one.values, strict=True) if math.isfinite(value)]
    dot = mark("circle", cx=x(known[-1][0]), cy=y(known[-1][1]), r=3.2, style=f"fill:var(--{one.colour})") if known else None
    return joined(mark("path", d="".join(parts), class_="stroke", style=f"stroke:var(--{one.colour})", stroke_dasharray=one.dash), dot)


def _band(months: Sequence[int], one: Line, x: Scale, y: Scale) -> Mark | None:
    if one.low is None or one.high is None:
        return None
    there = [f"{x(month):.1f} {y(value):.1f}" for month, value in zip(months, one.high, strict=True)]
    back = [f"{x(month):.1f} {y(value):.1f}" for month, value in zip(months, one.low, strict=True)][::-1]
    return mark("path", d="M" + "L".join(there + back) + "Z", style=f"fill:var(--{one.colour});opacity:.16")
