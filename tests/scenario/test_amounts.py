import datetime
import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sim.scenario.amounts import Fen, Money, Month, Ratio, Share, money, money_words, share_words
from sim.scenario.money import LARGEST_MONEY


class Amounts(BaseModel):
    money: Money = Fen(0)
    share: Share = 0.0
    ratio: Ratio = 0.0
    month: Month = 0


def code_of(**values: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        Amounts(**values)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("50亿", 5_000_000_000),
        ("1000万", 10_000_000),
        ("3.5亿元", 350_000_000),
        ("200万元", 2_000_000),
        ("500元", 500),
        ("1.2 billion CNY", 1_200_000_000),
        ("30 million CNY", 30_000_000),
        ("1,000万", 10_000_000),
        ("５０亿", 5_000_000_000),
        ("2 万亿", 2_000_000_000_000),
        ("3千万元", 30_000_000),
        (" 40 yuan ", 40),
        ("10 Million rmb", 10_000_000),
    ],
)
def test_money_is_read_as_people_write_it(written: str, yuan: int) -> None:
    assert money(written) == yuan * 100


@pytest.mark.parametrize("bare", [5000, 5000.0, "5000", "1e6", "5,000", "0", Decimal(5)])
def test_a_bare_number_is_no_amount_because_the_unit_is_missing(bare: Any) -> None:
    assert code_of(money=bare) == "money_unit_missing"


def test_python_says_fen_by_wrapping_the_number() -> None:
    assert Amounts(money=Fen(123)).money == 123
    with pytest.raises(TypeError):
        Fen(1.5)  # type: ignore[arg-type]


@pytest.mark.parametrize("odd", ["五亿", "3,5亿", "50 亿 dollars", "", "亿", "1 2万", True, None, [1], "5亿万", "9" * 70 + "元"])
def test_other_forms_of_money_are_refused(odd: Any) -> None:
    assert code_of(money=odd) in {"money_form", "money_range"}


def test_amounts_finer_than_a_fen_are_refused() -> None:
    assert money("0.01元") == 1
    assert code_of(money="0.001元") == "money_too_fine"


@pytest.mark.parametrize("beyond", ["-5万", "100001亿", Fen(-1), Fen(LARGEST_MONEY + 1)])
def test_money_stays_within_its_bounds(beyond: Any) -> None:
    assert code_of(money=beyond) == "money_range"
    assert money("100000亿") == LARGEST_MONEY


@given(st.integers(0, LARGEST_MONEY))
def test_money_survives_writing_and_reading_to_the_fen(fen: int) -> None:
    assert money(money_words(fen)) == fen


@given(st.integers(0, LARGEST_MONEY), st.floats(0, 1), st.floats(0, 1e6), st.integers(-800, 1500))
def test_all_amounts_survive_json_and_python(fen: int, share: float, ratio: float, month: int) -> None:
    before = Amounts(money=Fen(fen), share=share, ratio=ratio, month=month)
    assert Amounts.model_validate_json(before.model_dump_json()) == before
    assert Amounts.model_validate(before.model_dump()) == before


def test_json_shows_readable_texts() -> None:
    amounts = Amounts.model_validate({"money": "50亿", "share": 0.3, "ratio": "150%", "month": "2026-01"})
    assert amounts.model_dump(mode="json") == {"money": "50亿", "share": "30%", "ratio": 1.5, "month": "2026-01"}


@pytest.mark.parametrize(("written", "share"), [("30%", 0.3), ("0.3", 0.3), (0.3, 0.3), (1, 1.0), ("12.5 %", 0.125)])
def test_shares_are_read_as_per_cent_or_number(written: Any, share: float) -> None:
    assert Amounts(share=written).share == share


@given(st.floats(0, 1))
def test_shares_survive_writing_exactly(share: float) -> None:
    assert Amounts.model_validate({"share": share_words(share)}).share == share


@pytest.mark.parametrize("beyond", ["130%", 30, "1.01", "-1%"])
def test_a_share_lies_between_nothing_and_all(beyond: Any) -> None:
    assert code_of(share=beyond) == "share_range"


@pytest.mark.parametrize("odd", ["half", True, None, math.nan, math.inf, "nan", ".inf", "1e999", 10**400, "3 0%"])
def test_what_is_no_number_is_no_share(odd: Any) -> None:
    assert code_of(share=odd) == "share_form"


def test_a_ratio_may_exceed_one_but_is_not_negative() -> None:
    assert Amounts.model_validate({"ratio": "250%"}).ratio == 2.5
    assert code_of(ratio=-0.1) == "ratio_range"


@pytest.mark.parametrize("written", ["2026-01", datetime.date(2026, 1, 1), 72, "2026-1", "２０２６-01"])
def test_months_are_read_from_text_date_or_index(written: Any) -> None:
    assert Amounts(month=written).month == 72


@pytest.mark.parametrize("odd", ["2026-13", "2026", "26-01", "2026-01-01", datetime.date(2026, 1, 2), True, None, 1.0])
def test_what_is_no_month_is_refused(odd: Any) -> None:
    assert code_of(month=odd) == "month_form"


def test_a_bare_year_is_not_taken_for_a_month_index() -> None:
    assert code_of(month=2026) == "month_range"
