"""Numbers as the reports of studies write them."""

import math

from sim.report.content.table import Numbers, number
from sim.report.measure import MISSING, written


def short(value: float, *, signed: bool = False) -> str:
    """Write a number with about three significant digits.

    >>> short(1234.5), short(0.04567), short(-2.0, signed=True)
    ('1,234', '0.0457', '−2.00')
    """
    if not math.isfinite(value):
        return MISSING
    if abs(value) < 1e-9:
        return "0"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return written(value, min(6, decimals), signed=signed)


def percent(share: float) -> str:
    """Write a share as per cent.

    >>> percent(0.256)
    '26%'
    """
    return written(100 * share) + "%" if math.isfinite(share) else MISSING


def between(low: float, high: float, *, signed: bool = False) -> str:
    """Write the two ends of a range."""
    return f"{short(low, signed=signed)} … {short(high, signed=signed)}"


def short_cell(value: float, *, signed: bool = False) -> Numbers:
    """Return a number of about three significant digits for a table."""
    return number(value, short(value, signed=signed))


def percent_cell(share: float) -> Numbers:
    """Return a share for a table, in per cent."""
    return number(100 * share, percent(share))


def between_cell(low: float, high: float, *, signed: bool = False) -> Numbers:
    """Return a range for a table."""
    return Numbers(between(low, high, signed=signed), (low, high))
