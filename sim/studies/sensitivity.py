"""Sensitivity: which assumptions move an outcome, a policy's effect, or the ranking of policies.

Every point of the design is run with the baseline and all policies on the same seeds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
import pandas as pd
from pydantic import Field

from sim.indicators.registry import indicators
from sim.runs.pool import Progress, RunOrder, local_executor
from sim.runs.seeds import replicate_seed
from sim.scenario.types import Scenario
from sim.studies.conduct import carried_out
from sim.studies.evaluation import Evaluate, Runner, of_circle
from sim.studies.indices import Method, Sample, draw_sample, indices
from sim.studies.numbers import Numbers
from sim.studies.ranking import beating, places
from sim.studies.record import StoredScenario
from sim.studies.study import NothingLeftError, Scale, Study, StudyResult


@dataclass(frozen=True, repr=False)
class Sensitivity(StudyResult):
    """Runs of a sensitivity study.

    ``levels`` holds the baseline's value, ``effects`` each policy's paired effect: one row per point, averaged over replicates, by
    indicator (circle).
    """

    kind: ClassVar[str] = "sensitivity"
    sample: Sample
    policies: tuple[str, ...]
    levels: pd.DataFrame
    effects: Mapping[str, pd.DataFrame]
    outcome: str = "converted_results"
    left_out: int = 0
    """Points that were left out because a run of their part of the design failed."""
    scenarios: tuple[Scenario, ...] = ()

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Design, values at each point, indices of the outcome, stability of the ranking on all indicators."""
        return {"design": self.design, "values": self.values, "indices": self.indices, "stability": self.stability}

    @property
    def facts(self) -> Mapping[str, Any]:
        """Method, policies, outcome."""
        return {"method": self.sample.method, "policies": list(self.policies), "outcome": self.outcome, "left_out": self.left_out}

    @property
    def broken(self) -> int:
        """Points that are missing because of failed runs."""
        return self.left_out

    @cached_property
    def design(self) -> pd.DataFrame:
        """One row per point, one column per factor."""
        return pd.DataFrame(self.sample.points, columns=list(self.sample.factors)).rename_axis("point").reset_index()

    @cached_property
    def values(self) -> pd.DataFrame:
        """One row per point, scenario's role (``baseline`` or the policy's key) and indicator: level or paired effect."""
        parts = {"baseline": self.levels, **self.effects}
        long = [
            table.rename_axis("point").reset_index().melt("point", var_name="indicator").assign(of=name) for name, table in parts.items()
        ]
        return pd.concat(long, ignore_index=True)[["point", "of", "indicator", "value"]]

    @cached_property
    def indices(self) -> pd.DataFrame:
        """Influence of each factor on the outcome's level, each policy's effect on it, and each policy's rank."""
        parts = [self.of_level(self.outcome).assign(of="baseline", what="level")]
        for policy in self.policies:
            parts.append(self.of_effect(policy, self.outcome).assign(of=policy, what="effect"))
            if len(self.policies) > 1:
                parts.append(self.of_rank(policy, self.outcome).assign(of=policy, what="rank"))
        return pd.concat(parts, ignore_index=True)[["of", "what", "factor", "influence", "interval", "interaction"]]

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
        return places(indicator, self._effects_on(indicator))

    @cached_property
    def stability(self) -> pd.DataFrame:
        """Share of the points at which one policy beats another, by indicator; ties count half."""
        return pd.concat([beating(key, self._effects_on(key)) for key in indicators()], ignore_index=True)

    def _effects_on(self, indicator: str) -> pd.DataFrame:
        return pd.DataFrame({policy: self.effects[policy][indicator] for policy in self.policies})


