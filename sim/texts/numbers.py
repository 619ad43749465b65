"""Numbers and amounts as they are printed for readers: rounded, with thousands separators and units."""

from sim.calendar import month_of_year, month_text, year_of
from sim.texts.bilingual import Language
from sim.texts.catalogue import text

_FEN_PER_YUAN = 100
_UNITS: dict[Language, tuple[tuple[int, str], ...]] = {
    "zh": ((10**8, "yi_yuan"), (10**4, "wan_yuan"), (1, "yuan")),
    "en": ((10**9, "billion_cny"), (10**6, "million_cny"), (1, "cny")),
}


def money_text(fen: float, language: Language, *, decimals: int = 2) -> str:
    """Write an amount of fen for readers, rounded to ``decimals`` of the unit chosen by its size.

    >>> money_text(32_000_000_000, "zh"), money_text(1_250_000_000, "en")
    ('3.2亿元', '12.5 million CNY')
    """
    yuan = fen / _FEN_PER_YUAN
    for size, unit in _UNITS[language]:
        if round(abs(yuan) / size, decimals) >= 1 or size == 1:
            number = number_text(yuan / size, decimals=decimals)
            return text(f"word.amount.{unit}", language, number=number)
    raise AssertionError("the smallest unit takes every amount")


def number_text(value: float, *, decimals: int = 2) -> str:
    """Write a number with thousands separators and without idle zeros.

    >>> number_text(12345.5), number_text(3.0)
    ('12,345.5', '3')
    """
    written = f"{value:,.{decimals}f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written == "-0" else written


def per_cent_text(share: float, *, decimals: int = 1) -> str:
    """Write a share as per cent.

    >>> per_cent_text(0.125)
    '12.5%'
    """
    return number_text(100 * share, decimals=decimals) + "%"


def month_words(month: int, language: Language) -> str:
    """Write a month index for readers: ``2026-01`` or ``2026年1月``."""
    if language == "zh":
        return text("word.year_month", language, year=year_of(month), month=month_of_year(month))
    return month_text(month)
