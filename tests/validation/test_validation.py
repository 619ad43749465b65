"""The facts are those of the file, the measures give known answers, failures are shown and read."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.validation import validate
from sim.validation.bands import bands
from sim.validation.facts import FACTS, growth_shape, inflow_gini, size_exponent
from sim.validation.readings import READINGS
from sim.validation.study import NULLS, Verdict, misses
from sim.validation.table import null_lines, page, rows


@pytest.fixture(scope="module")
def verdicts():
    return validate(replicates=1)


def _firms(**columns):
    length = len(next(iter(columns.values())))
    table = SimpleNamespace(rows=np.array([length]), alive=np.ones(length, dtype=bool), **columns)
    return SimpleNamespace(firms=table)


def test_every_fact_of_the_file_is_measured_and_every_measure_is_in_the_file():
    assert {band.key for band in bands()} == set(FACTS)
    assert len(bands()) >= 20
    assert all(band.low < band.high and band.title.zh and band.statistic.zh for band in bands())


def test_the_exponent_of_a_known_power_law_is_found():
    revenue = 1.0 / np.random.default_rng(1).uniform(size=200_000) ** (1 / 1.2)
    assert size_exponent(_firms(revenue=revenue)) == pytest.approx(1.2, rel=0.03)


@pytest.mark.parametrize(("draw", "exponent"), [("laplace", 1.0), ("normal", 2.0)])
def test_laplace_and_normal_growth_are_told_apart(draw, exponent):
    growth = getattr(np.random.default_rng(1), draw)(size=20_000)
    assert growth_shape(_firms(growth=growth, revenue=np.ones(20_000))) == pytest.approx(exponent, rel=0.06)


def test_equal_inflows_have_a_gini_of_zero():
    year = SimpleNamespace(real_value=np.ones((14, 14)))
    assert inflow_gini(SimpleNamespace(records=SimpleNamespace(years={2023: year}))) == pytest.approx(0.0, abs=1e-12)


def test_measures_are_finite_on_a_real_run_of_two_years():
    world = Engine(load_scenario("baseline-2022").with_horizon("2023-01", "2024-12"), seed=3).run()
    assert all(np.isfinite(fact(world)) for fact in FACTS.values())


def test_a_median_outside_its_band_fails_by_the_distance_to_it():
    verdict = Verdict(bands()[0], 2.0, 1.9, 2.1, {})
    assert not verdict.passed
    assert misses(verdict, 2.0) == pytest.approx(2.0 - bands()[0].high)
    assert misses(verdict, bands()[0].low) == 0.0


def test_failures_stay_in_the_table_and_each_has_a_reading(verdicts):
    assert len(rows(verdicts, "en")) == len(bands())
    for verdict in verdicts:
        if not verdict.passed:
            assert READINGS[verdict.band.key].en in page(verdicts, "en")
            assert READINGS[verdict.band.key].zh in page(verdicts, "zh")


def test_without_distance_the_local_share_is_missed_by_more(verdicts):
    local = next(verdict for verdict in verdicts if verdict.band.key == "local_share")
    assert misses(local, local.nulls["no_distance"]) > misses(local, local.median)
    assert len(null_lines(verdicts, "zh")) == sum(len(facts) for _, _, facts in NULLS.values())


def test_the_verdicts_are_json(verdicts):
    assert json.loads(json.dumps([verdict.nulls for verdict in verdicts]))