class SensitivityStudy(Study):
    """A sensitivity study with its scenarios resolved and its ranges fixed."""

    kind: ClassVar[str] = "sensitivity"
    baseline: StoredScenario
    policies: Annotated[tuple[StoredScenario, ...], Field(min_length=1)]
    ranges: Annotated[dict[str, tuple[float, float]], Field(min_length=1)]
    """Lowest and highest value by factor."""
    method: Method = "morris"
    size: Annotated[int, Field(ge=2, le=100_000)] = 8
    replicates: Annotated[int, Field(ge=1, le=10_000)] = 2
    seed: Annotated[int, Field(ge=0)] = 1
    outcome: str = "converted_results"
    """Indicator that tables and figures show first."""

    @property
    def sample(self) -> Sample:
        """Points of the design."""
        return draw_sample(self.ranges, method=self.method, size=self.size, seed=self.seed)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The baseline, then the policies."""
        return self.baseline, *self.policies

    @property
    def scale(self) -> Scale:
        """Every scenario at each point."""
        scenarios, points = len(self.scenarios), len(self.sample.points)
        return Scale(scenarios, points, self.replicates, scenarios * points * self.replicates)

    def known_orders(self, store: Path | None, *, check: bool = False) -> Iterator[RunOrder]:
        """Yield every run of the study."""
        sample = self.sample
        for point in sample.points:
            own = dict(zip(sample.factors, map(float, point), strict=True))
            for scenario in self.scenarios:
                for replicate in range(self.replicates):
                    yield self.order(scenario, replicate, replicate_seed(self.seed, replicate), store=store, check=check, own=own)

    def run(self, runner: Evaluate, *, store: Path | None = None, check: bool = False) -> Sensitivity:
        """Run every scenario at every point; a trajectory or base sample with a failed run is left out."""
        sample, scale = self.sample, self.scale
        values = np.stack([of_circle(run) for run in runner(self.known_orders(store, check=check), scale.runs)])
        return _gathered(sample, self.scenarios, values, self.replicates, self.outcome)


def sensitivity(
    baseline: Scenario,
    policies: Sequence[Scenario],
    ranges: Mapping[str, tuple[float, float]],
    *,
    method: Method = "morris",
    size: int = 8,
    replicates: int = 2,
    seed: int = 1,
    numbers: Numbers = "posterior",
    outcome: str = "converted_results",
    workers: int = 1,
    results: str | Path | None = None,
    store: Path | None = None,
    progress: Progress | None = None,
    evaluate: Evaluate | None = None,
) -> Sensitivity:
    """Run the baseline and every policy at every point of a design on the same seeds.

    Args:
        baseline: scenario that the policies are compared with.
        policies: at least one, with the baseline's horizon.
        ranges: lowest and highest value by parameter, for instance from :func:`parameter_ranges`.
        method, size: see :func:`draw_sample`.
        replicates: paired runs at each point; chance is averaged over them.
        seed: base of the seeds, and seed of the design.
        numbers: free numbers that no range covers: a vector of the posterior for each replicate, or the defaults.
        outcome: indicator that tables and figures show first.
        workers, results, store, progress: as in a comparison.
        evaluate: answers the runs instead of ``workers`` processes: a :class:`Runner` on a cluster, or a test model.

    Raises:
        NothingLeftError: every part of the design holds a failed run.

    Source: SALib; Morris (1991) for ``morris``, Saltelli et al. (2010) for ``sobol``. Influence is in the unit of the outcome for
    ``morris`` (mu*) and a share of variance for ``sobol`` (total index).

    Examples:
        >>> import sim
        >>> baseline = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-02")
        >>> policy = baseline.with_levers("joint_rd", start="2023-01", end=None)
        >>> found = sim.sensitivity(baseline, [policy], {"alliances.cost": (3.0, 12.0)}, size=2, replicates=1)
        >>> found.design.shape, set(found.of_effect(policy.key, "joint_projects").factor)
        ((4, 2), {'alliances.cost'})
    """
    study = SensitivityStudy(
        baseline=baseline, policies=tuple(policies), ranges=dict(ranges), method=method, size=size, replicates=replicates, seed=seed,
        numbers=numbers, outcome=outcome,
    )  # fmt: skip
    with local_executor(workers) as executor:
        return carried_out(study, Sensitivity, evaluate or Runner(executor, progress=progress), results=results, store=store)


def _gathered(sample: Sample, scenarios: tuple[Scenario, ...], values: np.ndarray, replicates: int, outcome: str) -> Sensitivity:
    """Average over replicates and leave out the parts of the design in which a run failed."""
    names, keys = list(indicators()), [scenario.key for scenario in scenarios]
    mean = values.reshape(len(sample.points), len(keys), replicates, len(names)).mean(axis=2)
    whole = np.isfinite(values).any(axis=1).reshape(len(sample.points), -1).all(axis=1)
    kept = np.repeat(whole.reshape(-1, sample.part).all(axis=1), sample.part)
    if not kept.any():
        raise NothingLeftError(f"a run failed in each of the {len(sample.points) // sample.part} parts of the design")
    levels = pd.DataFrame(mean[kept, 0], columns=names)
    effects = {key: pd.DataFrame(mean[kept, place] - mean[kept, 0], columns=names) for place, key in enumerate(keys) if place}
    left = Sample(sample.method, sample.factors, sample.bounds, sample.points[kept])
    return Sensitivity(left, tuple(keys[1:]), levels, effects, outcome, int((~kept).sum()), scenarios)
