"""The page of indicators."""

from sim.indicators.registry import indicators
from sim.reference.markdown import heading, table, text
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_INTRODUCTION = B(
    "A flow is summed over months, a stock is read at the end, a ratio is the quotient of two flows. All are recorded each month for the "
    "eight members and the circle.",
    "流量按月累加，存量取期末值，比率为两个流量之商。各指标逐月记录八个成员与全圈的数值。",
)
_HEADINGS = {"en": ("key", "title", "unit", "kind", "better"), "zh": ("键", "名称", "单位", "类型", "方向")}
_BETTER = {1: B("more", "越多越好"), -1: B("less", "越少越好"), 0: B("neither", "中性")}


def page(language: Language) -> str:
    """Return the page."""
    rows = (
        (f"`{i.key}`", i.title.in_language(language), i.unit.in_language(language), i.kind, _BETTER[i.better].in_language(language))
        for i in indicators().values()
    )
    return text([*heading(B("Indicators", "指标"), _INTRODUCTION, language), *table(_HEADINGS[language], rows)])
