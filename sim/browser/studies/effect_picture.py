"""Pictures of a comparison: effects with intervals, courses with bands, cost against effect."""

import math
from typing import NamedTuple

import numpy as np

from sim.browser.drawing.bars import clipped, two_lines
from sim.browser.drawing.lines import Line, line_chart, text_width
from sim.browser.drawing.marks import Mark, box, drawing, joined, line, mark, words
from sim.browser.drawing.scales import Scale, reach, tick_text, ticks
from sim.browser.studies.compared import Compared
from sim.browser.words import amount, say
from sim.indicators.registry import indicators
from sim.texts.numbers import number_text, per_cent_text

WIDTH, ROW, LEFT, RIGHT, TOP = 760.0, 40.0, 190.0, 130.0, 70.0
_DRAWN = ("effect", "low", "high", "q025", "q975")
"""Mean, interval of the mean, central 95 percent of the pairs."""
COLOURS = ("c1", "c2", "c3", "c4", "c5", "c6")


def effect_text(value: float, indicator: str, compared: Compared, *, sign: bool = True) -> str:
    """Write an effect in the unit of its indicator; shares in percentage points."""
    kind = indicators()[indicator]
    if not math.isfinite(value):
        return "–"
    mark_of = "" if not sign or round(value, 6) == 0 else "+" if value > 0 else "\u2212"
    if kind.kind == "ratio":
        return mark_of + say("study.points", compared.language, number=number_text(abs(100 * value), decimals=2))
    if kind.unit.en.startswith("million"):
        return mark_of + amount(abs(value), compared.language)
    return mark_of + number_text(abs(value), decimals=1 if abs(value) < 100 else 0)


def effect_picture(compared: Compared, indicator: str) -> Mark:
    """Draw the effect of each policy on one indicator with its 95 percent interval, the best first."""
    scale = unit_of(compared, indicator)[0]
    rows = [(policy, compared.effect(policy, indicator)) for policy in compared.ranked(indicator)]
    ends = [float(row[name]) / scale for _, row in rows for name in _DRAWN]
    x = Scale(*reach(ends), LEFT, WIDTH - RIGHT)
    height = TOP + ROW * len(rows) + 30
    marks = ticks(x.low, x.high, 5)
    frame = [
        joined(line(x(v), TOP - 18, x(v), height - 30, "axis" if v == 0 else "grid"), words(x(v), height - 12, tick_text(v, marks), "tick", "middle"))
        for v in marks
    ]
    drawn = [
        _effect(compared, indicator, policy, [float(row[name]) / scale for name in _DRAWN], float(row.effect), x, TOP + 8 + ROW * i)
        for i, (policy, row) in enumerate(rows)
    ]
    return drawing(
        WIDTH,
        height,
        _effect_key(compared),
        words(LEFT, TOP - 26, say("study.effect_unit", compared.language, unit=unit_of(compared, indicator)[1]), "unit"),
        *frame,
        *drawn,
        alt=say("study.effects_alt", compared.language),
    )


def _effect(compared: Compared, indicator: str, policy: str, values: list[float], raw: float, x: Scale, y: float) -> Mark:
    effect, low, high, pairs_low, pairs_high = values
    colour = COLOURS[compared.data.policies.index(policy) % len(COLOURS)]
    spread = whisker = None
    if math.isfinite(pairs_low):
        spread = box(x(pairs_low), y - 8, x(pairs_high) - x(pairs_low), 16, rx=3, style=f"fill:var(--{colour});fill-opacity:.2")
    if math.isfinite(low):
        whisker = mark(
            "path",
            d=f"M{x(low):.1f} {y}H{x(high):.1f}M{x(low):.1f} {y - 5}v10M{x(high):.1f} {y - 5}v10",
            class_="stroke",
            style=f"stroke:var(--{colour})",
        )
    lines = two_lines(compared.title(policy), LEFT - 20)
    names = [words(LEFT - 12, y + 4 + 15 * (i - (len(lines) - 1) / 2), text, "label", "end") for i, text in enumerate(lines)]
    dot = mark("circle", cx=x(effect), cy=y, r=5.5, style=f"fill:var(--{colour})", data_tip=compared.title(policy))
    return joined(*names, spread, whisker, dot, words(WIDTH - RIGHT + 12, y + 4, effect_text(raw, indicator, compared), "value"))


