"""The facts are those of the file, the measures give known answers, failures are shown and read."""

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from sim.scenario.resolve import load_scenario
from sim.validation import validate
from sim.validation.bands import bands
from sim.validation.facts import FACTS
from sim.validation.facts.firms import exit_rates, growth_shape, size_exponent, size_law
from sim.validation.facts.market import inflow_gini
from sim.validation.facts.placebo import Candidates, jump_at_threshold, matched
from sim.validation.material import Instrument, Material
from sim.validation.readings import READINGS
from sim.validation.stored import read, shipped_about, shipped_verdicts, store
from sim.validation.study import NULLS, Verdict, misses
from sim.validation.table import null_lines, page, rows

BY_KEY = {band.key: band for band in bands()}


@pytest.fixture(scope="module")
def verdicts():
    return validate(replicates=1, numbers="defaults", workers=2)


@pytest.fixture(scope="module")
def material():
    return Material(load_scenario("baseline-2022"), seed=3, numbers={})


def _firms(**columns):
    length = len(next(iter(columns.values())))
    table = SimpleNamespace(rows=np.array([length]), alive=np.ones(length, dtype=bool), **columns)
    return SimpleNamespace(firms=table)


def test_every_fact_of_the_file_is_measured_and_every_measure_is_in_the_file():
    assert set(BY_KEY) == set(FACTS)
    assert len(bands()) >= 40
    assert all(band.low < band.high and band.title.zh and band.statistic.zh for band in bands())


def test_every_row_of_the_science_notes_has_a_fact_but_the_one_scored_elsewhere():
    assert {band.science_row for band in bands()} >= set(range(1, 29)) - {26}


def test_the_exponent_of_a_known_power_law_is_found():
    revenue = 1.0 / np.random.default_rng(1).uniform(size=200_000) ** (1 / 1.2)
    assert size_exponent(_firms(revenue=revenue)) == pytest.approx(1.2, rel=0.03)


def test_a_power_law_and_an_exponential_are_told_apart():
    generator = np.random.default_rng(1)
    assert size_law(_firms(revenue=1.0 / generator.uniform(size=20_000) ** (1 / 1.2))) > 0
    assert size_law(_firms(revenue=1.0 + generator.exponential(size=20_000))) < 0


@pytest.mark.parametrize(("draw", "exponent"), [("laplace", 1.0), ("normal", 2.0)])
def test_laplace_and_normal_growth_are_told_apart(draw, exponent):
    growth = getattr(np.random.default_rng(1), draw)(size=20_000)
    assert growth_shape(_firms(growth=growth, revenue=np.ones(20_000))) == pytest.approx(exponent, rel=0.06)


def test_equal_inflows_have_a_gini_of_zero():
    year = SimpleNamespace(real_value=np.ones((14, 14)))
    assert inflow_gini(SimpleNamespace(records=SimpleNamespace(years={2023: year}))) == pytest.approx(0.0, abs=1e-12)


def test_a_constant_monthly_hazard_gives_its_yearly_exit_rate():
    generator, months = np.random.default_rng(2), range(24)
    firms = _firms(born=np.zeros(200_000), died=generator.geometric(0.01, size=200_000) - 1)
    firms.records = SimpleNamespace(months=list(months))
    assert exit_rates(firms)[:2] == pytest.approx(1.0 - 0.99**12, rel=0.03)


def test_the_jump_at_a_threshold_is_found_and_none_where_there_is_none():
    generator = np.random.default_rng(3)
    running = generator.uniform(-0.1, 0.3, size=50_000)
    noise = generator.normal(size=50_000)
    jump, error = jump_at_threshold(running, 2.0 * running + 0.5 * (running >= 0.1) + noise)
    assert jump == pytest.approx(0.5, abs=4 * error)
    none, error = jump_at_threshold(running, 2.0 * running + noise)
    assert abs(none) < 4 * error


