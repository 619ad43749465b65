"""Numbers and money as a reader expects them."""

import math

from sim.texts.bilingual import Bilingual, Language

WAN_A_MILLION, MILLION_A_YI = 100, 100
MONEY_UNITS = {"million CNY": "元", "million CNY a year": "元/年"}
"""Units of indicators that are money, and what they are called in Chinese beside amounts in 亿元 and 万元."""


def number(value: float) -> str:
    """Write a number with thousands separators and three or four significant digits, a whole one without decimals.

    >>> number(12345.6), number(0.04567), number(8.0)
    ('12,346', '0.0457', '8')
    """
    if math.isnan(value):
        return "-"
    size = abs(value)
    if size >= 100 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.1f}" if size >= 10 else f"{value:.2f}" if size >= 1 else f"{value:.3g}"


def signed(value: float) -> str:
    """Write an effect with its sign."""
    return ("+" if value > 0 else "") + number(value)


def level(value: float, unit: Bilingual, language: Language) -> str:
    """Write a value of an indicator; money in Chinese carries its own unit.

    >>> level(69600, Bilingual("million CNY", "百万元"), "zh"), level(12.5, Bilingual("count", "项"), "zh")
    ('696.0亿元', '12.5')
    """
    return money(value, language) if _counted_in_yi(unit, language) else number(value)


def change(value: float, unit: Bilingual, language: Language) -> str:
    """Write a difference between two values of an indicator, with its sign."""
    return ("+" if value > 0 else "") + level(value, unit, language)


def unit_beside(unit: Bilingual, language: Language) -> str:
    """Return the unit that stands beside levels and changes.

    >>> unit_beside(Bilingual("million CNY a year", "百万元/年"), "zh")
    '元/年'
    """
    return MONEY_UNITS[unit.en] if _counted_in_yi(unit, language) else unit.in_language(language)


def _counted_in_yi(unit: Bilingual, language: Language) -> bool:
    return language == "zh" and unit.en in MONEY_UNITS


def money(million: float, language: Language) -> str:
    """Write million CNY in words of the language.

    >>> money(1500, "zh"), money(0.025, "zh"), money(1500, "en")
    ('15.0亿元', '2.50万元', '1,500 million CNY')
    """
    if math.isnan(million):
        return "-"
    if language == "en":
        return f"{number(million)} million CNY"
    if abs(million) >= MILLION_A_YI:
        return f"{million / MILLION_A_YI:,.1f}亿元"
    if million == 0:
        return "0元"
    wan = million * WAN_A_MILLION
    return f"{wan:,.0f}万元" if abs(wan) >= 10 else f"{number(wan)}万元"
