"""Sensitivity: which assumptions move an outcome, a policy's effect, or the ranking of policies.

Samples and indices are SALib's: Morris' elementary effects (mu*, sigma) to screen many factors, Sobol's first-order and
total indices for few. Every sample point is run with the baseline and all policies on the same seeds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from sim.indicators.registry import indicators
from sim.parameters.registry import parameters
from sim.runs.outcome import DONE, RunOutcome
from sim.runs.pool import Progress, RunOrder, run_all
from sim.runs.seeds import replicate_seed
from sim.runs.summary import outcome_values
from sim.scenario.problems import Problem, ScenarioError, suggestions
from sim.scenario.types import Scenario

type Method = Literal["morris", "sobol"]
CIRCLE = 8
LEVELS = 4


@dataclass(frozen=True)
class Sample:
    """Factors with their ranges, and the points at which the model is run."""

    method: Method
    factors: tuple[str, ...]
    bounds: tuple[tuple[float, float], ...]
    points: np.ndarray
    """Shape (points, factors)."""

    @property
    def problem(self) -> dict[str, Any]:
        """The same in the words of SALib."""
        return {"num_vars": len(self.factors), "names": list(self.factors), "bounds": [list(pair) for pair in self.bounds]}


def draw_sample(ranges: Mapping[str, tuple[float, float]], *, method: Method, size: int, seed: int) -> Sample:
    """Draw the points of a design.

    Args:
        ranges: lowest and highest value by factor.
        method: ``morris`` (size = trajectories, size * (k + 1) points) or ``sobol`` (size * (k + 2) points, a power of two).
        size: see above.
        seed: of the design.
    """
    sample = Sample(method, tuple(ranges), tuple(ranges.values()), np.empty((0, len(ranges))))
    if method == "morris":
        points = morris_sample.sample(sample.problem, size, num_levels=LEVELS, seed=seed)
    else:
        points = sobol_sample.sample(sample.problem, size, calc_second_order=False, seed=seed)
    return Sample(method, sample.factors, sample.bounds, np.asarray(points))


def indices(sample: Sample, values: np.ndarray) -> pd.DataFrame:
    """Return the indices of one outcome, one row per factor, the most influential first.

    Columns for Morris: ``influence`` (mu*), ``interval`` (95 percent half-width), ``interaction`` (sigma); for Sobol: ``influence`` (total
    index), ``interval``, ``interaction`` (total minus first-order index). An outcome that does not move has zeros.
    """
    if np.ptp(values) == 0:
        zeros = np.zeros(len(sample.factors))
        found: tuple[np.ndarray, np.ndarray, np.ndarray] = (zeros, zeros, zeros)
    elif sample.method == "morris":
        result = morris_analysis.analyze(sample.problem, sample.points, values, num_levels=LEVELS, seed=1)
        found = (np.asarray(result["mu_star"]), np.asarray(result["mu_star_conf"]), np.asarray(result["sigma"]))
    else:
        result = sobol_analysis.analyze(sample.problem, values, calc_second_order=False, seed=1)
        found = (np.asarray(result["ST"]), np.asarray(result["ST_conf"]), np.asarray(result["ST"]) - np.asarray(result["S1"]))
    table = pd.DataFrame({"factor": sample.factors, "influence": found[0], "interval": found[1], "interaction": found[2]})
    return table.sort_values(["influence", "factor"], ascending=[False, True], ignore_index=True)


@dataclass(frozen=True)
class Sensitivity:
    """Runs of a sensitivity study.

    ``levels`` holds the baseline's value, ``effects`` each policy's paired effect: one row per point, averaged over replicates, by
    indicator (circle).
    """

    sample: Sample
    policies: tuple[str, ...]
    levels: pd.DataFrame
    effects: Mapping[str, pd.DataFrame]
    failures: tuple[RunOutcome, ...]

    def of_level(self, indicator: str) -> pd.DataFrame:
        """Influence of the factors on the baseline's value of an indicator."""
        return indices(self.sample, self.levels[indicator].to_numpy())

    def of_effect(self, policy: str, indicator: str) -> pd.DataFrame:
        """Influence of the factors on a policy's effect."""
        return indices(self.sample, self.effects[policy][indicator].to_numpy())

    def of_rank(self, policy: str, indicator: str) -> pd.DataFrame:
        """Influence of the factors on a policy's place among the policies (1 is the best)."""
        return indices(self.sample, self.ranks(indicator)[policy].to_numpy(dtype=float))

    def ranks(self, indicator: str) -> pd.DataFrame:
        """Place of every policy at every point; one column per policy."""
        better = indicators()[indicator].better or 1
        table = pd.DataFrame({policy: self.effects[policy][indicator] * better for policy in self.policies})
        return table.rank(axis=1, ascending=False, method="average")

    @cached_property
    def stability(self) -> pd.DataFrame:
        """Share of the points at which one policy beats another, by indicator; ties count half."""
        rows = []
        for indicator in indicators():
            ranks = self.ranks(indicator)
            for one in self.policies:
                for other in self.policies:
                    if one != other:
                        beats = np.where(ranks[one] == ranks[other], 0.5, ranks[one] < ranks[other]).mean()
                        rows.append((indicator, one, other, float(beats)))
        return pd.DataFrame(rows, columns=["indicator", "policy", "other", "beats"])


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


def sensitivity(
    baseline: Scenario,
    policies: Sequence[Scenario],
    sample: Sample,
    *,
    replicates: int = 2,
    seed: int = 1,
    workers: int = 1,
    store: Path | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """Run the baseline and every policy at every point of a sample on the same seeds.

    Args:
        baseline: scenario that the policies are compared with.
        policies: at least one, with the baseline's horizon.
        sample: from :func:`draw_sample`; its factors are parameters by dotted key.
        replicates: paired runs at each point; chance is averaged over them.
        seed: base of the seeds.
        workers, store, progress: as in a comparison.

    Raises:
        RuntimeError: if runs failed at a point, because the design needs every point.
    """
    scenarios = [baseline, *policies]
    orders = [
        RunOrder(scenario, replicate, replicate_seed(seed, replicate), dict(zip(sample.factors, map(float, point), strict=True)), store=store)
        for point in sample.points
        for scenario in scenarios
        for replicate in range(replicates)
    ]
    outcomes = run_all(orders, workers=workers, progress=progress)
    failures = tuple(outcome for outcome in outcomes if outcome.state != DONE)
    if failures:
        raise RuntimeError(f"{len(failures)} of {len(outcomes)} runs failed and the design needs every point; the first: {failures[0].message}")
    return _gathered(sample, [scenario.key for scenario in scenarios], outcomes, replicates)


def _gathered(sample: Sample, keys: list[str], outcomes: Sequence[RunOutcome], replicates: int) -> Sensitivity:
    names = list(indicators())
    values = np.array([[float(row[CIRCLE]) for row in outcome_values(outcome).values()] for outcome in outcomes])
    mean = values.reshape(len(sample.points), len(keys), replicates, len(names)).mean(axis=2)
    levels = pd.DataFrame(mean[:, 0], columns=names)
    effects = {key: pd.DataFrame(mean[:, place] - mean[:, 0], columns=names) for place, key in enumerate(keys) if place}
    return Sensitivity(sample, tuple(keys[1:]), levels, effects, ())
