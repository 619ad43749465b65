"""Money as exact integers of fen (0.01 CNY), and how people write it.

A bare number is refused, in files and from Python alike, because nobody can tell whether 5000 means yuan,
万元 or fen. Python code that already holds fen says so by wrapping the number: ``Fen(500_000)``.
"""

import operator
import re
import unicodedata
from decimal import Decimal, Inexact, localcontext
from typing import Self, SupportsIndex

from pydantic_core import PydanticCustomError

LARGEST_MONEY_TEXT = "100000亿"
LARGEST_MONEY = 10**15
"""Upper bound of an amount: 100,000 亿元 in fen."""
LONGEST_TEXT = 60

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_SIGNED = rf"(?P<sign>[+-]?)\s*(?P<number>{DIGITS})\s*"
_CHINESE = re.compile(_SIGNED + r"(?P<unit>万亿|亿|千万|百万|万|千|)\s*元?(?:人民币)?")
_ENGLISH = re.compile(_SIGNED + r"(?P<unit>trillion|billion|million|thousand|)\s*(?:cny|rmb|yuan)", re.I)
_BARE = re.compile(rf"[+-]?(?:{DIGITS})(?:e[+-]?\d+)?", re.I)
_YUAN_OF = {
    "": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_WRITTEN_UNITS = (("亿", 10), ("万", 6), ("元", 2))
_MOST_DECIMALS_WRITTEN = 4


class Fen(int):
    """A whole number of fen (0.01 CNY) held by Python code.

    >>> Fen(12_345)
    12345
    """

    def __new__(cls, value: SupportsIndex) -> Self:
        """Take a whole number; a float would hide how it was rounded."""
        return super().__new__(cls, operator.index(value))


def money(text: object) -> Fen:
    """Return the amount that a text names, exactly; ``Fen`` is given back as it is.

    >>> money("3.5亿元")
    35000000000
    >>> money("30 million CNY") == money("3000万")
    True

    Raises:
        PydanticCustomError: a ``ValueError`` for a missing unit, an unknown form, an amount finer than
            one fen, negative or above 100,000 亿元.
    """
    if isinstance(text, Fen):
        return _within(int(text))
    if _is_bare_number(text):
        raise PydanticCustomError("money_unit_missing", "the unit is missing: write 1000万 or 10 million CNY")
    plain = clean(text) if isinstance(text, str) else ""
    found = _CHINESE.fullmatch(plain) or _ENGLISH.fullmatch(plain)
    if found is None or len(plain) > LONGEST_TEXT:
        raise PydanticCustomError("money_form", "an amount is written 50亿, 1000万 or 10 million CNY")
    number = found["sign"] + found["number"].replace(",", "")
    return _within(_exact_fen(number, _YUAN_OF[found["unit"].lower()]))


def money_words(fen: int) -> str:
    """Write an amount in its shortest exact form, readable by :func:`money`.

    >>> money_words(500_000_000_000), money_words(1_234_50), money_words(0)
    ('50亿', '1234.5元', '0元')
    """
    for unit, zeros in _WRITTEN_UNITS:
        digits = plain_digits(Decimal(fen).scaleb(-zeros))
        if fen >= 10**zeros and len(digits.partition(".")[2]) <= _MOST_DECIMALS_WRITTEN:
            return digits + unit
    return plain_digits(Decimal(fen).scaleb(-2)) + "元"


def clean(text: str) -> str:
    """Return a text with full-width forms made plain (``５０％`` is ``50%``), cut where far too long."""
    return unicodedata.normalize("NFKC", text[: 2 * LONGEST_TEXT]).strip()


def plain_digits(number: Decimal) -> str:
    """Write a decimal number without exponent and without idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_bare_number(value: object) -> bool:
    if isinstance(value, str):
        return _BARE.fullmatch(clean(value)) is not None
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _exact_fen(number: str, yuan: int) -> int:
    with localcontext(prec=4 * LONGEST_TEXT) as context:
        context.traps[Inexact] = True
        fen = Decimal(number) * yuan * 100
        if fen != fen.to_integral_value():
            raise PydanticCustomError("money_too_fine", "amounts are whole fen: nothing finer than 0.01 CNY")
    return int(fen)


def _within(fen: int) -> Fen:
    if not 0 <= fen <= LARGEST_MONEY:
        limits = {"largest": LARGEST_MONEY_TEXT}
        raise PydanticCustomError("money_range", "an amount lies between 0元 and {largest}", limits)
    return Fen(fen)
