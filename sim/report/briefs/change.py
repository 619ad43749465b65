"""A change of one indicator in plain words with units; never more or less unless the range leaves out zero."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.indicators.registry import indicators
from sim.report.measure import Measure, measure_of, with_unit, written
from sim.report.words import report_text
from sim.texts.bilingual import Language
from sim.texts.numbers import money_text

_FEN_PER_MILLION = 10**8


class Change(NamedTuple):
    """What a policy changes in an indicator: estimate and range, in the units in which runs are stored."""

    indicator: str
    effect: float
    low: float
    high: float

    @classmethod
    def of(cls, indicator: str, row: Mapping[str, Any]) -> "Change":
        """Read the columns effect, low and high of a row."""
        return cls(indicator, float(row["effect"]), float(row["low"]), float(row["high"]))

    @property
    def clear(self) -> bool:
        """Whether the range leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def gain(self) -> bool:
        """Whether it is clearly for the better."""
        return self.clear and self.better > 0

    @property
    def better(self) -> float:
        """Size of the change in the better direction."""
        return self.effect * (indicators()[self.indicator].better or 1)

    def in_words(self, language: Language) -> str:
        """Say what is changed by how much, as the rest of a sentence that began with the policy.

        Examples:
            >>> Change("converted_results", 120.0, 80.0, 160.0).in_words("en")
            'raises “Converted results” by 120 (range 80 to 160)'
        """
        measure = self._measure(language)
        ends = sorted((abs(self.low), abs(self.high))) if self.clear else [self.low, self.high]
        write = measure.level if self.clear else measure.change
        values = {
            "noun": noun(self.indicator, language), "amount": measure.amount(self.effect), "change": _with_unit(measure, self.effect),
            "low": write(ends[0]) if math.isfinite(ends[0]) else "", "high": with_unit(write(ends[1]), measure.unit_of_change),
        }  # fmt: skip
        return report_text(f"brief.change.{self._wording()}", language, **values)

    def estimate(self, language: Language) -> str:
        """Write the estimate with sign and unit."""
        return _with_unit(self._measure(language), self.effect)

    def _measure(self, language: Language) -> Measure:
        largest = max((abs(one) for one in (self.effect, self.low, self.high) if math.isfinite(one)), default=0.0)
        measure = measure_of(indicators()[self.indicator], largest, language).finer(self.low, self.high)
        return measure if language == "zh" or measure.unit else measure._replace(unit_of_change="")

    def _wording(self) -> str:
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            return "no_range"
        if not self.clear:
            return "unclear"
        return "up" if self.low > 0 else "down"


def _with_unit(measure: Measure, value: float) -> str:
    return with_unit(measure.change(value), measure.unit_of_change)


def level(indicator: str, value: float, language: Language) -> str:
    """Write a level of an indicator with its unit.

    >>> level("registered_turnover", 66000.0, "en"), level("high_tech", 9000.4, "zh")
    ('66 billion CNY', '9,000家')
    """
    if indicators()[indicator].unit.en == "million CNY":
        return money(value, language)
    measure = measure_of(indicators()[indicator], value, language)
    return with_unit(measure.level(value), measure.unit)


def noun(indicator: str, language: Language) -> str:
    """Name of an indicator."""
    return str(indicators()[indicator].title.in_language(language))


def money(million: float, language: Language) -> str:
    """Write an amount stored in million CNY as officials do: three digits, in the unit of its size.

    >>> money(1250.0, "en"), money(1250.0, "zh"), money(10.6976, "zh")
    ('1.25 billion CNY', '12.5亿元', '1,070万元')
    """
    if not million:
        return money_text(0, language)
    digits = 2 - math.floor(math.log10(abs(million)))
    rounded = round(abs(million), digits)
    return money_text(rounded * _FEN_PER_MILLION, language)


def in_hundred(share: float, language: Language) -> str:
    """Write a chance as officials say it: in per cent, and never as certain.

    >>> in_hundred(0.31, "en"), in_hundred(1.0, "en")
    ('about 31 in 100', 'more than 99 in 100')
    """
    if share > 0.99 or share < 0.01:
        return report_text(f"brief.chance.{'high' if share > 0.5 else 'low'}", language)
    return report_text("brief.chance.about", language, share=written(100 * share))
