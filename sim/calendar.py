"""Months as integers.

Month 0 is January 2020, the start of the hindcast; firms founded earlier have negative birth months.
"""

import re

EPOCH_YEAR = 2020
MONTHS_PER_YEAR = 12
_MONTH_TEXT = re.compile(r"^(\d{4})-(\d{1,2})$")


def month_index(year: int, month: int = 1) -> int:
    """Return the index of a calendar month.

    >>> month_index(2023, 1)
    36
    """
    if not 1 <= month <= MONTHS_PER_YEAR:
        raise ValueError(f"month must lie in 1..12, not {month}")
    return (year - EPOCH_YEAR) * MONTHS_PER_YEAR + month - 1


def parse_month(text: str) -> int:
    """Return the index of a month written ``YYYY-MM``.

    >>> parse_month("2026-01")
    72
    """
    found = _MONTH_TEXT.match(text.strip())
    if found is None:
        raise ValueError(f"a month is written YYYY-MM, such as 2026-01; found {text!r}")
    return month_index(int(found[1]), int(found[2]))


def month_text(index: int) -> str:
    """Return ``YYYY-MM`` of a month index.

    >>> month_text(72)
    '2026-01'
    """
    return f"{year_of(index):04d}-{month_of_year(index):02d}"


def year_of(index: int) -> int:
    """Calendar year of a month index."""
    return EPOCH_YEAR + index // MONTHS_PER_YEAR


def month_of_year(index: int) -> int:
    """Month of the year, 1 to 12."""
    return index % MONTHS_PER_YEAR + 1
