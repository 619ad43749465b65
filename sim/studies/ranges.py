"""Plausible ranges of parameters: the worlds in which a finding should hold."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.stats import qmc

from sim.parameters.registry import parameters
from sim.scenario.problems import Problem, ScenarioError, suggestions


def parameter_ranges(keys: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return the plausible ranges of parameters; a key without a dot names a whole group.

    Raises:
        ScenarioError: for every key that is neither a parameter nor a group.
    """
    known = parameters()
    groups = {key.split(".")[0] for key in known}
    unknown = [key for key in keys if key not in known and key not in groups]
    if unknown:
        every = [*known, *groups]
        raise ScenarioError([Problem("factors", None, key, "unknown_parameter", _told(key, every)) for key in unknown])
    chosen = [name for key in keys for name in known if name == key or name.split(".")[0] == key]
    return {name: known[name].free.bounds for name in dict.fromkeys(chosen) if known[name].free.bounds[0] < known[name].free.bounds[1]}


def _told(key: str, every: Sequence[str]) -> dict[str, Any]:
    close = suggestions(key, every)
    return {"found": key, "allowed": ", ".join(close) or "...", "suggestions": close}


def worlds(ranges: Mapping[str, tuple[float, float]], count: int, seed: int) -> list[dict[str, float]]:
    """Return plausible worlds: a Latin hypercube over the ranges, so that each range is covered evenly."""
    unit = qmc.LatinHypercube(len(ranges), rng=np.random.default_rng(seed)).random(count)
    low, high = np.array(list(ranges.values())).T
    return [dict(zip(ranges, map(float, point), strict=True)) for point in low + unit * (high - low)]
