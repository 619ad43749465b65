"""A small fit on the real hindcast: it goes on where it was stopped, and the same seed gives the same posterior."""

import shutil

import numpy as np
import pytest

from sim.calibration.bank import HINDCAST, Bank, OtherSettingsError, keyed_seed
from sim.calibration.findings import findings
from sim.calibration.fit import REDUCED, Effort, calibrate
from sim.calibration.forward import continued, forward
from sim.calibration.hindcast import hindcast
from sim.calibration.priors import free_numbers, inferred
from sim.calibration.shipping import ship
from sim.calibration.targets import continuity_targets, deviation, fit_targets, judged_targets, observed
from sim.runs.pool import local_executor

SMALL = Effort(waves=1, wave_size=50, pool=100, particles=30, generations=2, most=50, truths=8, vectors=30)


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fit")
    stages = []
    with local_executor(1) as executor:
        fit = calibrate(folder, seed=4, effort=SMALL, executor=executor, progress=lambda stage, done: stages.append((stage, done)))
    return folder, fit, stages


def test_a_hindcast_gives_a_number_for_every_target_and_the_same_bits_again():
    first, second = hindcast({}, seed=5), hindcast({}, seed=5)
    assert first.shape == (len(fit_targets()),)
    assert np.isfinite(first).all()
    assert np.array_equal(first, second)
    assert not np.array_equal(first, hindcast({}, seed=6))


def test_a_fit_tells_how_far_it_is_and_stays_within_its_effort(fitted):
    _, fit, stages = fitted
    assert [stage for stage, _ in stages][0] == "wave-1"
    assert stages[-1][0] == "predictive"
    assert {"pool", "generation-2"} <= {stage for stage, _ in stages}
    assert fit.simulations <= SMALL.simulations()
    assert fit.seconds > 0


def test_the_weights_of_a_posterior_add_to_one_and_its_vectors_lie_in_their_ranges(fitted):
    _, fit, _ = fitted
    found = findings(fit, digests=("a",))
    assert fit.weights.sum() == pytest.approx(1.0)
    assert (fit.weights >= 0).all()
    for number, column in zip(free_numbers(), found.posterior.values.T, strict=True):
        assert (column >= number.low).all()
        assert (column <= number.high).all()
    assert len(found.targets) == len(judged_targets())
    assert len(found.numbers) == len(free_numbers())


def test_a_fit_that_lost_a_batch_simulates_only_that_one_and_ends_the_same(fitted, tmp_path):
    folder, fit, _ = fitted
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "pool" / "000050.npz").unlink()
    (copy / "wave-1" / "000000.npz").write_bytes(b"cut short")
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*.npz")}
    with local_executor(2) as executor:
        again = calibrate(copy, seed=4, effort=SMALL, executor=executor)
    assert np.array_equal(again.scores, fit.scores)
    assert np.array_equal(again.weights, fit.weights)
    assert np.array_equal(again.predicted, fit.predicted)
    redone = {path.relative_to(copy).as_posix() for path in copy.rglob("*.npz") if before.get(path) != path.stat().st_mtime_ns}
    assert redone == {"pool/000050.npz", "wave-1/000000.npz"}


def test_a_folder_of_another_fit_is_refused(fitted):
    folder, _, _ = fitted
    with local_executor(1) as executor, pytest.raises(OtherSettingsError, match="other settings"):
        calibrate(folder, seed=4, effort=SMALL._replace(pool=200), executor=executor)


def test_vectors_that_the_model_refuses_are_rows_of_nan(tmp_path):
    def refuse(*_args, **_kwargs):
        raise OverflowError("more firms in one month than the table has room for")

    with local_executor(1) as executor:
        bank = Bank(tmp_path, {}, seed=1, executor=executor)
        values = bank.simulated("odd", np.zeros((1, len(free_numbers()))), course=HINDCAST._replace(run=refuse))
    assert values.shape == (1, len(fit_targets()))
    assert np.isnan(values).all()


def test_seeds_of_simulations_differ_by_stage_place_and_fit():
    seeds = {keyed_seed(seed, stage, place) for seed in (1, 2) for stage in ("pool", "wave-1") for place in range(50)}
    assert len(seeds) == 200


def test_the_files_of_a_fit_are_written_and_can_be_read(fitted, tmp_path):
    _, fit, _ = fitted
    files = ship(findings(fit, digests=("a", "b", "")), tmp_path)
    assert {path.name for path in files} == {"vectors.csv", "numbers.csv", "targets.csv", "correlations.csv", "about.json"}
    assert all(path.stat().st_size > 0 for path in files)


def test_a_trial_fit_is_much_smaller_than_a_full_one():
    assert REDUCED.simulations() <= 1500


def test_vectors_whose_built_population_does_not_carry_on_lose_weight():
    targets = continuity_targets()
    generator = np.random.default_rng(5)
    scores = generator.standard_normal((400, len(free_numbers())))
    slope = scores[:, inferred()[0]]
    noise = generator.standard_normal((400, len(targets)))
    ahead = observed(targets) + deviation(targets) * (3.0 * slope[:, None] + 0.1 * noise)
    ahead[0] = np.nan
    weights = continued(scores, ahead)
    assert weights.sum() == pytest.approx(1.0)
    assert weights[0] == 0.0
    near, far = np.abs(slope) < 0.2, np.abs(slope) > 1.0
    assert weights[near].mean() > 20 * weights[far].mean()


def test_the_luck_of_one_seed_does_not_change_the_weight_of_a_vector():
    targets = continuity_targets()
    generator = np.random.default_rng(6)
    scores = generator.standard_normal((600, len(free_numbers())))
    weights = continued(scores, observed(targets) + deviation(targets) * generator.standard_normal((600, len(targets))))
    assert weights.max() < 2.0 / 600


def test_the_first_year_of_the_built_population_gives_a_number_for_every_continuity_target():
    values = forward({}, seed=5)
    assert values.shape == (len(continuity_targets()),)
    assert (values > 0).all()
