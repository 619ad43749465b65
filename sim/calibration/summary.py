"""Summary statistics of the approximate Bayesian fit: the expected normal scores given the targets.

Forty targets are too many to be hit at once. A linear regression of each number on the noisy targets gives as many
statistics as there are numbers to infer, and loses little about them (semi-automatic ABC, Fearnhead and Prangle 2012).
A number the targets tell nothing about has a flat regression and drops out of the distance by itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import BayesianRidge

from sim.calibration.priors import inferred
from sim.calibration.targets import Target, deviation, fit_targets, observed


class Summary(NamedTuple):
    """Linear map from transformed targets to expected scores of the numbers to infer."""

    centre: np.ndarray
    scale: np.ndarray
    models: tuple[BayesianRidge, ...]

    def of(self, values: np.ndarray) -> np.ndarray:
        """Statistics of transformed targets; shapes (n, targets) to (n, inferred)."""
        return np.stack([model.predict((values - self.centre) / self.scale) for model in self.models], axis=1)

    def of_observed(self) -> np.ndarray:
        """Statistics of what was observed; shape (inferred,)."""
        row: np.ndarray = self.of(observed(fit_targets())[None, :])[0]
        return row


def learned(scores: np.ndarray, values: np.ndarray, *, generator: np.random.Generator) -> Summary:
    """Learn the statistics from simulations, to which observation error and discrepancy are added."""
    noisy = with_error(values, generator)
    centre, scale = noisy.mean(axis=0), np.maximum(noisy.std(axis=0), 1e-9)
    models = tuple(BayesianRidge().fit((noisy - centre) / scale, scores[:, place]) for place in inferred())
    return Summary(centre, scale, models)


def with_error(values: np.ndarray, generator: np.random.Generator, targets: Sequence[Target] | None = None) -> np.ndarray:
    """Add observation error and discrepancy to transformed targets (Wilkinson 2013); shape (n, targets); those of the fit by default."""
    return values + deviation(targets or fit_targets()) * generator.standard_normal(values.shape)
