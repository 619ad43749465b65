import re

import pytest

from sim.evidence import fact, history, history_value

ARITHMETIC = re.compile(r"[\d. ]+([-/*]+[\d. ]+)+")
SCALE = {"10k_CNY_per_contract": 10_000}


def test_no_row_is_dated_after_2022_in_the_history():
    assert max(row.year for row in history().values()) == 2022


def test_every_history_row_has_a_unit_a_label_a_trust_and_a_source():
    for row in history().values():
        assert row.unit, row.id
        assert row.label, row.id
        assert row.source.startswith("history:"), row.id
        assert row.trust in {"official", "press", "other"}, row.id


def test_no_history_row_is_lost():
    assert len(history()) == 109


def test_derived_rows_say_how_and_stated_rows_do_not():
    for row in history().values():
        assert (row.label == "derived") == bool(row.derivation), row.id


def test_derivations_written_as_arithmetic_give_the_value():
    checked = 0
    for row in history().values():
        if not ARITHMETIC.fullmatch(row.derivation):
            continue
        result = eval(row.derivation) * SCALE.get(row.unit, 1)
        assert result == pytest.approx(row.value, rel=1e-3), row.id
        checked += 1
    assert checked == 14


def test_the_derived_share_of_shenyang_in_contracts_is_in_tension_with_the_prior():
    share = history_value("tech_contract_value_shenyang_2022") / fact("t2_tech_contract_2022").value
    row = fact("derived_shenyang_contract_share_2022")
    assert row.value == pytest.approx(share, abs=0.0005)
    assert row.value > 0.8
    assert "conflict" in row.caveats


def test_shenyang_has_1421_platforms_at_the_end_of_2022():
    assert history_value("platforms_shenyang_2022") == 1421


def test_a_source_that_contradicts_an_official_value_stays_marked():
    assert history()["rd_expenditure_shenyang_2021"].unverified


def test_no_history_row_is_official_without_an_official_speaker():
    assert all(row.trust == "official" for row in history().values() if row.label == "official")
