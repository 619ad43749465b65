import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.levers.offers import ALL_FIELDS, ALL_REGIONS, NO_BUDGET, NO_CAP, PayeeKind, Point, claim, claimable, empty_offers, empty_payments

POINT = int(Point.PILOT_COST)


def _offers(*rows):
    offers = empty_offers()
    for i, row in enumerate(rows):
        terms = {
            "point": POINT,
            "lever": 0,
            "ratio": 1.0,
            "cap": NO_CAP,
            "budget": NO_BUDGET,
            "origins": ALL_REGIONS,
            "destinations": ALL_REGIONS,
            "fields": ALL_FIELDS,
            "small_only": 0,
            "trl_low": 0.0,
            "trl_high": 9.0,
            **row,
        }
        for name, value in terms.items():
            getattr(offers, name)[i] = value
        offers.rows[0] = i + 1
    return offers


def _claim(offers, payments, base, *, origin=0, destination=0, field=0, small=True, trl=5.0):
    return claim(offers, payments, POINT, base, origin, destination, field, small, trl, int(PayeeKind.TEAM), 7, origin)


@given(base=st.integers(0, 10**13), ratio=st.floats(0, 3), cap=st.integers(0, 10**12), left=st.integers(0, 10**12))
def test_a_claim_exceeds_neither_base_nor_cap_nor_budget(base, ratio, cap, left):
    offers, payments = _offers({"ratio": ratio, "cap": cap, "budget": 0}), empty_payments()
    offers.left[0] = left
    promised = claimable(offers, POINT, base, 0, 0, 0, True, 5.0)
    paid = _claim(offers, payments, base)
    assert paid == promised
    assert 0 <= paid <= min(base, cap, left)
    assert offers.left[0] == left - paid


def test_two_offers_that_share_a_budget_never_exceed_it():
    offers, payments = _offers({"budget": 0, "ratio": 0.8}, {"budget": 0, "ratio": 0.8, "lever": 1}), empty_payments()
    offers.left[0] = 100
    assert _claim(offers, payments, 90) == 90
    assert _claim(offers, payments, 90) == 10
    assert offers.left[0] == 0


@pytest.mark.parametrize(
    ("terms", "event"),
    [
        ({"origins": 0b10}, {"origin": 0}),
        ({"destinations": 0b1}, {"destination": 9}),
        ({"fields": 0b100}, {"field": 1}),
        ({"small_only": 1}, {"small": False}),
        ({"trl_low": 4.0}, {"trl": 3.9}),
        ({"trl_high": 6.0}, {"trl": 6.1}),
    ],
)
def test_an_event_outside_the_terms_receives_nothing(terms, event):
    offers, payments = _offers(terms), empty_payments()
    assert _claim(offers, payments, 1000, **event) == 0
    assert payments.rows[0] == 0
