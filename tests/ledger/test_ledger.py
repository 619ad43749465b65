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


def test_the_first_account_that_differs_is_named_whether_it_holds_too_much_or_too_little():
    for more, less in ((Payer.CITY, Payer.CIRCLE), (Payer.CIRCLE, Payer.CITY)):
        ledger = Ledger(("a",))
        ledger.post(1, 0, Payer.PROVINCE, PayeeKind.FIRM, 0, 0, 100)
        ledger.paid_by[0, more] += 1
        ledger.paid_by[0, less] -= 1
        with pytest.raises(AssertionError, match=r"account \(0, 0\) by lever and payer"):
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


def test_an_amount_is_split_by_the_shares_in_the_order_of_payers_and_the_last_takes_the_rest():
    shares = {Payer.PRIVATE: 0.25, Payer.CITY: 0.5, Payer.CENTRE: 0.0, Payer.PROVINCE: 0.25}
    assert split(103, shares) == [(Payer.CITY, 51), (Payer.PROVINCE, 25), (Payer.PRIVATE, 27)]
    assert split(0, {Payer.FUND: 1.0}) == [(Payer.FUND, 0)]
    assert split(7, {Payer.CITY: 0.9, Payer.CIRCLE: 0.9, Payer.PRIVATE: 0.1}) == [(Payer.CITY, 6), (Payer.CIRCLE, 1), (Payer.PRIVATE, 0)]


def test_what_kernels_paid_is_split_as_a_single_amount_is():
    shares = {0: {Payer.CITY: 0.5, Payer.PROVINCE: 0.25, Payer.PRIVATE: 0.25}, 1: {Payer.CENTRE: 1.0}, 2: {Payer.CITY: 0.9, Payer.CIRCLE: 0.1}}
    ledger, payments = Ledger(("a", "b", "c")), empty_payments()
    for lever, kind, payee, city, amount in ((0, 2, 9, 3, 103), (1, 0, 8, 4, 50), (2, 3, 7, 5, 1), (0, 2, 6, 0, 1)):
        append_payment(payments, lever, kind, payee, city, amount)
    ledger.drain(41, payments, shares)
    posted = {tuple(int(cell) for cell in row) for row in zip(*ledger.journal(), strict=True)}
    assert posted == {
        (41, 0, Payer.CITY, 2, 9, 3, 51), (41, 0, Payer.PROVINCE, 2, 9, 3, 25), (41, 0, Payer.PRIVATE, 2, 9, 3, 27),
        (41, 1, Payer.CENTRE, 0, 8, 4, 50), (41, 2, Payer.CIRCLE, 3, 7, 5, 1), (41, 0, Payer.PRIVATE, 2, 6, 0, 1),
    }  # fmt: skip
    assert (ledger.paid_by[0, Payer.CITY], ledger.received_by[2], ledger.total_of_lever.tolist()) == (51, 104, [104, 50, 1])


@pytest.mark.parametrize("share", [0.0, -0.5])
def test_a_lever_without_a_payer_whose_share_is_above_zero_is_refused_by_name(share):
    ledger, payments = Ledger(("a", "b")), empty_payments()
    append_payment(payments, 1, 0, 0, 0, 5)
    with pytest.raises(ValueError, match="nobody pays for b"):
        ledger.drain(40, payments, {1: {Payer.CITY: share}})


def test_payments_one_by_one_and_by_kernels_are_counted_in_the_month_of_both():
    ledger, payments = Ledger(("a",)), empty_payments()
    append_payment(payments, 0, 0, 0, 2, 5)
    ledger.post(40, 0, Payer.CITY, PayeeKind.FIRM, 0, 2, 7)
    ledger.drain(40, payments, {0: {Payer.CITY: 0.5, Payer.PRIVATE: 0.5}})
    ledger.post(40, 0, Payer.CITY, PayeeKind.FIRM, 0, 7, 1)
    assert ledger.month_by_city(40, (Payer.CITY,)).tolist() == [0, 0, 9, 0, 0, 0, 0, 1]
    assert ledger.journal().amount.tolist() == [7, 2, 3, 1]


