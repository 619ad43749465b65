"""Pictures of a sweep: response to one factor, surface over two, influence, cost against effect."""

import math

import pandas as pd

from sim.browser.drawing.bars import Bar, Part, bar_chart, clipped
from sim.browser.drawing.lines import text_width
from sim.browser.drawing.marks import Mark, box, drawing, joined, line, mark, words
from sim.browser.drawing.scales import Scale, reach, tick_text, ticks
from sim.browser.studies.effect_picture import COLOURS, Dot, trade_picture
from sim.browser.studies.swept import Swept
from sim.browser.words import amount, say
from sim.indicators.registry import indicators
from sim.texts.numbers import number_text

WIDTH, HEIGHT = 520.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 16.0, 40.0, 52.0


def axis_unit(swept: Swept, indicator: str) -> tuple[float, str]:
    """Return divisor and unit of an indicator on axes."""
    kind, language = indicators()[indicator], swept.language
    if kind.kind == "ratio":
        return 0.01, say("study.percentage_points", language)
    if kind.unit.en.startswith("million"):
        return (100.0, say("unit.axis_yi", language)) if language == "zh" else (1.0, say("unit.axis_million", language))
    return 1.0, kind.unit.in_language(language)


def factor_scale(swept: Swept, factor: str) -> tuple[float, str]:
    """Return by how much a factor is divided on an axis, and its title with unit."""
    title = clipped(swept.title(factor), 380)
    if swept.is_money(factor):
        return (
            (0.01, f"{title} ({say('unit.axis_wan', swept.language)})")
            if swept.language == "zh"
            else (1.0, f"{title} ({say('unit.axis_million', swept.language)})")
        )
    return (0.01, f"{title} (%)") if swept.is_share(factor) else (1.0, title)


def response_picture(swept: Swept, factor: str, indicator: str) -> Mark:
    """Draw the effect at each value of a factor with its interval; in a grid over two factors a line for each value of the other."""
    scale, unit = axis_unit(swept, indicator)
    by, title = factor_scale(swept, factor)
    rows = swept.effects(indicator) / (scale, scale, scale, 1.0)
    values = (swept.numbers[factor].reindex(rows.index) / by).dropna()
    rows = rows.loc[values.index]
    x = Scale(*_air(values.tolist()), LEFT, WIDTH - RIGHT)
    y = Scale(*reach([*rows.effect, *rows.low, *rows.high]), HEIGHT - BOTTOM, TOP)
    ordered = rows.assign(at=values).sort_values("at", kind="stable")
    drawn: list[Mark] = []
    other, curves = _curves(swept, factor, ordered.index)
    for place, (_, points) in enumerate(curves):
        shift = 5.0 * (place - (len(curves) - 1) / 2)
        drawn.append(_curve(ordered.loc[points], x, y, COLOURS[place], shift, title, unit, joined_up=len(curves) > 1 or values.is_unique))
    key = _curve_key(other, [value for value, _ in curves]) if len(curves) > 1 else None
    return drawing(WIDTH, HEIGHT, _frame(x, y, title, unit), *drawn, key, alt=say("study.response_alt", swept.language))


def _curves(swept: Swept, factor: str, points: pd.Index) -> tuple[str, list[tuple[str, pd.Index]]]:
    """Divide the points by the value of the other factor where there is one with few values; else all are one curve.

    Returns the other factor's title, and each of its values with its points.
    """
    others = [key for key in swept.factors if key != factor]
    if len(others) != 1 or swept.numbers[others[0]].reindex(points).nunique() > len(COLOURS):
        return "", [("", points)]
    by, title = factor_scale(swept, others[0])
    values = swept.numbers[others[0]].reindex(points)
    return title, [(number_text(value / by, decimals=4), points[values == value]) for value in sorted(values.dropna().unique())]


def _curve(rows: pd.DataFrame, x: Scale, y: Scale, colour: str, shift: float, title: str, unit: str, *, joined_up: bool) -> Mark:
    """Draw the dots of one curve with their intervals, shifted sideways so that curves do not hide one another."""
    dots, places = [], []
    for at, effect, low, high in rows[["at", "effect", "low", "high"]].to_numpy(dtype=float).tolist():
        place = x(at) + shift
        places.append(f"{place:.1f} {y(effect):.1f}")
        if math.isfinite(low):
            dots.append(line(place, y(low), place, y(high), "stroke", style=f"stroke:var(--{colour});stroke-width:1.6;opacity:.55"))
        tip = f"{title}: {number_text(at, decimals=4)}\n{number_text(effect, decimals=3)} {unit}"
        dots.append(mark("circle", cx=place, cy=y(effect), r=4.5, style=f"fill:var(--{colour})", data_tip=tip))
    path = mark("path", d="M" + "L".join(places), class_="stroke", style=f"stroke:var(--{colour})") if joined_up and len(places) > 1 else None
    return joined(path, *dots)


def _curve_key(title: str, values: list[str]) -> Mark:
    """Tell what the curves are: the other factor once, then its values."""
    shown = clipped(title, 250)
    found, place = [words(LEFT, 12, shown, "legend")], LEFT + text_width(shown) + 18
    for colour, value in zip(COLOURS, values, strict=False):
        found.append(mark("circle", cx=place, cy=8, r=4.5, style=f"fill:var(--{colour})"))
        found.append(words(place + 9, 12, value, "legend"))
        place += 24 + text_width(value)
    return joined(*found)


