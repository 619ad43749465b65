"""Firms by ladder: one row per rung with its course, the present number and the change since the start."""

import numpy as np

from sim.browser.drawing.marks import Mark, drawing, joined, line, mark, words
from sim.browser.live.view import View
from sim.browser.words import count, say, signed
from sim.indicators.registry import indicators
from sim.texts.bilingual import Language

TRACKS = {
    "qualification": ("tech_sme", "high_tech", "leading"),
    "growth": ("young_eagle", "gazelle", "potential_unicorn", "unicorn"),
    "specialised": ("innovative_sme", "srdi", "little_giant"),
}
COLOURS = {"qualification": "rank-high_tech", "growth": "rank-growth", "specialised": "rank-specialised"}
WIDTH, ROW, HEAD = 520.0, 22.0, 21.0
_NAME, _CURVE, _NOW, _CHANGE = 14.0, 196.0, 436.0, 512.0


def ladder_picture(view: View, language: Language) -> Mark:
    """Draw the three tracks; curves share the months, each has its own height."""
    y, parts = 14.0, [_headings(language)]
    for track, keys in TRACKS.items():
        y += HEAD
        parts.append(words(0, y, say(f"live.track.{track}", language), "unit"))
        for key in keys:
            y += ROW
            parts.append(_rung(view, key, COLOURS[track], y, language))
        y += 4
    return drawing(WIDTH, y + 12, *parts, alt=say("live.ladders_alt", language))


def _headings(language: Language) -> Mark:
    return joined(
        words(_NOW, 14, say("live.firms_now", language), "unit", "end"), words(_CHANGE, 14, say("live.since_start", language), "unit", "end")
    )


def _rung(view: View, key: str, colour: str, y: float, language: Language) -> Mark:
    values = view.series(key)
    change = float(values[-1] - values[0]) if values.size else 0.0
    return joined(
        words(_NAME, y, indicators()[key].title.in_language(language)),
        line(_CURVE, y + 3, _NOW - 66, y + 3, "grid"),
        _curve(view, values, colour, y),
        words(_NOW, y, count(view.last(key)) if values.size else "–", "value", "end"),
        words(_CHANGE, y, signed(change) if values.size > 1 else "", "tick", "end"),
    )


def _curve(view: View, values: np.ndarray, colour: str, y: float) -> Mark | None:
    if values.size < 2:
        return None
    low, high = float(values.min()), float(values.max())
    span = high - low or 1.0
    months = max(2, view.end - view.months[0])
    width = _NOW - 66 - _CURVE
    points = [f"{_CURVE + width * i / months:.1f} {y + 1 - 13 * (float(v) - low) / span:.1f}" for i, v in enumerate(values)]
    return mark("path", d="M" + "L".join(points), class_="stroke", style=f"stroke:var(--{colour});stroke-width:1.8")
