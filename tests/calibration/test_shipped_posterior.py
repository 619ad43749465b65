"""What ships: enough vectors of today's free numbers, every target inside, what is not identified named; studies use it."""

import numpy as np
import pytest

from sim.calibration.posterior import about, digest, shipped
from sim.calibration.priors import free_numbers
from sim.calibration.shipping import shipped_table
from sim.calibration.targets import judged_targets
from sim.scenario.resolve import load_scenario
from sim.studies.numbers import numbers_digest, numbers_of

BASELINE = load_scenario("baseline-2022")


def test_the_posterior_has_at_least_five_hundred_vectors_of_the_free_numbers():
    posterior = shipped()
    assert posterior.keys == tuple(number.key for number in free_numbers())
    assert len(posterior.values) >= 500
    assert posterior.weights.sum() == pytest.approx(1.0)
    assert about()["vectors"] == len(posterior.values)


def test_all_fitted_targets_lie_in_their_posterior_predictive_intervals():
    table = shipped_table("targets")
    assert list(table.key) == [target.key for target in judged_targets()]
    assert table.inside.all()
    assert ((table["predicted_0.025"] <= table.observed + 1e-6) & (table.observed <= table["predicted_0.975"] + 1e-6)).all()


def test_numbers_called_identified_are_covered_as_often_as_they_should_be():
    table = shipped_table("numbers")
    identified = table[table.verdict == "identified"]
    assert len(identified) >= 5
    assert identified.coverage.between(0.85, 0.99).all()


def test_numbers_that_are_not_identified_are_named():
    table = shipped_table("numbers")
    assert set(table.verdict) <= {"identified", "weakly", "not", "carried"}
    assert (table.verdict == "not").sum() > 0
    assert (table.role == "carry").equals(table.verdict == "carried")


def test_each_replicate_has_its_vector_whatever_the_scenario():
    assert numbers_of("posterior", BASELINE, 3) == numbers_of("posterior", load_scenario("plan-2027"), 3)
    assert numbers_of("posterior", BASELINE, 3) != numbers_of("posterior", BASELINE, 4)
    assert numbers_of("defaults", BASELINE, 3) == {}


def test_numbers_that_a_scenario_or_a_study_sets_are_left_as_they_are():
    key = free_numbers()[0].key
    own = BASELINE.with_parameters({key: 0.6})
    assert key not in numbers_of("posterior", own, 0)
    assert numbers_of("posterior", BASELINE, 0, {key: 0.7})[key] == 0.7


def test_the_source_of_numbers_is_part_of_a_study():
    assert numbers_digest("posterior") == digest() != numbers_digest("defaults") == "defaults"


def test_draws_differ_in_every_number_that_varies():
    drawn = np.array([list(shipped().draw(i).values()) for i in range(20)])
    assert (drawn.std(axis=0) > 0).all()
