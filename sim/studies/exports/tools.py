"""Stored studies in the forms of the EMA Workbench and of SALib."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from sim.studies.exports.settings import NotForThisKindError, settings_of

if TYPE_CHECKING:
    from sim.studies.stored import StoredResults


class SalibData(NamedTuple):
    """What SALib's analyses take: ``analyze(data.problem, data.X, data.Y)``."""

    problem: dict[str, Any]
    """``num_vars``, ``names`` and ``bounds``."""
    X: np.ndarray
    """Shape (rows, factors); money in million CNY."""
    Y: np.ndarray
    """Shape (rows,), in the unit of the indicator."""


def ema_form(stored: "StoredResults", *, of: str | None, region: str) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Return ``(experiments, outcomes)``, see :meth:`sim.studies.stored.StoredResults.to_ema`."""
    found = settings_of(stored, of=of, region=region)
    return found.experiments, dict(found.outcomes)


def salib_form(stored: "StoredResults", outcome: str | None, *, of: str | None, region: str) -> SalibData:
    """Return problem, X and Y, see :meth:`sim.studies.stored.StoredResults.to_salib`."""
    found = settings_of(stored, of=of, region=region)
    known = stored.manifest.get("outcome") or next(iter(found.outcomes))
    chosen = outcome or str(known).rpartition(".")[2]
    if chosen not in found.outcomes:
        raise KeyError(f"no outcome {chosen!r}; there are {', '.join(found.outcomes)}")
    words = [key for key in found.experiments if key not in found.bounds and key not in ("scenario", "policy", "model")]
    table = found.experiments[found.factors]
    if words or not found.factors or table.isna().any(axis=None):
        raise NotForThisKindError("SALib needs a number for every factor at every point; here are words, gaps, or no factor at all")
    problem = {"num_vars": len(found.factors), "names": found.factors, "bounds": [list(found.bounds[key]) for key in found.factors]}
    return SalibData(problem, table.to_numpy(dtype=float), np.asarray(found.outcomes[chosen], dtype=float))