def _effect_key(compared: Compared) -> Mark:
    """Tell what the dot, the bar and the band are."""
    mean, pairs = (say(f"study.key.{part}", compared.language) for part in ("mean", "pairs"))
    second = LEFT + 48 + text_width(mean)
    return joined(
        mark("path", d=f"M{LEFT} 12h26m-26 -4v8m26 -8v8", class_="stroke", style="stroke:var(--soft);stroke-width:1.6"),
        mark("circle", cx=LEFT + 13, cy=12, r=4, style="fill:var(--soft)"),
        words(LEFT + 33, 16, mean, "legend"),
        box(second, 5, 26, 14, rx=3, style="fill:var(--soft);fill-opacity:.3"),
        words(second + 33, 16, pairs, "legend"),
    )


def unit_of(compared: Compared, indicator: str) -> tuple[float, str]:
    """Return by how much values are divided on an axis, and the unit that makes."""
    kind, language = indicators()[indicator], compared.language
    if kind.kind == "ratio":
        return 0.01, say("study.percentage_points", language)
    if kind.unit.en.startswith("million"):
        return (100.0, say("unit.axis_yi", language)) if language == "zh" else (1.0, say("unit.axis_million", language))
    return 1.0, kind.unit.in_language(language)


def course_picture(
    compared: Compared, indicator: str, months: list[int], courses: dict[str, np.ndarray], *, alt: str, banded: tuple[str, ...] | None = None
) -> Mark:
    """Draw mean and middle eight tenths of the runs over time; ``banded`` names those that show a band, all if it is left out."""
    scale, unit = unit_of(compared, indicator)
    series = []
    for key, (mean, low, high) in courses.items():
        policy = key != compared.data.baseline
        colour = COLOURS[compared.data.policies.index(key) % len(COLOURS)] if policy else "grey"
        title = clipped(compared.title(key), 220)
        bounds = (list(low / scale), list(high / scale)) if banded is None or key in banded else (None, None)
        series.append(Line(title, colour, mean / scale, None if policy else "5 4", *bounds))
    first = next((i for i, _ in enumerate(months) if any(math.isfinite(one.values[i]) for one in series)), 0)
    cut = [one._replace(values=one.values[first:], low=one.low and one.low[first:], high=one.high and one.high[first:]) for one in series]
    return line_chart(months[first:], cut, unit=unit, alt=say(alt, compared.language), zero=False)


class Dot(NamedTuple):
    """A point of a picture of cost and effect: name (empty for none), what a pointer reads, cost in million CNY, effect, colour."""

    name: str
    tip: str
    cost: float
    effect: float
    colour: str


def trade_picture(points: list[Dot], compared_unit: tuple[float, str], x_title: str, alt: str) -> Mark:
    """Draw cost against effect."""
    width, height, left, bottom = 520.0, 290.0, 62.0, 250.0
    scale, unit = compared_unit
    low, high = reach([p.cost for p in points])
    x = Scale(low - 0.03 * (high - low), high, left, width - 30)
    y = Scale(*reach([p.effect / scale for p in points]), bottom, 40.0)
    marks_x, marks_y = ticks(x.low, x.high, 5), ticks(y.low, y.high, 5)
    frame = [
        joined(line(left, y(v), width - 14, y(v), "axis" if v == 0 else "grid"), words(left - 7, y(v) + 4, tick_text(v, marks_y), "tick", "end"))
        for v in marks_y
    ]
    frame += [words(x(v), bottom + 18, tick_text(v, marks_x), "tick", "middle") for v in marks_x]
    dots = [
        mark("circle", cx=x(p.cost), cy=y(p.effect / scale), r=6, style=f"fill:var(--{p.colour});fill-opacity:.85", data_tip=p.tip) for p in points
    ]
    names = [_dot_name(p, x(p.cost), y(p.effect / scale), width) for p in points if p.name]
    heads = joined(words(left, 20, unit, "unit"), words(width - 14, bottom + 36, x_title, "unit", "end"))
    return drawing(width, height, heads, *frame, *dots, *names, alt=alt)


def _dot_name(dot: Dot, x: float, y: float, width: float) -> Mark:
    """Write the name of a dot on the side where there is room."""
    name = clipped(dot.name, 240)
    right = x + 12 + text_width(name) < width - 8
    return words(x + 10 if right else x - 10, y - 8, name, "dot-name", "start" if right else "end")


def benefit_text(share: float) -> str:
    """Write the share of pairs in which a policy is better."""
    return per_cent_text(share, decimals=0) if math.isfinite(share) else "–"
