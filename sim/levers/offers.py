"""Offers: the standing terms under which a lever pays when an event occurs, in a form that kernels can read.

A lever that subsidises a cost or rewards a success posts an offer at a *payment point* of a process. When the
event occurs the process asks :func:`claim` for each offer at that point; eligibility, ratio, cap and budget are
applied here and nowhere else, and what is paid goes to the payment buffer that the ledger empties.
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from sim.kernels import inlined, inner, kernel, typed_table

MOST_OFFERS = 128
MOST_PAYMENTS = 1 << 15
ALL_CITIES = 0xFF
ALL_REGIONS = 0x3FFF
ALL_FIELDS = 0x1FFF
NO_CAP = 1 << 60
NO_BUDGET = -1
EVENT_BASE = 1_000_000_000
"""Base in fen (10 million CNY) of points where an event has no price: a certificate, a person, a breakthrough."""


class Point(IntEnum):
    """Where in the month an offer pays, and what its ratio is applied to (in fen)."""

    VERIFICATION_COST = 0
    VERIFICATION_PASSED = 1
    PILOT_COST = 2
    PILOT_EQUIPMENT = 3
    DEAL_AGENCY = 4
    DEAL_BUYER = 5
    DEAL_INVENTOR = 6
    JOINT_PROJECT = 7
    TASK_COST = 8
    FIRST_SALE = 9
    DIGITAL_INVESTMENT = 10
    CERTIFICATION = 11
    SERVICE_CONTRACT = 12
    BREAKTHROUGH = 13
    TALENT_ARRIVAL = 14
    GRADUATE = 15
    HIGH_TECH_PROFIT = 16
    FLEXIBLE_POST = 17


class PayeeKind(IntEnum):
    """Who receives a payment."""

    FIRM = 0
    PLATFORM = 1
    TEAM = 2
    AGENCY = 3
    FUND = 4
    PERSON = 5
    CITY = 6
    INVESTOR = 7
    OUTSIDE = 8


@typed_table
class Offers(NamedTuple):
    """Standing offers of this month; row i is offer i, ``rows[0]`` of them are in use."""

    rows: np.ndarray
    point: np.ndarray
    lever: np.ndarray
    ratio: np.ndarray
    cap: np.ndarray
    budget: np.ndarray
    left: np.ndarray
    origins: np.ndarray
    destinations: np.ndarray
    fields: np.ndarray
    small_only: np.ndarray
    trl_low: np.ndarray
    trl_high: np.ndarray
    taken: np.ndarray
    """Scratch of :func:`claimable`."""


class Event(NamedTuple):
    """What happened, for an offer to judge; always of the same types, so that the functions below are compiled once."""

    point: np.int64
    base: np.int64
    """Cost or value that the ratios refer to, in fen."""
    origin: np.int64
    """Region of the event, 0..13."""
    destination: np.int64
    """Region of the event, 0..13; for a local event that of the origin."""
    field: np.int64
    small: bool
    """Whether the beneficiary is a small technology firm (or a team)."""
    trl: float


@typed_table
class Payments(NamedTuple):
    """Buffer of payments made by kernels and not yet posted; ``rows[0]`` of them are in use."""

    rows: np.ndarray
    lever: np.ndarray
    kind: np.ndarray
    payee: np.ndarray
    city: np.ndarray
    amount: np.ndarray


def empty_offers() -> Offers:
    """Return an empty table of offers."""
    n = MOST_OFFERS
    whole = {name: np.zeros(n, dtype=np.int64) for name in Offers._fields if name not in {"rows", "ratio", "trl_low", "trl_high"}}
    return Offers(rows=np.zeros(1, dtype=np.int64), ratio=np.zeros(n), trl_low=np.zeros(n), trl_high=np.zeros(n), **whole)


def empty_payments(room: int = MOST_PAYMENTS) -> Payments:
    """Return an empty buffer for the payments of one process."""
    whole = {name: np.zeros(room, dtype=np.int64) for name in Payments._fields if name != "rows"}
    return Payments(rows=np.zeros(1, dtype=np.int64), **whole)


@inlined
def event(point, base, origin, destination, field, small, trl):
    """An event, from columns of whatever type."""
    return Event(np.int64(point), np.int64(base), np.int64(origin), np.int64(destination), np.int64(field), bool(small), float(trl))


@inlined
def claim(offers, payments, point, base, origin, destination, field, small, trl, kind, payee, city):
    """Pay every offer of one point for one event; return the sum in fen, never more than ``base`` (E-0.8).

    Args:
        point, base, origin, destination, field, small, trl: see :class:`Event`.
        kind, payee, city: who receives it.
    """
    what = event(point, base, origin, destination, field, small, trl)
    return _pay(offers, payments, what, np.int64(kind), np.int64(payee), np.int64(city))


@inlined
def claimable(offers, point, base, origin, destination, field, small, trl):
    """What :func:`claim` would pay now for the same event, in fen; budgets are drawn on and given back."""
    return _payable(offers, event(point, base, origin, destination, field, small, trl))


@inner
def entitled(offers, i, what):
    """Amount in fen that offer ``i`` would pay for an event, before asking whether its budget still holds it (E-0.8)."""
    if offers.point[i] != what.point or what.base <= 0:
        return 0
    if (offers.origins[i] >> what.origin) & 1 == 0 or (offers.destinations[i] >> what.destination) & 1 == 0:
        return 0
    if (offers.fields[i] >> what.field) & 1 == 0 or (offers.small_only[i] == 1 and not what.small):
        return 0
    if what.trl < offers.trl_low[i] or what.trl > offers.trl_high[i]:
        return 0
    return min(int(np.floor(offers.ratio[i] * what.base + 0.5)), offers.cap[i])


@inner
def _pay(offers, payments, what, kind, payee, city):
    total = 0
    for i in range(offers.rows[0]):
        amount = min(entitled(offers, i, what), what.base - total)
        budget = offers.budget[i]
        if budget >= 0:
            amount = min(amount, offers.left[budget])
        if amount <= 0:
            continue
        if budget >= 0:
            offers.left[budget] -= amount
        append_payment(payments, offers.lever[i], kind, payee, city, amount)
        total += amount
    return total


@inner
def _payable(offers, what):
    total = 0
    for i in range(offers.rows[0]):
        amount = min(entitled(offers, i, what), what.base - total)
        if offers.budget[i] >= 0:
            amount = min(amount, offers.left[offers.budget[i]])
        offers.taken[i] = max(0, amount)
        if offers.budget[i] >= 0:
            offers.left[offers.budget[i]] -= offers.taken[i]
        total += offers.taken[i]
    for i in range(offers.rows[0]):
        if offers.budget[i] >= 0:
            offers.left[offers.budget[i]] += offers.taken[i]
    return total


@inner
def offered(offers, point):
    """Whether any lever pays at a point this month."""
    found = False
    for i in range(offers.rows[0]):
        found = found or offers.point[i] == point
    return found


@kernel
def append_payment(payments, lever, kind, payee, city, amount):
    """Append one payment to the buffer."""
    row = payments.rows[0]
    if row >= payments.lever.shape[0]:
        raise OverflowError("more payments in one process than the buffer holds")
    payments.lever[row] = lever
    payments.kind[row] = kind
    payments.payee[row] = payee
    payments.city[row] = city
    payments.amount[row] = amount
    payments.rows[0] = row + 1
