"""History matching: waves of simulations rule out what cannot be (Craig et al. 1997; Vernon, Goldstein and Bower 2010).

    implausibility_j(z) = |observed_j - E[f_j(z)]| / sqrt(Var_emulator + Var_observation + Var_discrepancy)

A vector is ruled out when its second largest implausibility over the targets exceeds 3: one target may be missed
by an emulator's whim. Each wave simulates vectors that the emulators of all earlier waves leave.
"""

from typing import NamedTuple

import numpy as np

from sim.calibration.bank import Bank, keyed_generator
from sim.calibration.emulator import Emulator, fitted
from sim.calibration.priors import free_numbers
from sim.calibration.targets import deviation, fit_targets, observed, transformed

CUTOFF, RANK = 3.0, 2
CANDIDATES = 4_000
MOST_ROUNDS = 200


class Wave(NamedTuple):
    """One wave: what was simulated, its emulator, and the share of the prior that all waves so far leave."""

    scores: np.ndarray
    values: np.ndarray
    emulator: Emulator
    held_out: np.ndarray
    """Share of variance explained on the last fifth of the wave by an emulator of the rest; shape (targets,)."""
    share_left: float


def implausibility(emulator: Emulator, scores: np.ndarray) -> np.ndarray:
    """Second largest implausibility of each vector; shape (n,)."""
    targets = fit_targets()
    mean, spread = emulator.predict(scores)
    every = np.abs(observed(targets) - mean) / np.sqrt(spread**2 + deviation(targets) ** 2)
    ranked: np.ndarray = np.sort(every, axis=1)[:, -RANK]
    return ranked


def matched(bank: Bank, *, waves: int, size: int) -> list[Wave]:
    """Simulate ``waves`` waves of ``size`` vectors each and return them."""
    done: list[Wave] = []
    for number in range(1, waves + 1):
        stage = f"wave-{number}"
        scores, _ = not_ruled_out(done, size, seed=bank.seed, stage=stage)
        values = transformed(bank.simulated(stage, scores), fit_targets())
        good = np.isfinite(values).all(axis=1)
        scores, values = scores[good], values[good]
        cut = 4 * len(scores) // 5
        held_out = fitted(scores[:cut], values[:cut]).score(scores[cut:], values[cut:])
        emulator = fitted(scores, values)
        wave = Wave(scores, values, emulator, held_out, 1.0)
        _, share = not_ruled_out([*done, wave], 1, seed=bank.seed, stage=f"{stage} share", rounds=1)
        done.append(wave._replace(share_left=share))
    return done


def not_ruled_out(waves: list[Wave], wanted: int, *, seed: int, stage: str, rounds: int = MOST_ROUNDS) -> tuple[np.ndarray, float]:
    """Draw vectors from the prior that no wave rules out; also return the share of the prior that is left."""
    kept: list[np.ndarray] = []
    tried = found = 0
    for number in range(rounds):
        candidates = keyed_generator(seed, stage, number).standard_normal((CANDIDATES if waves else wanted, len(free_numbers())))
        good = candidates[plausible(waves, candidates)]
        tried, found = tried + len(candidates), found + len(good)
        kept.append(good)
        if found >= wanted:
            break
    scores = np.concatenate(kept)[:wanted]
    return scores, found / tried


def plausible(waves: list[Wave], scores: np.ndarray) -> np.ndarray:
    """Whether no wave rules a vector out; shape (n,)."""
    left = np.ones(len(scores), dtype=bool)
    for wave in reversed(waves):
        left[left] = implausibility(wave.emulator, scores[left]) <= CUTOFF
    return left
