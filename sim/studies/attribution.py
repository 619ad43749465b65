"""Attribution: how much of a package's effect each lever brings, as Shapley shares on paired runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
import pandas as pd
from pydantic import Field

from sim.indicators.registry import indicators
from sim.runs.outcome import DONE
from sim.runs.pool import Progress, RunOrder, local_executor
from sim.runs.seeds import replicate_seed
from sim.runs.summary import RunSummary
from sim.scenario.types import Scenario
from sim.studies.conduct import carried_out
from sim.studies.effects import half_width
from sim.studies.evaluation import Evaluate, Runner, of_circle
from sim.studies.numbers import Numbers
from sim.studies.record import StoredScenario
from sim.studies.shapley import MOST_EXACT, Coalition, all_coalitions, coalitions_of, interactions, sampled_orders, shapley_exact, shapley_sampled
from sim.studies.study import NothingLeftError, Scale, Study, StudyResult

SAMPLED_ORDERS = 24
ROUNDING = 1e-12
"""Differences of this size against the values that they are made of are rounding, not interaction."""


@dataclass(frozen=True, repr=False)
class Attribution(StudyResult):
    """Shapley shares of the levers of one scenario.

    ``values`` gives, for each coalition of levers, one row per replicate and one column per indicator (circle).
    """

    kind: ClassVar[str] = "attribution"
    scenario: Scenario
    players: tuple[str, ...]
    orders: tuple[tuple[str, ...], ...]
    """Sampled orders; empty if every coalition was run."""
    values: Mapping[Coalition, np.ndarray]
    failures: tuple[RunSummary, ...] = ()
    outcome: str = "converted_results"

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Shares and interactions on every indicator."""
        return {"shares": self.shares, "interactions": self.interaction_table}

    @property
    def facts(self) -> Mapping[str, Any]:
        """Scenario, outcome, and how coalitions were chosen."""
        return {"scenario": self.scenario.key, "outcome": self.outcome, "exact": self.exact, "orders": len(self.orders)}

    @property
    def broken(self) -> int:
        """Number of failed runs."""
        return len(self.failures)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:  # type: ignore[override]
        """Scenarios of the study."""
        return (self.scenario,)

    @property
    def exact(self) -> bool:
        """Whether every coalition was run."""
        return not self.orders

    @cached_property
    def shares(self) -> pd.DataFrame:
        """One row per indicator and lever: share of the effect, its 95 percent interval, percent of the whole effect.

        The interval covers chance between replicates. With sampled orders the share of a replicate is its mean over the orders.
        """
        rows = []
        for place, key in enumerate(indicators()):
            whole = (self.values[frozenset(self.players)] - self.values[frozenset()])[:, place].mean()
            for player, sample in self._samples(place).items():
                mean, half = float(sample.mean()), half_width(sample)
                rows.append((key, player, mean, mean - half, mean + half, 100 * mean / whole if whole else float("nan")))
        return pd.DataFrame(rows, columns=["indicator", "lever", "share", "low", "high", "percent"])

    def _samples(self, place: int) -> dict[str, np.ndarray]:
        one = {coalition: rows[:, place] for coalition, rows in self.values.items()}
        if self.exact:
            return shapley_exact(self.players, one)
        return {player: gains.mean(axis=0) for player, gains in shapley_sampled(self.orders, one).items()}

    @cached_property
    def interaction_table(self) -> pd.DataFrame:
        """One row per indicator and pair of levers: what the two bring beyond the sum of each; empty with sampled orders."""
        rows = []
        if self.exact:
            for place, key in enumerate(indicators()):
                one = {coalition: values[:, place] for coalition, values in self.values.items()}
                noise = ROUNDING * max(float(np.abs(value).max()) for value in one.values())
                for (first, second), sample in interactions(self.players, one).items():
                    sample = np.where(np.abs(sample) <= noise, 0.0, sample)
                    mean, half = float(sample.mean()), half_width(sample)
                    rows.append((key, first, second, mean, mean - half, mean + half))
        return pd.DataFrame(rows, columns=["indicator", "lever", "other", "interaction", "low", "high"])


