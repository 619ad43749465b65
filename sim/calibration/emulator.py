"""A fast stand-in for the hindcast: each target's mean as a quadratic in the normal scores, with its uncertainty."""

from typing import NamedTuple

import numpy as np
from sklearn.linear_model import BayesianRidge
from sklearn.preprocessing import PolynomialFeatures

from sim.calibration.priors import inferred


class Emulator(NamedTuple):
    """One Bayesian ridge regression per target on linear, squared and mixed terms of the numbers to infer.

    Its predictive spread holds what the terms miss and the chance variation between seeds together.
    """

    terms: PolynomialFeatures
    models: tuple[BayesianRidge, ...]

    def predict(self, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean and standard deviation of each target on its transformed scale; shapes (n, targets)."""
        features = self.terms.transform(np.clip(scores[:, inferred()], -4, 4))
        both = [model.predict(features, return_std=True) for model in self.models]
        return np.stack([mean for mean, _ in both], axis=1), np.stack([spread for _, spread in both], axis=1)

    def score(self, scores: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Share of variance explained on simulations it has not seen; shape (targets,)."""
        mean, _ = self.predict(scores)
        spread = np.maximum(values.var(axis=0), 1e-12)
        explained: np.ndarray = 1.0 - ((values - mean) ** 2).mean(axis=0) / spread
        return explained


def fitted(scores: np.ndarray, values: np.ndarray) -> Emulator:
    """Fit the emulator.

    Args:
        scores: normal scores, shape (n, free numbers).
        values: simulated targets on their transformed scales, shape (n, targets).
    """
    terms = PolynomialFeatures(degree=2, include_bias=False)
    features = terms.fit_transform(np.clip(scores[:, inferred()], -4, 4))
    return Emulator(terms, tuple(BayesianRidge().fit(features, column) for column in values.T))
