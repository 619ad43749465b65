"""The pieces of the fit on problems whose answer is known: a linear model with normal noise has a normal posterior."""

import numpy as np
import pytest

from sim.calibration.adjustment import adjusted
from sim.calibration.emulator import fitted
from sim.calibration.findings import quantiles
from sim.calibration.posterior import Posterior, read, write
from sim.calibration.priors import free_numbers, inferred
from sim.calibration.recovery import recovered
from sim.calibration.refresh import refreshed
from sim.calibration.summary import Summary, learned
from sim.calibration.targets import deviation, fit_targets

SIZE = len(free_numbers())


@pytest.fixture(scope="module")
def toy():
    """Scores from the prior and targets that are a number of their own each, in units of the targets' deviation."""
    generator = np.random.default_rng(7)
    scores = generator.normal(size=(6000, SIZE))
    mine = scores[:, inferred()]
    clear = np.zeros((len(inferred()), len(fit_targets())))
    for place in range(4):
        clear[place, place] = 3.0
    values = mine @ clear * deviation(fit_targets())
    return scores, values


def test_what_the_targets_tell_is_recovered_and_the_rest_keeps_its_prior(toy):
    scores, values = toy
    noisy = values + deviation(fit_targets()) * np.random.default_rng(8).normal(size=values.shape)
    summary = learned(scores, values, generator=np.random.default_rng(9))
    recovery = recovered(scores, noisy, summary, truths=150)
    told = 9.0 / 10.0
    assert recovery.explained[:4] == pytest.approx(told, abs=0.06)
    assert recovery.explained[4:].max() < 0.1
    assert recovery.coverage[:4].mean() == pytest.approx(0.95, abs=0.04)
    assert np.median(recovery.uneven()) < 2.0


def test_adjustment_moves_vectors_to_the_posterior_of_a_linear_model():
    generator = np.random.default_rng(1)
    scores = generator.normal(size=(5000, SIZE))
    mine = inferred()
    statistics = scores[:, mine] + 0.5 * generator.normal(size=(5000, len(mine)))
    aim = np.zeros(len(mine))
    aim[0] = 1.0
    distance = np.abs(statistics[:, 0] - 1.0)
    near = distance < 0.8
    moved, weights = adjusted(scores[near], statistics[near], aim, np.ones(near.sum()), distance[near])
    assert weights.sum() == pytest.approx(1.0)
    assert np.average(moved[:, 0], weights=weights) == pytest.approx(1.0 / 1.25, abs=0.06)
    assert np.average((moved[:, 0] - 0.8) ** 2, weights=weights) == pytest.approx(0.2, abs=0.03)
    carried = np.setdiff1d(np.arange(SIZE), mine)
    assert np.array_equal(moved[:, carried], scores[near][:, carried])


def test_the_emulator_predicts_a_quadratic_it_has_not_seen():
    generator = np.random.default_rng(2)
    scores = generator.normal(size=(900, SIZE))
    x = scores[:, inferred()]
    values = np.stack([x[:, 0] + 0.5 * x[:, 1] ** 2, x[:, 2] * x[:, 3]], axis=1) + 0.1 * generator.normal(size=(900, 2))
    emulator = fitted(scores[:700], values[:700])
    assert emulator.score(scores[700:], values[700:]).min() > 0.9
    mean, spread = emulator.predict(scores[700:])
    assert mean.shape == spread.shape == (200, 2)
    assert (spread > 0).all()


def test_weighted_quantiles_follow_the_weights():
    values = np.array([[1.0], [2.0], [3.0], [4.0]])
    assert quantiles(values, np.full(4, 0.25), (0.5,))[0, 0] == pytest.approx(2.5)
    assert quantiles(values, np.array([0.01, 0.01, 0.01, 0.97]), (0.5,))[0, 0] == pytest.approx(4.0, abs=0.1)
    assert quantiles(np.array([[np.nan], [2.0]]), np.array([0.9, 0.1]), (0.5,))[0, 0] == 2.0


def test_draws_walk_evenly_through_the_weights():
    posterior = Posterior(("a",), np.arange(4.0)[:, None], np.array([0.1, 0.2, 0.3, 0.4]))
    drawn = [posterior.draw(i)["a"] for i in range(1000)]
    assert [drawn.count(value) / 1000 for value in range(4)] == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=0.005)
    assert posterior.draw(17) == posterior.draw(17)
    assert posterior.centre() == {"a": pytest.approx(2.0)}


def test_vectors_are_read_as_written(tmp_path):
    posterior = Posterior(("growth.trend", "search.take"), np.array([[0.01, 0.5], [0.02, 0.25]]), np.array([0.25, 0.75]))
    write(posterior, tmp_path / "vectors.csv")
    again = read(tmp_path / "vectors.csv")
    assert again.keys == posterior.keys
    assert again.values == pytest.approx(posterior.values)
    assert again.weights == pytest.approx(posterior.weights)


def test_a_file_that_is_no_table_of_vectors_is_refused(tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="weight,KEY"):
        read(tmp_path / "other.csv")


def test_a_summary_of_the_observed_is_one_row(toy):
    summary = learned(*toy, generator=np.random.default_rng(9))
    assert isinstance(summary, Summary)
    assert summary.of_observed().shape == inferred().shape


def test_refreshed_vectors_keep_mean_and_spread_of_weighted_ones():
    generator = np.random.default_rng(3)
    scores = generator.normal(size=(3000, SIZE))
    weights = np.exp(0.7 * scores[:, 0])
    weights /= weights.sum()
    fresh = refreshed(scores, weights, 6000, generator)
    assert fresh.shape == (6000, SIZE)
    assert len(np.unique(fresh[:, 1])) > 5950
    assert fresh[:, 0].mean() == pytest.approx(np.average(scores[:, 0], weights=weights), abs=0.05)
    assert fresh.std(axis=0) == pytest.approx(np.ones(SIZE), abs=0.12)
