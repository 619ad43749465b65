"""The ledger: every yuan that a lever moves, as integers of 0.01 CNY (fen).

A posting moves money from a payer's account to a payee's account for one lever in one month. Sums by lever,
by payer and by payee are kept on separate paths, so that their equality is a check and not a tautology.
"""

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import NamedTuple

import numpy as np

from sim.kernels import typed_table
from sim.ledger.division import add_by_city, divide
from sim.levers.offers import PayeeKind, Payments
from sim.world.columns import CITY_COUNT

FEN_PER_MILLION = 100_000_000
FEN_PER_YUAN = 100


class Payer(IntEnum):
    """Whose money it is."""

    CITY = 0
    CIRCLE = 1
    PROVINCE = 2
    CENTRE = 3
    PRIVATE = 4
    FUND = 5


PUBLIC_PAYERS = (Payer.CITY, Payer.CIRCLE, Payer.PROVINCE, Payer.CENTRE)


@typed_table
class Posting(NamedTuple):
    """Columns of the journal: one row per payment by one payer."""

    month: np.ndarray
    lever: np.ndarray
    payer: np.ndarray
    payee_kind: np.ndarray
    payee: np.ndarray
    city: np.ndarray
    amount: np.ndarray


def fen(million_cny: float) -> int:
    """Convert million CNY to fen, rounded to the nearest.

    >>> fen(1.5)
    150000000
    """
    return round(million_cny * FEN_PER_MILLION)


def split(amount: int, shares: Mapping[Payer, float]) -> list[tuple[Payer, int]]:
    """Divide an amount among payers in whole fen; the last payer takes the rounding rest (E-0.9).

    >>> split(101, {Payer.CITY: 0.5, Payer.PROVINCE: 0.5})
    [(<Payer.CITY: 0>, 50), (<Payer.PROVINCE: 2>, 51)]
    """
    payers = [payer for payer, share in sorted(shares.items()) if share > 0]
    parts: list[tuple[Payer, int]] = []
    rest = amount
    for payer in payers[:-1]:
        part = min(rest, int(amount * shares[payer]))
        parts.append((payer, part))
        rest -= part
    return [*parts, (payers[-1], rest)]


class Ledger:
    """Accounts and journal of one run.

    Args:
        lever_keys: the levers in force in the run, in index order; index in this list is the journal's code.
    """

    def __init__(self, lever_keys: tuple[str, ...]) -> None:
        self.lever_keys = lever_keys
        size = max(1, len(lever_keys))
        self.paid_by = np.zeros((size, len(Payer)), dtype=np.int64)
        self.received_by = np.zeros(len(PayeeKind), dtype=np.int64)
        self.total_of_lever = np.zeros(size, dtype=np.int64)
        self._rows: list[Posting] = []
        self._single: list[tuple[int, ...]] = []

    def index(self, lever_key: str) -> int:
        """Journal code of a lever."""
        return self.lever_keys.index(lever_key)

    def post(self, month: int, lever: int, payer: Payer, kind: PayeeKind, payee: int, city: int, amount: int) -> None:
        """Post one payment; zero amounts leave no trace, negative ones are refused."""
        if amount < 0:
            raise ValueError(f"a payment cannot be negative: {amount} fen by {self.lever_keys[lever]}")
        if amount:
            if self._single and self._single[0][0] != month:
                self._close()
            self.paid_by[lever, payer] += amount
            self.received_by[kind] += amount
            self.total_of_lever[lever] += amount
            self._single.append((month, lever, payer, kind, payee, city, amount))

    def drain(self, month: int, payments: Payments, shares: Mapping[int, Mapping[Payer, float]]) -> None:
        """Post what kernels paid since the last call, divided among each lever's payers, and empty the buffer (E-0.9).

        Raises:
            ValueError: a lever that paid has no payer.
        """
        used = int(payments.rows[0])
        if used == 0:
            return
        self._close()
        parts = self._parts(set(payments.lever[:used].tolist()), shares)
        lasts = parts.shape[1] - 1 - np.argmax(parts[:, ::-1] > 0, axis=1)
        rows = np.empty((len(Posting._fields), used * max(1, int((parts > 0).sum(axis=1).max()))), dtype=np.int64)
        count = divide(payments, month, parts, lasts, payments.amount[:used].copy(), rows, self.paid_by, self.received_by, self.total_of_lever)
        payments.rows[0] = 0
        if count:
            self._rows.append(Posting(*np.ascontiguousarray(rows[:, :count])))

    def _parts(self, levers: set[int], shares: Mapping[int, Mapping[Payer, float]]) -> np.ndarray:
        """Share of each payer in what some levers pay; shape (levers, payers), zero for the other levers."""
        parts = np.zeros((len(self.paid_by), len(Payer)))
        for lever in levers:
            for payer, share in shares[lever].items():
                parts[lever, payer] = share
            if not (parts[lever] > 0).any():
                raise ValueError(f"nobody pays for {self.lever_keys[lever]}: no payer has a share above zero")
        return parts

    def _close(self) -> None:
        """Move what was posted one by one into columns without gaps (a table promises their layout), so that the journal keeps its order."""
        if self._single:
            self._rows.append(Posting(*np.ascontiguousarray(np.array(self._single, dtype=np.int64).T)))
            self._single.clear()

    def journal(self) -> Posting:
        """Return the whole journal as columns."""
        self._close()
        if not self._rows:
            return Posting(*(np.empty(0, dtype=np.int64) for _ in Posting._fields))
        return Posting(*(np.concatenate([getattr(rows, name) for rows in self._rows]) for name in Posting._fields))

    def month_by_city(self, month: int, payers: tuple[Payer, ...]) -> np.ndarray:
        """Return what these payers paid in a month by city of the payee, in fen; shape (8,)."""
        self._close()
        total = np.zeros(CITY_COUNT, dtype=np.int64)
        counted = _marked(payers)
        for rows in reversed(self._rows):
            if int(rows.month[0]) != month:
                break
            add_by_city(total, counted, rows)
        return total

    def public_cost(self) -> np.ndarray:
        """Public money paid so far by lever, in fen; shape (levers,)."""
        return self.paid_by[:, list(PUBLIC_PAYERS)].sum(axis=1)

    def check(self) -> None:
        """Raise ``AssertionError`` unless every account, summed anew from the journal, is what was kept on the way, to the fen."""
        paid, received, by_lever = int(self.paid_by.sum()), int(self.received_by.sum()), int(self.total_of_lever.sum())
        journal = self.journal()
        total = int(journal.amount.sum())
        if not paid == received == by_lever == total:
            raise AssertionError(f"ledger out of balance: paid {paid}, received {received}, levers {by_lever}, journal {total}")
        for name, kept, where in (
            ("lever and payer", self.paid_by, (journal.lever, journal.payer)),
            ("kind of payee", self.received_by, (journal.payee_kind,)),
            ("lever", self.total_of_lever, (journal.lever,)),
        ):
            summed = np.zeros_like(kept)
            np.add.at(summed, where, journal.amount)
            if not np.array_equal(summed, kept):
                place = tuple(int(index) for index in np.argwhere(summed != kept)[0])
                raise AssertionError(f"ledger: account {place} by {name} holds {kept[place]} fen, its postings add up to {summed[place]}")


@cache
def _marked(payers: tuple[Payer, ...]) -> np.ndarray:
    """Whether each payer is one of some, shape (payers,)."""
    return np.array([payer in payers for payer in Payer])
