"""More vectors from few: resampling with a kernel that keeps mean and spread (Liu and West 2001)."""

import numpy as np

BANDWIDTH = 0.3
"""Spread of the kernel over that of the vectors; the kernel's centres move towards the mean, so that the whole spread stays."""
EDGE = 4.0


def refreshed(scores: np.ndarray, weights: np.ndarray, size: int, generator: np.random.Generator) -> np.ndarray:
    """Draw vectors of equal weight from a smooth version of weighted ones; shape (size, free numbers).

    Args:
        scores: normal scores, shape (n, free numbers).
        weights: adding to one, shape (n,).
        size: how many to draw.
        generator: of the draws.
    """
    places = np.searchsorted(np.cumsum(weights), (np.arange(size) + generator.uniform()) / size * weights.sum())
    mean = np.average(scores, axis=0, weights=weights)
    factor = np.linalg.cholesky(_spread(scores, weights))
    noise = generator.standard_normal((size, scores.shape[1])) @ factor.T
    moved = mean + np.sqrt(1.0 - BANDWIDTH**2) * (scores[np.minimum(places, len(scores) - 1)] - mean) + BANDWIDTH * noise
    return np.clip(moved, -EDGE, EDGE)


def _spread(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Covariance; correlations of few effective vectors are drawn towards none, in proportion to dimensions over vectors."""
    effective = weights.sum() ** 2 / (weights**2).sum()
    shrink = scores.shape[1] / (scores.shape[1] + effective)
    spread = np.cov(scores.T, aweights=weights)
    result: np.ndarray = (1.0 - shrink) * spread + shrink * np.diag(np.diag(spread)) + 1e-9 * np.eye(len(spread))
    return result
