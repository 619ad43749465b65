import pandas as pd
import pytest

from sim.report import write_report
from sim.report.comparison import Comparison
from sim.report.figures import gallery
from sim.report.manifest import UnreadableComparisonError
from sim.report.measure import Measure, money, round_money, written
from sim.report.names import wrapped
from sim.report.sections import pictures
from sim.report.sections.headline import fewest_pairs
from sim.report.sections.ledger_table import balance_line, public_cost_line


def test_a_folder_without_a_manifest_is_refused_with_the_cure(tmp_path):
    with pytest.raises(UnreadableComparisonError, match=r"manifest\.json is missing.*metrosim compare"):
        Comparison(tmp_path, "en")
    with pytest.raises(UnreadableComparisonError, match="缺少 manifest"):
        Comparison(tmp_path, "zh")


def test_the_manifest_of_another_kind_of_study_is_refused(rewrite_manifest):
    folder = rewrite_manifest(lambda manifest: manifest.update(kind="sweep"))
    with pytest.raises(UnreadableComparisonError, match="kind"):
        Comparison(folder)


def test_a_policy_that_the_manifest_does_not_describe_is_named(rewrite_manifest):
    folder = rewrite_manifest(lambda manifest: manifest["policies"].append("nowhere"))
    with pytest.raises(UnreadableComparisonError, match="nowhere"):
        Comparison(folder)


def test_missing_tables_are_named_all_at_once(own_copy):
    for name in ("flows", "ledger"):
        (own_copy / f"{name}.parquet").unlink()
    with pytest.raises(UnreadableComparisonError, match=r"ledger\.parquet, flows\.parquet.*metrosim resume"):
        Comparison(own_copy)


def test_a_failed_run_enters_no_table(comparison):
    for table in (comparison.ledger, comparison.flows, comparison.monthly(["firms"])):
        assert set(table[table["scenario"] == "transfer-agencies"]["replicate"]) == set(range(5))
    assert fewest_pairs(comparison) == 5


def test_flows_are_summed_and_stocks_are_read_at_the_end(comparison):
    months = comparison.monthly(["firms", "converted_results"])
    one = months[(months["scenario"] == "baseline-2022") & (months["replicate"] == 0)].sort_values("month")
    totals = comparison.totals(["firms", "converted_results"])
    read = totals[(totals["scenario"] == "baseline-2022") & (totals["replicate"] == 0)].set_index("indicator")["value"]
    assert read["firms"] == one[one["indicator"] == "firms"]["value"].iloc[-1]
    assert read["converted_results"] == pytest.approx(one[one["indicator"] == "converted_results"]["value"].sum())


def test_the_books_are_said_to_agree_only_when_they_do(comparison, own_copy):
    assert balance_line(comparison, "en").startswith("✓")
    assert public_cost_line(comparison, "en").startswith("✓")
    ledger = pd.read_parquet(own_copy / "ledger.parquet")
    ledger.loc[ledger.index[0], "payee"] = None
    ledger.to_parquet(own_copy / "ledger.parquet")
    assert "1 of 23 runs" in balance_line(Comparison(own_copy), "en")
    ledger.loc[ledger["payer"] == "city", "payer"] = "private"
    ledger.to_parquet(own_copy / "ledger.parquet")
    assert public_cost_line(Comparison(own_copy), "zh").startswith("✗")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_comparison_that_moved_no_money_is_reported_all_the_same(own_copy, language):
    ledger = pd.read_parquet(own_copy / "ledger.parquet")
    ledger[ledger["scenario"] == "launch-fund"].to_parquet(own_copy / "ledger.parquet")
    assert write_report(own_copy, language)[0].is_file()
    ledger.iloc[:0].to_parquet(own_copy / "ledger.parquet")
    assert write_report(own_copy, language)[0].is_file()


def test_one_policy_over_one_run_is_reported_without_intervals(own_copy, rewrite_manifest, monkeypatch):
    monkeypatch.setattr(pictures, "GALLERY", {key: gallery.GALLERY[key] for key in ("effects", "costs", "flow_map", "turnover")})
    rewrite_manifest(lambda manifest: manifest.update(policies=["launch-fund"], replicates=1))
    for name in ("runs", "indicators", "ledger", "flows"):
        table = pd.read_parquet(own_copy / f"{name}.parquet")
        kept = table["scenario"].isin(["baseline-2022", "launch-fund"]) & (table["replicate"] == 0)
        table[kept].to_parquet(own_copy / f"{name}.parquet")
    effects = pd.read_parquet(own_copy / "effects.parquet")
    effects.assign(low=float("nan"), high=float("nan"), pairs=1).to_parquet(own_copy / "effects.parquet")
    assert "too few pairs" in write_report(own_copy, "en")[0].read_text(encoding="utf-8")


def test_long_names_break_into_even_lines():
    assert wrapped("Science and technology launch fund of 5 billion CNY, variant 0", "en", 24).count("\n") == 2
    assert all(len(line) > 8 for line in wrapped("Science and technology launch fund of 5 billion CNY", "en", 24).split("\n"))
    assert wrapped("二十家技术转移机构与百分之三奖励", "zh", 20) == "二十家技术转移机\n构与百分之三奖励"
    assert wrapped("x" * 40, "en", 24).replace("\n", "") == "x" * 40


def test_numbers_carry_separators_and_a_true_minus():
    assert written(-1234567.891, 1) == "−1,234,567.9"
    assert written(0.04, 1, signed=True) == "0.0"
    assert written(float("nan")) == "–"


def test_money_takes_the_unit_of_its_size_in_chinese():
    assert (money(5000, "zh"), money(3.5, "zh"), money(3.5, "en")) == ("50.0亿元", "350.0万元", "3.50 million CNY")
    assert round_money(66000, "en") == "66,000 million CNY"


def test_an_effect_is_written_with_the_digits_its_interval_supports():
    count = Measure("", "", 1, 0)
    assert count.finer(-37.8, 32.7).change(-2.6) == "−3"
    assert count.finer(0.11, 0.35).change(0.23) == "+0.23"
    assert count.finer(198.7, 215.1).change(206.9) == "+207"
