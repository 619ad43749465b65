"""Titles of targets for readers: what was counted, where and when."""

from sim.calibration.targets import Target
from sim.indicators.registry import indicators
from sim.report.names import region_name
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_BESIDE_INDICATORS = {
    "growth_track": B("Firms on the growth track", "成长型梯度企业"),
    "high_tech_revenue": B("Mean revenue of a high-tech firm", "高企户均营业收入"),
}


def target_title(target: Target, language: Language) -> str:
    """Write a target's indicator, region and period."""
    title = _BESIDE_INDICATORS.get(target.indicator) or indicators()[target.indicator].title
    return f"{title.in_language(language)}, {region_name(target.region, language)}, {target.period}"
