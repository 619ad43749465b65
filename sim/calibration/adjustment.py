"""Regression adjustment: what is left of the distance is taken out along a local regression (Beaumont, Zhang and Balding 2002)."""

import numpy as np

from sim.calibration.priors import inferred

EDGE = 4.0
"""Scores beyond this lie outside 99.99 percent of the prior."""
RIDGE = 1e-2


def adjusted(scores: np.ndarray, statistics: np.ndarray, aim: np.ndarray, weights: np.ndarray, distance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Move vectors to where their statistics would equal ``aim``; nearer ones weigh more (Epanechnikov's kernel).

    Args:
        scores: normal scores, shape (n, free numbers); carried numbers stay.
        statistics: summaries of the simulations, shape (n, statistics).
        aim: summary of what was observed, shape (statistics,).
        weights: importance weights, shape (n,).
        distance: distance of each summary from the aim, shape (n,).

    Returns:
        adjusted scores and their weights, the latter adding to one.
    """
    reach = distance.max() * (1.0 + 1e-9)
    kernel = weights * (1.0 - (distance / reach) ** 2)
    kernel /= kernel.sum()
    offset = statistics - aim
    design = np.column_stack([np.ones(len(offset)), offset])
    left = design.T @ (kernel[:, None] * design)
    left[1:, 1:] += RIDGE * np.diag(np.diag(left[1:, 1:]))
    mine = inferred()
    coefficients = np.linalg.solve(left, design.T @ (kernel[:, None] * scores[:, mine]))
    moved = scores.copy()
    moved[:, mine] = np.clip(scores[:, mine] - offset @ coefficients[1:], -EDGE, EDGE)
    return moved, kernel