class AttributionStudy(Study):
    """An attribution with its scenario resolved and its coalitions fixed."""

    kind: ClassVar[str] = "attribution"
    scenario: StoredScenario
    baseline: StoredScenario | None = None
    """What the package is set against: only levers that differ from it share the effect. Without one, all levers do."""
    replicates: Annotated[int, Field(ge=1, le=10_000)] = 10
    orders: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """Sampled orders of the levers; without a number every coalition is run if there are at most six levers."""
    seed: Annotated[int, Field(ge=0)] = 1
    outcome: str = "converted_results"
    """Indicator that tables and figures show first."""

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The baseline if there is one, and the scenario."""
        return (self.scenario,) if self.baseline is None else (self.baseline, self.scenario)

    @property
    def players(self) -> tuple[str, ...]:
        """Levers that share the effect."""
        return players_of(self.scenario, self.baseline)

    @property
    def _tasks(self) -> list[tuple[Coalition, int]]:
        coalitions = coalitions_to_run(self.players, self.orders, self.seed)[1]
        return [(coalition, replicate) for coalition in coalitions for replicate in range(self.replicates)]

    @property
    def scale(self) -> Scale:
        """One scenario under each coalition of its levers."""
        runs = len(self._tasks)
        return Scale(1, runs // self.replicates, self.replicates, runs)

    def known_orders(self, store: Path | None, *, check: bool = False) -> Iterator[RunOrder]:
        """Yield every run of the study."""
        for chosen, i in self._tasks:
            part = _with_only(self.scenario, self.baseline, self.players, chosen)
            yield self.order(part, i, replicate_seed(self.seed, i), store=store, check=check)

    def run(self, runner: Evaluate, *, store: Path | None = None, check: bool = False) -> Attribution:
        """Run every coalition on the same seeds; a replicate with a failed run is left out."""
        tasks, (walked, _) = self._tasks, coalitions_to_run(self.players, self.orders, self.seed)
        runs = list(runner(self.known_orders(store, check=check), len(tasks)))
        return Attribution(self.scenario, self.players, walked, *_collected(tasks, runs, self.replicates), self.outcome)


def attribute(
    scenario: Scenario,
    *,
    baseline: Scenario | None = None,
    replicates: int = 10,
    seed: int = 1,
    numbers: Numbers = "posterior",
    workers: int = 1,
    orders: int | None = None,
    outcome: str = "converted_results",
    results: str | Path | None = None,
    store: Path | None = None,
    progress: Progress | None = None,
    evaluate: Evaluate | None = None,
) -> Attribution:
    """Run a scenario with subsets of its levers on the same seeds and share out the effect.

    Args:
        scenario: the package.
        baseline: what it is set against; only levers that differ from it share the effect. Without one, all levers do.
        replicates: seeds on which every coalition is run.
        seed: base of the seeds.
        numbers: free numbers: a vector of the posterior for each replicate, or the defaults.
        workers: worker processes.
        orders: sample so many orders instead of running every coalition; by default only with more than six levers.
        outcome: indicator that tables and figures show first.
        results: folder in which plan, runs and tables are kept as well; :func:`sim.open_results` reads it.
        store: folder of a run store.
        progress: called with (done, total).
        evaluate: answers the runs instead of ``workers`` processes: a :class:`Runner` on a cluster, or a test model.

    Raises:
        ValueError: if fewer than two levers share the effect.
        NothingLeftError: a run failed in every replicate.

    Source: Shapley (1953), A value for n-person games; shares add up to the effect of the whole package. They are in the unit of the
    indicator, each with a 95 percent interval over replicates.

    Examples:
        >>> import sim
        >>> baseline = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-02")
        >>> package = baseline.with_levers("joint_rd", "smart_retrofit", start="2023-01", end=None)
        >>> found = sim.attribute(package, baseline=baseline, replicates=1)
        >>> found.players, found.exact
        (('joint_rd', 'smart_retrofit'), True)
        >>> cost = found.shares[found.shares.indicator == "public_cost"]
        >>> round(float(cost.percent.sum()))
        100
    """
    coalitions_to_run(players_of(scenario, baseline), orders, seed)
    study = AttributionStudy(
        scenario=scenario, baseline=baseline, replicates=replicates, orders=orders, seed=seed, numbers=numbers, outcome=outcome
    )
    with local_executor(workers) as executor:
        return carried_out(study, Attribution, evaluate or Runner(executor, progress=progress), results=results, store=store)


def players_of(scenario: Scenario, baseline: Scenario | None) -> tuple[str, ...]:
    """Return the levers of a scenario that its baseline lacks or has under other terms; all of them without a baseline."""
    known = {} if baseline is None else dict(baseline.levers)
    return tuple(key for key, terms in scenario.levers if known.get(key) != terms)


def coalitions_to_run(
    players: tuple[str, ...], orders: int | None, seed: int
) -> tuple[tuple[tuple[str, ...], ...], list[Coalition]]:
    """Return the sampled orders (none if every coalition is run) and the coalitions.

    Raises:
        ValueError: if there are fewer than two players.
    """
    if len(players) < 2:
        raise ValueError(f"attribution needs a package of at least two levers; here are {len(players)} ({', '.join(players) or 'none'})")
    if orders is None and len(players) <= MOST_EXACT:
        return (), all_coalitions(players)
    walked = tuple(sampled_orders(players, orders or SAMPLED_ORDERS, seed))
    return walked, coalitions_of(walked)


def _with_only(scenario: Scenario, baseline: Scenario | None, players: tuple[str, ...], chosen: Coalition) -> Scenario:
    """Return the scenario with the levers that are not chosen as the baseline has them."""
    known = {} if baseline is None else dict(baseline.levers)
    changed = scenario
    for key in (key for key in players if key not in chosen):
        changed = changed.with_terms(key, known[key]) if key in known else changed.without_levers(key)
    return changed


def _collected(
    tasks: Sequence[tuple[Coalition, int]], runs: Sequence[RunSummary], replicates: int
) -> tuple[dict[Coalition, np.ndarray], tuple[RunSummary, ...]]:
    """Values by coalition for the replicates in which every coalition came to its end."""
    failures = tuple(run for run in runs if run.state != DONE)
    broken = {run.replicate for run in failures}
    kept = [replicate for replicate in range(replicates) if replicate not in broken]
    if not kept:
        raise NothingLeftError(f"no replicate came to its end in every coalition; the first failure: {failures[0].message}")
    found = dict(zip(tasks, runs, strict=True))
    return {coalition: np.stack([of_circle(found[coalition, i]) for i in kept]) for coalition in dict(tasks)}, failures
