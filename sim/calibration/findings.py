"""What a fit found, as tables: numbers, targets, correlations, cost."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.calibration.fit import Fit
from sim.calibration.posterior import Posterior
from sim.calibration.priors import free_numbers, inferred, to_parameters
from sim.calibration.targets import judged_targets, untransformed

IDENTIFIED, WEAKLY = 0.5, 0.2
"""Share of prior variance that data must take away from a number to call it identified, or weakly so."""
STRONG = 0.4
"""Posterior correlations above this are told: the data know a combination of two numbers better than either."""
LEVELS = (0.025, 0.25, 0.5, 0.75, 0.975)


class Findings(NamedTuple):
    """Tables of a fit."""

    posterior: Posterior
    numbers: pd.DataFrame
    """key, role, prior and posterior quantiles, shrinkage (share of prior variance taken away), verdict, coverage, uneven, explained."""
    targets: pd.DataFrame
    """key, observed, posterior-predictive quantiles, inside (the 95 percent interval)."""
    correlations: pd.DataFrame
    """first, second, correlation."""
    about: dict[str, Any]


def findings(fit: Fit, *, digests: tuple[str, ...]) -> Findings:
    """Put a fit into tables.

    Args:
        fit: the fit.
        digests: of the model that was fitted.
    """
    posterior = Posterior(tuple(number.key for number in free_numbers()), to_parameters(fit.scores), fit.weights)
    numbers = _numbers(fit, posterior)
    targets = _targets(fit)
    about = {
        "seed": fit.seed,
        "effort": fit.effort._asdict(),
        "simulations": fit.simulations,
        "seconds": round(fit.seconds),
        "model": list(digests),
        "vectors": len(fit.scores),
        "effective_vectors": round(float(1.0 / (fit.weights**2).sum()), 1),
        "waves": [{"share_left": round(wave.share_left, 4), "explained": round(float(np.median(wave.held_out)), 3)} for wave in fit.waves],
        "generations": [_generation(generation) for generation in fit.generations],
        "inside": int(targets.inside.sum()),
        "of": len(targets),
    }
    return Findings(posterior, numbers, targets, _correlations(fit, posterior), about)


def _generation(generation: Any) -> dict[str, float]:
    return {
        "tolerance": round(generation.tolerance, 4),
        "simulated": generation.simulated,
        "acceptance": round(generation.acceptance, 4),
        "effective": round(generation.effective_size, 1),
    }


def quantiles(values: np.ndarray, weights: np.ndarray, levels: tuple[float, ...] = LEVELS) -> np.ndarray:
    """Weighted quantiles of each column; shape (levels, columns). Rows with NaN are left out."""
    good = np.isfinite(values).all(axis=1)
    values, weights = values[good], weights[good]
    result = np.empty((len(levels), values.shape[1]))
    for column in range(values.shape[1]):
        order = np.argsort(values[:, column], kind="stable")
        middle = np.cumsum(weights[order]) - 0.5 * weights[order]
        result[:, column] = np.interp(levels, middle / weights.sum(), values[order, column])
    return result


def _numbers(fit: Fit, posterior: Posterior) -> pd.DataFrame:
    prior = np.stack([number.quantile(np.array(LEVELS)) for number in free_numbers()], axis=1)
    after = quantiles(posterior.values, posterior.weights)
    mean = np.average(fit.scores, axis=0, weights=fit.weights)
    left = np.average((fit.scores - mean) ** 2, axis=0, weights=fit.weights)
    rows = []
    for i, number in enumerate(free_numbers()):
        shrinkage = max(0.0, 1.0 - float(left[i]))
        rows.append(
            {
                "key": number.key,
                "role": number.role,
                **{f"prior_{level}": prior[k, i] for k, level in enumerate(LEVELS)},
                **{f"posterior_{level}": after[k, i] for k, level in enumerate(LEVELS)},
                "shrinkage": shrinkage if number.role == "infer" else np.nan,
                "verdict": _verdict(number.role, shrinkage),
            }
        )
    table = pd.DataFrame(rows)
    mine = inferred()
    for name, values in (("coverage", fit.recovery.coverage), ("uneven", fit.recovery.uneven()), ("explained", fit.recovery.explained)):
        table[name] = np.nan
        table.loc[mine, name] = values
    return table


def _verdict(role: str, shrinkage: float) -> str:
    if role == "carry":
        return "carried"
    return "identified" if shrinkage >= IDENTIFIED else "weakly" if shrinkage >= WEAKLY else "not"


def _targets(fit: Fit) -> pd.DataFrame:
    targets = judged_targets()
    predicted = untransformed(quantiles(fit.predicted, fit.weights), targets)
    table = pd.DataFrame({"key": [target.key for target in targets], "observed": [target.value for target in targets]})
    for k, level in enumerate(LEVELS):
        table[f"predicted_{level}"] = predicted[k]
    rounded = table[["predicted_0.025", "predicted_0.975"]].round(6)
    table["inside"] = (table.observed >= rounded["predicted_0.025"]) & (table.observed <= rounded["predicted_0.975"])
    return table


def _correlations(fit: Fit, posterior: Posterior) -> pd.DataFrame:
    spread = np.cov(fit.scores.T, aweights=fit.weights)
    scale = np.sqrt(np.diag(spread))
    between = spread / np.outer(scale, scale)
    pairs = [(i, j) for i in inferred() for j in inferred() if i < j and abs(between[i, j]) >= STRONG]
    pairs.sort(key=lambda pair: -abs(between[pair]))
    return pd.DataFrame([(posterior.keys[i], posterior.keys[j], between[i, j]) for i, j in pairs], columns=["first", "second", "correlation"])
