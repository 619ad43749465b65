"""Simulate and recover: does the fit find numbers that are known, and are its intervals as wide as they should be?

Vectors from what history matching left of the prior are taken for the truth in turn; their simulated targets, with error,
take the place of the data; the estimator of the fit (nearest simulations, regression adjustment) is applied to all other
simulations. Coverage of its intervals and the ranks of the truths (simulation-based calibration, Talts et al. 2018) say
whether it is right; how much of the truths' variance it explains says what the targets identify.
"""

from typing import NamedTuple

import numpy as np

from sim.calibration.adjustment import adjusted
from sim.calibration.priors import inferred
from sim.calibration.summary import Summary

NEAREST = 0.3
"""Share of the simulations used for each truth."""
LEVEL = 0.95


class Recovery(NamedTuple):
    """Results by number to infer."""

    coverage: np.ndarray
    """Share of truths inside their central 95 percent interval."""
    ranks: np.ndarray
    """Rank of each truth among its posterior, 0 to 1; shape (truths, inferred)."""
    explained: np.ndarray
    """Squared correlation between truth and posterior mean."""

    def uneven(self, bins: int = 10) -> np.ndarray:
        """Chi-square of the ranks against evenness over its degrees of freedom, by number; near 1 if the fit is right."""
        counts = np.stack([np.histogram(column, bins=bins, range=(0, 1))[0] for column in self.ranks.T])
        expected = len(self.ranks) / bins
        found: np.ndarray = ((counts - expected) ** 2 / expected).sum(axis=1) / (bins - 1)
        return found


def recovered(scores: np.ndarray, values: np.ndarray, summary: Summary, *, truths: int) -> Recovery:
    """Recover the first ``truths`` of the simulations from the others.

    Args:
        scores: normal scores drawn from what is left of the prior, shape (n, free numbers).
        values: their simulated targets with error, transformed, shape (n, targets).
        summary: the statistics.
        truths: how many of the simulations to recover.
    """
    statistics, mine = summary.of(values), inferred()
    inside, ranks, means = [], [], []
    for truth in range(min(truths, len(scores))):
        others = np.delete(np.arange(len(scores)), truth)
        away = np.linalg.norm(statistics[others] - statistics[truth], axis=1)
        near = np.argsort(away, kind="stable")[: int(NEAREST * len(others))]
        rows = others[near]
        moved, weights = adjusted(scores[rows], statistics[rows], statistics[truth], np.ones(len(rows)), away[near])
        below = (weights[:, None] * (moved[:, mine] < scores[truth, mine])).sum(axis=0)
        ranks.append(below)
        inside.append((below > (1 - LEVEL) / 2) & (below < (1 + LEVEL) / 2))
        means.append((weights[:, None] * moved[:, mine]).sum(axis=0))
    found = np.array(means)
    truth_scores = scores[: len(found), mine]
    explained = np.array([np.corrcoef(found[:, i], truth_scores[:, i])[0, 1] ** 2 for i in range(len(mine))])
    return Recovery(np.mean(inside, axis=0), np.array(ranks), explained)
