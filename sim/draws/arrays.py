"""Keyed draws for whole columns: one number per birth identity, for building populations."""

import numpy as np

from sim.draws.keyed import child_identity, normal, uniform
from sim.kernels import maker


@maker
def uniforms(key, identities, index):
    """One uniform for each identity; shape (n,)."""
    out = np.empty(identities.shape[0])
    for i in range(identities.shape[0]):
        out[i] = uniform(key, identities[i], index)
    return out


@maker
def normals(key, identities, index):
    """One standard normal for each identity, from indices ``index`` and ``index + 1``; shape (n,)."""
    out = np.empty(identities.shape[0])
    for i in range(identities.shape[0]):
        out[i] = normal(key, identities[i], index)
    return out


@maker
def families(parents, month, members):
    """Identities of child number ``members[i]`` of ``parents[i]``; shape (n,)."""
    out = np.empty(parents.shape[0], dtype=np.uint64)
    for i in range(parents.shape[0]):
        out[i] = child_identity(parents[i], month, members[i])
    return out


def exponential_between(u: np.ndarray, mean: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Exponential numbers with the given mean above ``low``, cut off at ``high``, by inversion of uniforms ``u``."""
    room = -np.expm1(-(high - low) / mean)
    return low - mean * np.log1p(-u * room)


def lognormal_below(z: np.ndarray, median: np.ndarray, spread: np.ndarray, ceiling: np.ndarray) -> np.ndarray:
    """Lognormal numbers; those above the ceiling are reflected to lie below it on the log scale, at most once, then cut."""
    log = np.log(median) + spread * z
    top = np.log(ceiling)
    return np.exp(np.minimum(np.where(log > top, 2 * top - log, log), top))


def pareto_between(u: np.ndarray, exponent: float, low: float, high: float) -> np.ndarray:
    """Pareto numbers with a CCDF exponent between two bounds, by inversion."""
    tail = 1.0 - (low / high) ** exponent
    return low * (1.0 - u * tail) ** (-1.0 / exponent)
