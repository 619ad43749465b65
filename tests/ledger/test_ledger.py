import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ledger.book import Ledger, Payer, fen, split
from sim.levers.offers import PayeeKind, append_payment, empty_payments

_SHARES = st.lists(st.floats(0.01, 1), min_size=1, max_size=5).map(
    lambda parts: {payer: part / sum(parts) for payer, part in zip(Payer, parts, strict=False)}
)


@given(amount=st.integers(0, 10**15), shares=_SHARES)
def test_a_split_amount_adds_up_to_the_fen(amount, shares):
    parts = split(amount, shares)
    assert sum(part for _, part in parts) == amount
    assert all(part >= 0 for _, part in parts)


@given(amounts=st.lists(st.integers(1, 10**12), min_size=1, max_size=30), shares=_SHARES)
def test_draining_the_buffer_posts_every_fen_once(amounts, shares):
    ledger, payments = Ledger(("a", "b")), empty_payments()
    for i, amount in enumerate(amounts):
        append_payment(payments, i % 2, int(PayeeKind.FIRM), i, i % 8, amount)
    ledger.drain(40, payments, {0: shares, 1: {Payer.CITY: 1.0}})
    ledger.check()
    assert int(ledger.total_of_lever.sum()) == sum(amounts)
    assert payments.rows[0] == 0
    assert ledger.journal().payee.max() == len(amounts) - 1


def test_a_negative_payment_is_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        Ledger(("a",)).post(1, 0, Payer.CITY, PayeeKind.FIRM, 0, 0, -1)


def test_an_altered_account_is_noticed():
    ledger = Ledger(("a",))
    ledger.post(1, 0, Payer.CITY, PayeeKind.FIRM, 0, 0, 100)
    ledger.received_by[0] += 1
    with pytest.raises(AssertionError, match="out of balance"):
        ledger.check()


def test_public_cost_leaves_out_private_and_fund_money():
    ledger = Ledger(("a",))
    for payer in Payer:
        ledger.post(1, 0, payer, PayeeKind.FIRM, 0, 0, 10)
    assert ledger.public_cost().tolist() == [40]


def test_money_of_a_month_is_summed_by_city_of_the_payee():
    ledger = Ledger(("a",))
    ledger.post(1, 0, Payer.CITY, PayeeKind.FIRM, 0, 3, 10)
    ledger.post(2, 0, Payer.CITY, PayeeKind.FIRM, 0, 3, 5)
    ledger.post(2, 0, Payer.PRIVATE, PayeeKind.FIRM, 0, 3, 7)
    assert ledger.month_by_city(2, (Payer.CITY,)).tolist() == [0, 0, 0, 5, 0, 0, 0, 0]


def test_a_million_yuan_is_a_hundred_million_fen():
    assert fen(1) == 10**8
    assert np.isclose(fen(0.123456789), 12345679)