def test_an_empty_buffer_and_a_payment_of_nothing_leave_no_trace():
    ledger = Ledger(())
    ledger.drain(40, empty_payments(), {})
    ledger.post(40, 0, Payer.CITY, PayeeKind.FIRM, 0, 0, 0)
    assert [len(column) for column in ledger.journal()] == [0] * 7
    assert ledger.total_of_lever.tolist() == [0]
    ledger.check()


def test_a_posting_reads_as_it_was_made():
    ledger = Ledger(("a", "b"))
    ledger.post(40, ledger.index("b"), Payer.PROVINCE, PayeeKind.TEAM, 12, 5, 77)
    assert [int(column[0]) for column in ledger.journal()] == [40, 1, Payer.PROVINCE, PayeeKind.TEAM, 12, 5, 77]
    assert ledger.paid_by[1, Payer.PROVINCE] == ledger.received_by[PayeeKind.TEAM] == ledger.total_of_lever[1] == 77
    assert ledger.public_cost().tolist() == [0, 77]


@pytest.mark.parametrize("account", ["paid_by", "received_by", "total_of_lever"])
@pytest.mark.parametrize("change", [1, -1])
def test_any_altered_account_is_noticed(account, change):
    ledger = Ledger(("a",))
    ledger.post(1, 0, Payer.CITY, PayeeKind.FIRM, 0, 0, 100)
    getattr(ledger, account).flat[0] += change
    with pytest.raises(AssertionError, match="out of balance"):
        ledger.check()


def test_a_posting_altered_in_the_journal_is_noticed():
    ledger = Ledger(("a",))
    ledger.post(1, 0, Payer.CITY, PayeeKind.FIRM, 0, 0, 100)
    ledger.post(1, 0, Payer.CITY, PayeeKind.FIRM, 0, 0, 100)
    journal = ledger.journal()
    journal.amount[1] = 99
    ledger.journal = lambda: journal
    with pytest.raises(AssertionError, match="paid 200, received 200, levers 200, journal 199"):
        ledger.check()


def test_money_of_a_month_counts_every_block_of_that_month_and_none_before():
    ledger = Ledger(("a",))
    for month, city, amount in ((1, 0, 1), (2, 0, 2), (2, 1, 4), (2, 0, 8)):
        ledger.post(month, 0, Payer.PROVINCE, PayeeKind.FIRM, 0, city, amount)
    assert ledger.month_by_city(2, (Payer.CITY, Payer.PROVINCE)).tolist() == [10, 4, 0, 0, 0, 0, 0, 0]
    assert ledger.month_by_city(2, (Payer.CITY,)).tolist() == [0] * 8


def test_a_million_is_a_hundred_million_fen():
    assert (fen(1.5), fen(0.000000004), fen(0.000000006)) == (150_000_000, 0, 1)


@pytest.mark.parametrize("change", [1, -1])
def test_two_accounts_altered_alike_are_noticed(change):
    ledger = Ledger(("a",))
    ledger.post(1, 0, Payer.CITY, PayeeKind.FIRM, 0, 0, 100)
    ledger.paid_by[0, 0] += change
    ledger.received_by[0] += change
    with pytest.raises(AssertionError, match="out of balance"):
        ledger.check()


def test_months_are_kept_apart_whatever_the_amounts():
    ledger = Ledger(("a",))
    ledger.post(36, 0, Payer.CITY, PayeeKind.FIRM, 0, 3, 37)
    ledger.post(37, 0, Payer.CITY, PayeeKind.FIRM, 0, 3, 5)
    assert ledger.month_by_city(37, (Payer.CITY,))[3] == 5


def test_the_account_that_does_not_fit_its_postings_is_named():
    ledger = Ledger(("a", "b"))
    for lever in range(2):
        ledger.post(1, lever, Payer.CITY, PayeeKind.FIRM, 0, 0, 100)
    ledger.total_of_lever[:] += (-7, 7)
    with pytest.raises(AssertionError, match=r"account \(0,\) by lever holds 93 fen, its postings add up to 100"):
        ledger.check()
