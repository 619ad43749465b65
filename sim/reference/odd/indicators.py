"""The indicators with how each is made."""

from sim.indicators.indicator import Indicator
from sim.indicators.registry import indicators
from sim.reference.markdown import table
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_HEADINGS = {"en": ("key", "title", "unit", "how it is made"), "zh": ("键", "名称", "单位", "计算方式")}
_MADE = {
    "flow": B("sum over months", "按月累加"),
    "stock": B("value at the end of the month", "月末值"),
}


def indicator_rows(_about: str, language: Language) -> list[str]:
    """One row for each indicator."""
    rows = ((f"`{one.key}`", one.title.in_language(language), one.unit.in_language(language), _made(one, language)) for one in indicators().values())
    return table(_HEADINGS[language], rows)


def _made(indicator: Indicator, language: Language) -> str:
    if indicator.kind == "ratio":
        return f"`{indicator.numerator}` / `{indicator.denominator}`"
    return _MADE[indicator.kind].in_language(language)