def test_matching_on_what_matters_recovers_an_effect():
    generator = np.random.default_rng(4)
    covariates = generator.normal(size=(20_000, 2))
    listed = generator.uniform(size=20_000) < 1 / (1 + np.exp(-covariates[:, 0]))
    outcome = covariates[:, 0] + 0.3 * listed + 0.1 * generator.normal(size=20_000)
    assert matched(Candidates(covariates, outcome, listed, outcome)) == pytest.approx(0.3, abs=0.02)


def test_an_empty_instrument_changes_nothing(material):
    empty = material.trial("empty", lambda: Instrument(lambda office: None, start="2024-01"))
    assert np.array_equal(empty.world.records.array(), material.course.world.records.array())


def test_money_of_a_trial_balances_and_is_all_that_was_paid(material):
    course = material.trial("pay", lambda: Instrument(lambda office: office.pay(1234, 6, 0, 0), start="2024-01", end="2024-02"))
    course.world.ledger.check()
    assert course.world.ledger.public_cost()[-1] == 2 * 1234


def test_measures_are_finite_on_a_real_run(material):
    assert all(np.isfinite(fact(material)) for fact in FACTS.values())


def test_a_median_outside_its_band_fails_by_the_distance_to_it():
    verdict = Verdict(bands()[0], 2.0, 1.9, 2.1, {})
    assert not verdict.passed
    assert misses(verdict, 2.0) == pytest.approx(2.0 - bands()[0].high)
    assert misses(verdict, bands()[0].low) == 0.0


def test_a_sign_that_is_exactly_zero_fails():
    band = BY_KEY["equity_incentive"]
    assert not Verdict(band, 0.0, 0.0, 0.0, {}).passed
    assert Verdict(band, 1e-9, 0.0, 0.0, {}).passed


def test_at_least_twenty_facts_pass(verdicts):
    assert sum(verdict.passed for verdict in verdicts) >= 20


def test_failures_stay_in_the_table_and_each_has_a_reading(verdicts):
    assert len(rows(verdicts, "en")) == len(bands())
    for verdict in verdicts:
        if not verdict.passed:
            assert READINGS[verdict.band.key].en in page(verdicts, "en", replicates=1)
            assert READINGS[verdict.band.key].zh in page(verdicts, "zh", replicates=1)


@pytest.mark.parametrize(("null", "fact"), [(null, concerned[0]) for null, (_, _, concerned) in NULLS.items()])
def test_without_a_mechanism_the_fact_that_it_explains_is_missed_by_more(verdicts, null, fact):
    verdict = next(verdict for verdict in verdicts if verdict.band.key == fact)
    assert misses(verdict, verdict.nulls[null]) > misses(verdict, verdict.median)


def test_every_null_model_has_its_lines(verdicts):
    assert len(null_lines(verdicts, "zh")) == sum(len(facts) for _, _, facts in NULLS.values())


def test_a_validation_of_some_facts_measures_only_these():
    assert [verdict.band.key for verdict in validate(replicates=1, facts=("local_share",))] == ["local_share"]


def test_the_verdicts_are_json(verdicts):
    assert json.loads(json.dumps([verdict.nulls for verdict in verdicts]))


def test_verdicts_are_read_as_stored(verdicts, tmp_path):
    store(verdicts, tmp_path, replicates=1, seed=1, numbers="defaults")
    for stored, one in zip(read(tmp_path), verdicts, strict=True):
        assert stored.band == one.band
        assert stored.median == pytest.approx(one.median, rel=1e-5)
        assert stored.passed == one.passed
        assert set(stored.nulls) == set(one.nulls)


@pytest.mark.parametrize(("language", "file"), [("en", "validation.md"), ("zh", "validation.zh.md")])
def test_the_documented_page_shows_the_verdicts_that_ship(language, file):
    text = (Path(__file__).parents[2] / "docs" / file).read_text(encoding="utf-8")
    assert text == page(shipped_verdicts(), language, replicates=shipped_about()["replicates"]), "run `metrosim validate --write`"


def test_at_least_twenty_of_the_facts_that_ship_pass_and_each_failure_is_read():
    assert sum(one.passed for one in shipped_verdicts()) >= 20
    assert all(one.band.key in READINGS for one in shipped_verdicts() if not one.passed)
