"""Numbers and money as a reader expects them."""

import math

from sim.texts.bilingual import Language

WAN_A_MILLION, MILLION_A_YI = 100, 100


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


def money(million: float, language: Language) -> str:
    """Write million CNY in words of the language.

    >>> money(1500, "zh"), money(1500, "en")
    ('15.0亿元', '1,500 million CNY')
    """
    if math.isnan(million):
        return "-"
    if language == "en":
        return f"{number(million)} million CNY"
    if abs(million) >= MILLION_A_YI:
        return f"{million / MILLION_A_YI:,.1f}亿元"
    return f"{million * WAN_A_MILLION:,.0f}万元"
