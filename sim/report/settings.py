"""Terms and settings as scenario files write them, for readers."""

import re

from sim.scenario.amounts import money
from sim.texts.bilingual import Language
from sim.texts.numbers import money_text, number_text


def setting_text(written: object, language: Language) -> str:
    """Write amounts of money in words of the language and round long numbers; everything else stays as it is.

    >>> setting_text("20亿, 10亿", "en"), setting_text("0.95789", "en"), setting_text("3%", "en")
    ('2 billion CNY, 1 billion CNY', '0.958', '3%')
    """
    return ", ".join(_one(part, language) for part in str(written).split(", "))


def _one(written: str, language: Language) -> str:
    try:
        return money_text(money(written), language)
    except ValueError:
        return number_text(float(written), decimals=3) if re.fullmatch(r"\d*\.\d+", written) else written
