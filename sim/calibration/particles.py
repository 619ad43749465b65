"""Sequential Monte Carlo for the approximate posterior (Beaumont et al. 2009; Toni et al. 2009).

A generation proposes vectors round the last one, simulates them and accepts those whose summary lies within a tolerance
of the observed one; weights are prior over proposal. The proposal is one normal distribution with the mean and a little
more than the spread of the last generation (population Monte Carlo, Cappe et al. 2004): in thirty dimensions the usual
random walk round single vectors leaves a few of them with all the weight. Numbers that are only carried are proposed from
their prior.

Every proposal and every simulation is keyed by generation and place. Accepted are the first so many in the order of
their places, not the first to finish: the posterior does not depend on the number of workers. (The kept library for
this, pyABC, seeds each worker by itself and takes whichever finishes first, issue 392 of its tracker; that cannot be
reproduced on another machine.)
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.calibration.bank import BATCH, Bank, keyed_generator
from sim.calibration.matching import Wave, plausible
from sim.calibration.priors import free_numbers, inferred
from sim.calibration.summary import Summary, with_error
from sim.calibration.targets import fit_targets, transformed

INFLATION = 1.1
"""Spread of the proposal over that of the generation, so that tails are proposed too."""
TRIES_AT_ONCE = 8


class Generation(NamedTuple):
    """Accepted vectors of one generation with their weights; rows are in the order of their places."""

    scores: np.ndarray
    values: np.ndarray
    """Simulated targets with error, transformed; shape (n, targets)."""
    distance: np.ndarray
    weights: np.ndarray
    tolerance: float
    simulated: int

    @property
    def effective_size(self) -> float:
        """Kish's effective number of vectors."""
        return float(self.weights.sum() ** 2 / (self.weights**2).sum())

    @property
    def acceptance(self) -> float:
        """Accepted over simulated."""
        return len(self.scores) / self.simulated


def first_generation(bank: Bank, scores: np.ndarray, values: np.ndarray, summary: Summary, *, size: int) -> Generation:
    """Take the ``size`` vectors nearest to what was observed out of simulations from what history matching left of the prior."""
    noisy = with_error(values, keyed_generator(bank.seed, "error pool"))
    distance = distances(summary, noisy)
    nearest = np.sort(np.argsort(distance, kind="stable")[:size])
    weights = np.full(size, 1.0 / size)
    return Generation(scores[nearest], noisy[nearest], distance[nearest], weights, float(distance[nearest].max()), len(scores))


def next_generation(bank: Bank, last: Generation, waves: Sequence[Wave], summary: Summary, *, number: int, most: int) -> Generation:
    """Propose from the last generation until as many are accepted at the median of its distances.

    Args:
        bank: where simulations are done and kept.
        last: the generation before.
        waves: history matching; what it ruled out is not simulated.
        summary: the statistics.
        number: number of this generation, part of the key of its draws.
        most: largest number of simulations; reaching it ends the generation with fewer vectors.
    """
    stage, wanted = f"generation-{number}", len(last.scores)
    tolerance = float(_weighted_median(last.distance, last.weights))
    scores: list[np.ndarray] = []
    values: list[np.ndarray] = []
    accepted = simulated = 0
    while accepted < wanted and simulated < most:
        batch = _proposals(bank.seed, stage, simulated, last, waves)
        raw = transformed(bank.simulated(stage, batch, first=simulated), fit_targets())
        noisy = with_error(raw, keyed_generator(bank.seed, f"error {stage}", simulated))
        close = np.isfinite(noisy).all(axis=1) & (distances(summary, np.nan_to_num(noisy)) <= tolerance)
        scores.append(batch[close])
        values.append(noisy[close])
        accepted, simulated = accepted + int(close.sum()), simulated + BATCH
    kept, found = np.concatenate(scores)[:wanted], np.concatenate(values)[:wanted]
    logarithms = _log_prior(kept) - _log_proposal(kept, last)
    weights = np.exp(logarithms - logarithms.max())
    return Generation(kept, found, distances(summary, found), weights / weights.sum(), tolerance, simulated)


def distances(summary: Summary, values: np.ndarray) -> np.ndarray:
    """Distance of simulated statistics from the observed ones, in units of prior standard deviations; shape (n,)."""
    found: np.ndarray = np.linalg.norm(summary.of(values) - summary.of_observed(), axis=1)
    return found


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    order = np.argsort(values, kind="stable")
    return float(values[order][np.searchsorted(np.cumsum(weights[order]), 0.5 * weights.sum())])


def _round_the_last(last: Generation) -> tuple[np.ndarray, np.ndarray]:
    """Mean and Cholesky factor of the proposal, for the numbers to infer.

    The correlations of few effective vectors are drawn towards none, in proportion to dimensions over vectors.
    """
    mine = last.scores[:, inferred()]
    mean = np.average(mine, axis=0, weights=last.weights)
    spread = np.cov(mine.T, aweights=last.weights)
    shrink = mine.shape[1] / (mine.shape[1] + last.effective_size)
    spread = (1.0 - shrink) * spread + shrink * np.diag(np.diag(spread))
    return mean, INFLATION * np.linalg.cholesky(spread)


def _proposals(seed: int, stage: str, first: int, last: Generation, waves: Sequence[Wave]) -> np.ndarray:
    """A batch of proposals that history matching does not rule out, each drawn by the generator of its place."""
    mean, factor = _round_the_last(last)
    generators = [keyed_generator(seed, stage, first + i) for i in range(BATCH)]
    rows = np.full((BATCH, len(free_numbers())), np.nan)
    while (missing := np.flatnonzero(np.isnan(rows[:, 0]))).size:
        several = np.stack([generators[i].standard_normal((TRIES_AT_ONCE, rows.shape[1])) for i in missing])
        several[:, :, inferred()] = mean + several[:, :, inferred()] @ factor.T
        good = plausible(list(waves), several.reshape(-1, rows.shape[1])).reshape(len(missing), TRIES_AT_ONCE)
        for i, candidates, left in zip(missing, several, good, strict=True):
            if left.any():
                rows[i] = candidates[np.argmax(left)]
    return rows


def _log_prior(scores: np.ndarray) -> np.ndarray:
    density: np.ndarray = -0.5 * (scores[:, inferred()] ** 2).sum(axis=1)
    return density


def _log_proposal(scores: np.ndarray, last: Generation) -> np.ndarray:
    """Log density of the proposal up to a constant; carried numbers cancel against their prior."""
    mean, factor = _round_the_last(last)
    white = np.linalg.solve(factor, (scores[:, inferred()] - mean).T)
    density: np.ndarray = -0.5 * (white**2).sum(axis=0)
    return density
