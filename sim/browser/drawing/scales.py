"""Scales: where a value stands on paper, and at which round numbers an axis is marked."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from sim.texts.numbers import number_text


class Scale(NamedTuple):
    """A straight line from values to places on paper."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        span = self.high - self.low or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return round numbers within a range, about as many as asked for.

    >>> ticks(0, 97)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    """
    if not math.isfinite(low) or not math.isfinite(high) or high <= low:
        return [low]
    raw = (high - low) / max(1, about)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 12) + 0.0 for i in range(first, math.floor(high / step + 1e-9) + 1)]


def reach(values: Sequence[float], *, zero: bool = True) -> tuple[float, float]:
    """Return a range that holds all values with a little air, from zero if asked for."""
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    if zero:
        low, high = min(0.0, low), max(0.0, high)
    air = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return (low if zero and low == 0 else low - air), (high if zero and high == 0 else high + air)


def tick_text(value: float, marks: Sequence[float]) -> str:
    """Write a mark of an axis with as many decimals as the marks need."""
    step = min((abs(b - a) for a, b in zip(marks, marks[1:], strict=False)), default=1.0) or 1.0
    decimals = max(0, min(6, math.ceil(-math.log10(step) - 1e-9))) if step < 1 else (1 if step % 1 else 0)
    return number_text(value, decimals=decimals).replace("-", "\u2212")
