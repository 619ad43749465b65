"""The types in which terms and scenarios state amounts: ``Money``, ``Share``, ``Ratio`` and ``Month``.

They read what people write (``50亿``, ``30%``, ``150%``, ``2026-01``) and, in JSON mode, write it again.
Money is held as :class:`Fen` (whole fen); Python code gives a text or ``Fen(...)``, never a bare number,
and ``model_dump()`` gives ``Fen`` back, so terms can be taken apart and validated again::

    class FundTerms(Terms):
        size: Money = money("50亿")
        direct_share: Annotated[Share, Field(le=0.3)] = 0.3
"""

import datetime
import math
import operator
import re
from decimal import Decimal
from typing import Annotated, Any, SupportsIndex

from pydantic import PlainSerializer, PlainValidator, SerializationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from sim.calendar import month_text, parse_month
from sim.scenario.money import DIGITS, LONGEST_TEXT, Fen, clean, money, money_words, plain_digits

__all__ = ["Fen", "Money", "Month", "Ratio", "Share", "money", "money_words", "share_words"]

FIRST_MONTH_TEXT, LAST_MONTH_TEXT = "1949-01", "2149-12"
_NUMBER = re.compile(rf"[+-]?(?:{DIGITS})(?:e[+-]?\d{{1,3}})?", re.IGNORECASE)


def share_words(share: float) -> str:
    """Write a share as per cent; reading it again gives the same number.

    >>> share_words(0.3), share_words(0.125)
    ('30%', '12.5%')
    """
    per_cent = plain_digits(Decimal(repr(float(share))).scaleb(2)) + "%"
    return per_cent if len(per_cent) <= LONGEST_TEXT // 2 else repr(float(share))


def read_number(value: object) -> float:
    """Read a number written plainly or as per cent, or raise for anything else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
    text = clean(value) if isinstance(value, str) else f"{value:.17g}" if is_number else ""
    digits = text.removesuffix("%").rstrip()
    if len(text) <= LONGEST_TEXT and _NUMBER.fullmatch(digits):
        exponent = -2 if text.endswith("%") else 0
        number = float(Decimal(digits.replace(",", "")).scaleb(exponent))
        if math.isfinite(number):
            return number + 0.0  # the sum turns -0.0 into 0.0
    raise PydanticCustomError("share_form", "a number is written such as 30% or 0.3")


def _read_share(value: object) -> float:
    share = read_number(value)
    if not 0 <= share <= 1:
        raise PydanticCustomError("share_range", "a share lies between 0% and 100%: write 30% or 0.3")
    return share


def _read_ratio(value: object) -> float:
    ratio = read_number(value)
    if ratio < 0:
        raise PydanticCustomError("ratio_range", "a ratio is not negative; it may exceed 1")
    return ratio


def _read_month(value: object) -> int:
    try:
        month = _month_of(value)
    except (ValueError, TypeError):
        raise PydanticCustomError("month_form", "a month is written YYYY-MM, such as 2026-01") from None
    if not parse_month(FIRST_MONTH_TEXT) <= month <= parse_month(LAST_MONTH_TEXT):
        limits: dict[str, Any] = {"first": FIRST_MONTH_TEXT, "last": LAST_MONTH_TEXT}
        raise PydanticCustomError("month_range", "a month lies between {first} and {last}", limits)
    return month


def _month_of(value: object) -> int:
    if isinstance(value, datetime.date) and value.day == 1:
        return parse_month(f"{value.year:04d}-{value.month:02d}")
    if isinstance(value, str):
        return parse_month(clean(value))
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise TypeError("not a month")
    return operator.index(value)


def _give_money(fen: int, info: SerializationInfo) -> str | Fen:
    return money_words(fen) if info.mode == "json" else Fen(fen)


def _give_share(share: float, info: SerializationInfo) -> str | float:
    return share_words(share) if info.mode == "json" else share


def _give_month(month: int, info: SerializationInfo) -> str | int:
    return month_text(month) if info.mode == "json" else month


_PER_CENT = {"type": "string", "pattern": r"^\s*[0-9]+(\.[0-9]+)?\s*%\s*$"}
_MONEY_SCHEMA = {
    "type": "string",
    "pattern": r"^\s*[0-9][0-9,]*(\.[0-9]+)?\s*((万亿|亿|千万|百万|万|千)元?|元"
    r"|((trillion|billion|million|thousand)\s+)?(CNY|RMB|yuan))\s*$",
    "description": "Amount of money with its unit: 50亿, 1000万, 30 million CNY.",
    "examples": ["50亿", "1000万", "30 million CNY"],
}
_SHARE_SCHEMA = {
    "anyOf": [_PER_CENT, {"type": "number", "minimum": 0, "maximum": 1}],
    "description": "Share of a whole, from 0% to 100%: 30% or 0.3.",
}
_RATIO_SCHEMA = {
    "anyOf": [_PER_CENT, {"type": "number", "minimum": 0}],
    "description": "Ratio, not negative: 1.5 or 150%.",
}
_MONTH_SCHEMA = {
    "type": "string",
    "pattern": "^[0-9]{4}-(0?[1-9]|1[0-2])$",
    "description": "Month, written YYYY-MM.",
    "examples": ["2026-01"],
}

type Money = Annotated[int, PlainValidator(money), PlainSerializer(_give_money, return_type=Any), WithJsonSchema(_MONEY_SCHEMA)]
"""Amount in fen, not negative; written ``50亿``, ``1000万``, ``500元``, ``30 million CNY``."""

type Share = Annotated[float, PlainValidator(_read_share), PlainSerializer(_give_share), WithJsonSchema(_SHARE_SCHEMA)]
"""Number from 0 to 1; written ``30%`` or ``0.3``."""

type Ratio = Annotated[float, PlainValidator(_read_ratio), WithJsonSchema(_RATIO_SCHEMA)]
"""Number that is not negative and may exceed 1; written ``1.5`` or ``150%``."""

type Month = Annotated[int, PlainValidator(_read_month), PlainSerializer(_give_month), WithJsonSchema(_MONTH_SCHEMA)]
"""Index of a month of :mod:`sim.calendar`; written ``2026-01``. Python may also give the index or a date."""
