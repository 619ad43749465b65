"""How numbers are written: scale, unit, decimals and separators in each language."""

import math
from typing import NamedTuple

from sim.indicators.indicator import Indicator
from sim.report.content.table import Numbers, number
from sim.report.words import report_text
from sim.texts.bilingual import Language

MILLION_PER_YI = 100
MISSING = "–"
_MONEY_UNITS = ("million CNY", "million CNY a year")


def written(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Write a number with thousands separators, a true minus, and a plus when asked.

    >>> written(-12345.6, 1, signed=True)
    '−12,345.6'
    """
    if not math.isfinite(value):
        return MISSING
    rounded = round(value, decimals) + 0.0
    text = f"{rounded:+,.{decimals}f}" if signed and rounded else f"{rounded:,.{decimals}f}"
    return text.replace("-", "−")


def plain(value: float, *, signed: bool = False) -> str:
    """Write a round number with no more decimals than it has.

    >>> plain(2.50)
    '2.5'
    """
    return written(value, next((d for d in range(4) if abs(value - round(value, d)) < 1e-9), 4), signed=signed)


class Measure(NamedTuple):
    """A unit in which values of one indicator are shown.

    ``size`` is the worth of one shown unit in stored units; differences may carry another unit than levels
    (percentage points against percent).
    """

    unit: str
    unit_of_change: str
    size: float
    decimals: int

    def finer(self, low: float, high: float) -> "Measure":
        """Return the measure with decimals for an interval: two digits of its half width, three of its limits."""
        half, largest = abs(high - low) / 2 / self.size, max(abs(low), abs(high)) / self.size
        if not (math.isfinite(half) and half > 0):
            return self
        needed = min(1 - math.floor(math.log10(half)), 2 - math.floor(math.log10(largest)))
        return self._replace(decimals=min(4, max(0, needed)))

    def level(self, value: float) -> str:
        """Write a level without its unit."""
        return written(value / self.size, self.decimals)

    def change(self, value: float) -> str:
        """Write a difference with its sign, without its unit."""
        return written(value / self.size, self.decimals, signed=True)

    def level_cell(self, value: float) -> Numbers:
        """Return a level for a table."""
        return number(value / self.size, self.level(value))

    def change_cell(self, value: float) -> Numbers:
        """Return a difference for a table."""
        return number(value / self.size, self.change(value))

    def limits_cell(self, low: float, high: float, language: Language, *, signed: bool = True) -> Numbers:
        """Return a range for a table, of differences unless told otherwise; a dash when a limit is missing."""
        ends = (low / self.size, high / self.size)
        if not (math.isfinite(low) and math.isfinite(high)):
            return Numbers(MISSING, (math.nan, math.nan))
        write = self.change if signed else self.level
        return Numbers(report_text("table.interval_text", language, low=write(low), high=write(high)), ends)

    def amount(self, value: float) -> str:
        """Write the size of a difference with its unit."""
        return with_unit(written(abs(value) / self.size, self.decimals), self.unit_of_change)


def with_unit(number: str, unit: str) -> str:
    """Put a unit behind a number: a space before Latin units, none before Chinese ones."""
    if not unit:
        return number
    return number + unit if ord(unit[0]) > 0x2E7F or unit[0] == "%" else f"{number} {unit}"


def money_measure(largest: float, language: Language, *, yearly: bool = False) -> Measure:
    """Unit for amounts of money stored in million CNY, up to the size given."""
    suffix = report_text("unit.a_year", language) if yearly else ""
    if language == "en":
        unit = report_text("unit.million", "en") + suffix
        return Measure(unit, unit, 1, _decimals(largest))
    yi = abs(largest) >= MILLION_PER_YI
    unit = report_text("unit.yi" if yi else "unit.wan", "zh") + suffix
    size = float(MILLION_PER_YI) if yi else 0.01
    return Measure(unit, unit, size, _decimals(largest / size))


def money(value: float, language: Language, *, signed: bool = False) -> str:
    """Write an amount stored in million CNY with its unit.

    >>> money(1250, "zh")
    '12.5亿元'
    """
    if not math.isfinite(value):
        return MISSING
    measure = money_measure(value, language)
    return with_unit(measure.change(value) if signed else measure.level(value), measure.unit)


def round_money(value: float, language: Language) -> str:
    """Write a round amount stored in million CNY without idle zeros.

    >>> round_money(66000, "zh")
    '660亿元'
    """
    measure = money_measure(value, language)
    return with_unit(plain(value / measure.size), measure.unit)


def measure_of(indicator: Indicator, largest: float, language: Language) -> Measure:
    """Unit for one indicator whose shown values reach the size given."""
    if indicator.unit.en in _MONEY_UNITS:
        return money_measure(largest, language, yearly=indicator.unit.en.endswith("a year"))
    if indicator.unit.en == "share":
        return Measure("%", report_text("unit.points", language), 0.01, 1)
    unit = "" if indicator.unit.en in ("count", "index") and language == "en" else indicator.unit.in_language(language)
    if indicator.unit.en == "index":
        return Measure("", "", 1, 3)
    return Measure(unit, unit, 1, 0 if abs(largest) >= 100 else 1)


def _decimals(largest: float) -> int:
    return 0 if abs(largest) >= 1000 else 1 if abs(largest) >= 10 else 2
