"""The fit from end to end: history matching, a pool of simulations, generations of particles, adjustment, checks."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.calibration.adjustment import adjusted
from sim.calibration.bank import FORWARD, Bank, keyed_generator
from sim.calibration.forward import continued
from sim.calibration.matching import Wave, matched, not_ruled_out
from sim.calibration.particles import Generation, first_generation, next_generation
from sim.calibration.priors import free_numbers
from sim.calibration.recovery import Recovery, recovered
from sim.calibration.refresh import refreshed
from sim.calibration.summary import Summary, learned, with_error
from sim.calibration.targets import continuity_targets, fit_targets, judged_targets, transformed
from sim.runs.address import model_digests
from sim.runs.executors import Executor


class Effort(NamedTuple):
    """How much is simulated."""

    waves: int
    wave_size: int
    pool: int
    particles: int
    generations: int
    most: int
    truths: int
    vectors: int

    def simulations(self) -> int:
        """Largest number of simulations that the fit can take."""
        return self.waves * self.wave_size + self.pool + (self.generations - 1) * self.most + 2 * self.vectors


FULL = Effort(waves=2, wave_size=600, pool=3000, particles=1000, generations=4, most=8000, truths=400, vectors=2000)
REDUCED = Effort(waves=2, wave_size=200, pool=600, particles=200, generations=1, most=0, truths=60, vectors=200)


class Fit(NamedTuple):
    """Everything a fit found."""

    seed: int
    effort: Effort
    waves: list[Wave]
    summary: Summary
    generations: list[Generation]
    scores: np.ndarray
    """Adjusted posterior vectors as normal scores; shape (n, free numbers)."""
    weights: np.ndarray
    predicted: np.ndarray
    """Targets simulated with the posterior vectors, with error, transformed; shape (n, targets)."""
    recovery: Recovery
    simulations: int
    seconds: float
    """Time of the clock that the simulations took, over all sessions."""


def calibrate(
    folder: Path, *, seed: int, effort: Effort, executor: Executor, progress: Callable[[str, int], None] | None = None
) -> Fit:
    """Fit the free numbers to the targets of 2019 to 2022.

    Args:
        folder: keeps every simulation; a fit that was stopped goes on from there.
        seed: the same seed gives the same posterior, whatever the number of workers.
        effort: how much is simulated.
        executor: where simulations run.
        progress: called with the name of the stage and the number of simulations done in it.

    Raises:
        OtherSettingsError: the folder holds a fit with other settings.
    """
    bank = Bank(folder, _settings(effort), seed=seed, executor=executor, progress=progress)
    waves = matched(bank, waves=effort.waves, size=effort.wave_size)
    scores, values = _pool(bank, waves, effort.pool)
    summary = learned(scores, values, generator=keyed_generator(seed, "error summary"))
    generations = [first_generation(bank, scores, values, summary, size=min(effort.particles, len(scores)))]
    for number in range(2, effort.generations + 1):
        generations.append(next_generation(bank, generations[-1], waves, summary, number=number, most=effort.most))
    last = generations[-1]
    moved, kernel = adjusted(last.scores, summary.of(last.values), summary.of_observed(), last.weights, last.distance)
    posterior = refreshed(moved, kernel, effort.vectors, keyed_generator(seed, "refresh"))
    ahead = transformed(bank.simulated("continuity", posterior, course=FORWARD), continuity_targets())
    predicted = np.hstack([transformed(bank.simulated("predictive", posterior), fit_targets()), ahead])
    return Fit(
        seed=seed,
        effort=effort,
        waves=waves,
        summary=summary,
        generations=generations,
        scores=posterior,
        weights=continued(posterior, ahead),
        predicted=with_error(predicted, keyed_generator(seed, "error predictive"), judged_targets()),
        recovery=recovered(scores, with_error(values, keyed_generator(seed, "error recovery")), summary, truths=effort.truths),
        simulations=bank.runs,
        seconds=bank.seconds,
    )


def _pool(bank: Bank, waves: list[Wave], size: int) -> tuple[np.ndarray, np.ndarray]:
    """Simulations from what history matching left of the prior."""
    scores, _ = not_ruled_out(waves, size, seed=bank.seed, stage="pool")
    values = transformed(bank.simulated("pool", scores), fit_targets())
    good = np.isfinite(values).all(axis=1)
    return scores[good], values[good]


def _settings(effort: Effort) -> dict[str, object]:
    """What the simulated numbers depend on: code, targets, free numbers and effort."""
    return {
        "model": list(model_digests()),
        "targets": [target.key for target in judged_targets()],
        "free": [[number.key, number.low, number.mode, number.high] for number in free_numbers()],
        "effort": effort._asdict(),
    }