def _air(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    air = (high - low) * 0.04 or abs(high) * 0.1 or 1.0
    return low - air, high + air


def _frame(x: Scale, y: Scale, title: str, unit: str) -> Mark:
    marks_x, marks_y = ticks(x.low, x.high, 6), ticks(y.low, y.high, 5)
    rows = [
        joined(line(LEFT, y(v), WIDTH - RIGHT, y(v), "axis" if v == 0 else "grid"), words(LEFT - 7, y(v) + 4, tick_text(v, marks_y), "tick", "end"))
        for v in marks_y
    ]
    columns = [
        joined(
            line(x(v), HEIGHT - BOTTOM, x(v), HEIGHT - BOTTOM + 5, "axis"), words(x(v), HEIGHT - BOTTOM + 19, tick_text(v, marks_x), "tick", "middle")
        )
        for v in marks_x
    ]
    return joined(words(LEFT, TOP - 10, unit, "unit"), *rows, *columns, words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, title, "unit", "middle"))


def surface_picture(swept: Swept, first: str, second: str, indicator: str) -> Mark:
    """Draw the effect over two factors: a field for each pair of values, the shade and the number tell the effect."""
    scale, unit = axis_unit(swept, indicator)
    (by_x, title_x), (by_y, title_y) = factor_scale(swept, first), factor_scale(swept, second)
    effects = swept.effects(indicator)["effect"] / scale
    xs, ys = (sorted(set((swept.numbers[key].dropna() / by).round(9))) for key, by in ((first, by_x), (second, by_y)))
    cell_x, cell_y = (WIDTH - LEFT - RIGHT) / max(1, len(xs)), (HEIGHT - TOP - BOTTOM) / max(1, len(ys))
    most = max(1e-12, float(effects.abs().max()))
    fields = []
    places = {key: dict(swept.numbers[key].items()) for key in (first, second)}
    for point, effect in effects.items():
        a, b = round(float(places[first][point]) / by_x, 9), round(float(places[second][point]) / by_y, 9)
        if a in xs and b in ys:
            place_x, place_y = LEFT + cell_x * xs.index(a), HEIGHT - BOTTOM - cell_y * (ys.index(b) + 1)
            colour = "c1" if effect >= 0 else "c2"
            shade = 0.08 + 0.6 * abs(float(effect)) / most
            tip = f"{title_x}: {number_text(a, decimals=4)}\n{title_y}: {number_text(b, decimals=4)}\n{number_text(float(effect), decimals=3)} {unit}"
            fields.append(
                box(place_x + 1, place_y + 1, cell_x - 2, cell_y - 2, style=f"fill:var(--{colour});fill-opacity:{shade:.3f}", data_tip=tip, rx=2)
            )
            if len(xs) <= 9:
                shown = number_text(float(effect), decimals=2 if most < 10 else 0).replace("-", "\u2212")
                fields.append(words(place_x + cell_x / 2, place_y + cell_y / 2 + 4, shown, "value", "middle", pointer_events="none"))
    names = [
        words(LEFT + cell_x * (i + 0.5), HEIGHT - BOTTOM + 18, number_text(v, decimals=3), "tick", "middle")
        for i, v in enumerate(xs)
        if len(xs) <= 9 or i % 3 == 0
    ]
    names += [words(LEFT - 7, HEIGHT - BOTTOM - cell_y * (i + 0.5) + 4, number_text(v, decimals=3), "tick", "end") for i, v in enumerate(ys)]
    heads = joined(
        words(6, 14, clipped(title_y, 400), "unit"), words(6, 30, unit, "unit"), words((LEFT + WIDTH) / 2, HEIGHT - 8, title_x, "unit", "middle")
    )
    return drawing(WIDTH, HEIGHT, heads, *fields, *names, alt=say("study.surface_alt", swept.language))


def influence_picture(swept: Swept, indicator: str) -> Mark:
    """Draw rank correlations as bars; the colour tells the sign."""
    bars = []
    for key, value in swept.influence(indicator)[:8]:
        shown = number_text(value, decimals=2).replace("-", "\u2212")
        bars.append(Bar(swept.title(key), [Part(abs(value), "c1" if value >= 0 else "c2", f"{swept.title(key)}: {shown}")], shown))
    key_of = ((say("study.more", swept.language), "c1"), (say("study.less", swept.language), "c2"))
    return bar_chart(bars, alt=say("study.influence_alt", swept.language), key=key_of, rows=3)


def sweep_trade_picture(swept: Swept, indicator: str) -> Mark:
    """Draw public cost against effect, a dot for each point."""
    rows = swept.effects(indicator)
    by = 100.0 if swept.language == "zh" else 1.0
    points = [Dot("", amount(float(r.public_cost), swept.language), float(r.public_cost) / by, float(r.effect), "c1") for _, r in rows.iterrows()]
    return trade_picture(points, axis_unit(swept, indicator), say("study.cost_axis", swept.language), say("study.trade", swept.language))
