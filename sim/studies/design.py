"""Designs: the points of a sweep, each a value for every factor."""

import warnings
from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

import numpy as np
from scipy.stats import qmc

from sim.levers.registry import lever_types
from sim.scenario.amounts import Fen
from sim.scenario.problems import Problem, ScenarioError
from sim.studies.plan import MOST_POINTS, Factor, SweepPlan

type Point = dict[str, Any]


def points_of(plan: SweepPlan) -> list[Point]:
    """Return the points of a plan, in a fixed order; the same plan gives the same points.

    Raises:
        ScenarioError: the factors do not fit the design.
    """
    match plan.design:
        case "grid":
            _refuse_large_grid(plan)
            return [dict(zip(plan.vary, values, strict=True)) for values in product(*_levels(plan).values())]
        case "list":
            return _listed(plan)
        case "one-at-a-time":
            return _one_at_a_time(plan)
        case "latin-hypercube":
            return _sampled(plan, qmc.LatinHypercube(len(plan.vary), rng=plan.seed).random(plan.points))
        case "sobol":
            return _sampled(plan, _sobol(plan))


def _refuse_large_grid(plan: SweepPlan) -> None:
    """Count the points before any is made: a plan of a few lines can ask for more than fit into memory."""
    points = prod(len(factor.values) or plan.points for factor in plan.vary.values())
    if points > MOST_POINTS:
        raise ScenarioError([Problem("plan", None, "vary", "grid_large", {"points": f"{points:,}", "most": f"{MOST_POINTS:,}"})])


def _sobol(plan: SweepPlan) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # any number of points may be asked for; powers of two are only better balanced
        return qmc.Sobol(len(plan.vary), rng=plan.seed).random(plan.points)


def _levels(plan: SweepPlan) -> dict[str, list[Any]]:
    """Values of each factor: its list, or ``points`` equally spaced values of its range."""
    return {
        key: list(factor.values) if factor.values else [_at(key, factor, u) for u in np.linspace(0, 1, plan.points)]
        for key, factor in plan.vary.items()
    }


def _at(key: str, factor: Factor, u: float) -> Any:
    """Value of a factor at a place between 0 and 1; whole numbers and fen are rounded."""
    if factor.values:
        return factor.values[min(len(factor.values) - 1, int(u * len(factor.values)))]
    low, high = factor.ends()
    number = low + float(u) * (high - low)
    if factor.is_money:
        return Fen(round(number))
    return round(number) if _is_whole(key) else number


def _is_whole(key: str) -> bool:
    chapter, _, rest = key.partition(".")
    lever, _, term = rest.partition(".")
    return chapter == "levers" and lever_types()[lever].terms_type.model_fields[term].annotation is int


def _listed(plan: SweepPlan) -> list[Point]:
    lengths = {len(factor.values) for factor in plan.vary.values()}
    if len(lengths) != 1 or 0 in lengths:
        raise ScenarioError([Problem("plan", None, "vary", "design_lists", {"design": plan.design})])
    return [dict(zip(plan.vary, values, strict=True)) for values in zip(*(f.values for f in plan.vary.values()), strict=True)]


def _one_at_a_time(plan: SweepPlan) -> list[Point]:
    """Each factor alone takes its values; the others stay as the scenario has them."""
    return [{key: value} for key, values in _levels(plan).items() for value in values]


def _sampled(plan: SweepPlan, unit: np.ndarray) -> list[Point]:
    _refuse_single_values(plan.design, plan.vary)
    keys: Sequence[str] = list(plan.vary)
    return [{key: _at(key, plan.vary[key], float(u)) for key, u in zip(keys, row, strict=True)} for row in unit]


def _refuse_single_values(design: str, vary: Mapping[str, Factor]) -> None:
    single = [key for key, factor in vary.items() if len(factor.values) == 1]
    if single:
        raise ScenarioError([Problem("plan", None, f"vary.{key}", "design_ranges", {"design": design, "factor": key}) for key in single])
