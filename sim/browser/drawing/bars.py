"""Horizontal bars: names left, values right of the bar, parts of a bar stacked."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.browser.drawing.lines import text_width
from sim.browser.drawing.marks import Mark, box, drawing, joined, line, mark, words

WIDTH, ROW, TOP = 520.0, 44.0, 8.0
_THICK = 20.0


class Part(NamedTuple):
    """A part of a bar: length, CSS name of its colour, and what a pointer reads."""

    value: float
    colour: str
    tip: str


class Bar(NamedTuple):
    """A bar: name, parts, and the text at its end."""

    title: str
    parts: Sequence[Part]
    value: str
    pick: str | None = None


def bar_chart(
    bars: Sequence[Bar],
    *,
    alt: str,
    key: Sequence[tuple[str, str]] = (),
    rows: int | None = None,
    heading: str = "",
    row: float = ROW,
    widest: float = 190.0,
) -> Mark:
    """Draw bars from a common zero.

    Args:
        bars: what is drawn, from the top.
        alt: what a screen reader says.
        key: names and colours of the parts.
        rows: keeps the height of the picture when there are fewer bars.
        heading: words before the key.
        row, widest: height of a bar's row, and most room for the names.
    """
    left = min(widest, max([96.0, *(text_width(bar.title) + 16 for bar in bars)]))
    right = max([40.0, *(text_width(bar.value) + 14 for bar in bars)])
    longest = max([sum(part.value for part in bar.parts) for bar in bars] + [1e-12])
    scale = (WIDTH - left - right) / longest
    top = TOP + (24 if key or heading else 0)
    drawn = [_bar(bar, left, top + row * (place + 0.5), scale) for place, bar in enumerate(bars)]
    height = top + row * max(rows or 0, len(bars)) + 4
    return drawing(WIDTH, height, _key(key, heading), line(left, top - 2, left, height - 6, "axis"), *drawn, alt=alt)


def _bar(bar: Bar, left: float, middle: float, scale: float) -> Mark:
    place, drawn = left, []
    for part in bar.parts:
        length = part.value * scale
        drawn.append(box(place, middle - _THICK / 2, length, _THICK, style=f"fill:var(--{part.colour})", data_tip=part.tip, rx=1.5))
        place += length
    lines = two_lines(bar.title, left - 16)
    names = [words(left - 8, middle + 4 + 14 * (i - (len(lines) - 1) / 2), text, "label", "end", data_tip=bar.title) for i, text in enumerate(lines)]
    inner = joined(*names, *drawn, words(place + 7, middle + 4, bar.value, "value"))
    if bar.pick is None:
        return inner
    return mark("g", inner, data_pick=bar.pick, tabindex=0, role="button", class_="pickable")


def two_lines(text: str, width: float) -> list[str]:
    """Break a text into at most two lines of a width; what does not fit ends in an ellipsis."""
    if text_width(text) <= width:
        return [text]
    words_of = text.split(" ") if " " in text else list(text)
    gap = " " if " " in text else ""
    first = ""
    while words_of and text_width(first + gap + words_of[0]) <= width:
        first = (first + gap + words_of.pop(0)).strip()
    return [first, clipped(gap.join(words_of), width)] if first else [clipped(text, width)]


def clipped(text: str, width: float) -> str:
    """Shorten a text to a width, with an ellipsis."""
    if text_width(text) <= width:
        return text
    while text and text_width(text) > width - 10:
        text = text[:-1]
    return text.rstrip() + "…"


def _key(key: Sequence[tuple[str, str]], heading: str) -> Mark:
    place, found = 8.0, []
    if heading:
        found.append(words(place, 17, heading, "unit"))
        place += text_width(heading) + 20
    for title, colour in key:
        found.append(box(place, 8, 11, 11, style=f"fill:var(--{colour})", rx=2))
        found.append(words(place + 17, 18, title, "legend"))
        place += 36 + text_width(title)
    return joined(*found)
