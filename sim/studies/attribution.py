"""Attribution: how much of a package's effect each lever brings, as Shapley shares on paired runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from sim.indicators.registry import indicators
from sim.runs.outcome import DONE, RunOutcome
from sim.runs.pool import Progress, RunOrder, run_all
from sim.runs.seeds import replicate_seed
from sim.runs.summary import outcome_values
from sim.scenario.types import Scenario
from sim.studies.effects import half_width
from sim.studies.shapley import MOST_EXACT, Coalition, all_coalitions, coalitions_of, interactions, sampled_orders, shapley_exact, shapley_sampled

CIRCLE = 8
SAMPLED_ORDERS = 24


@dataclass(frozen=True)
class Attribution:
    """Shapley shares of the levers of one scenario.

    ``values`` gives, for each coalition of levers, one row per replicate and one column per indicator (circle).
    """

    scenario: Scenario
    players: tuple[str, ...]
    orders: tuple[tuple[str, ...], ...]
    """Sampled orders; empty if every coalition was run."""
    values: Mapping[Coalition, np.ndarray]
    failures: tuple[RunOutcome, ...] = ()

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
                for (first, second), sample in interactions(self.players, one).items():
                    mean, half = float(sample.mean()), half_width(sample)
                    rows.append((key, first, second, mean, mean - half, mean + half))
        return pd.DataFrame(rows, columns=["indicator", "lever", "other", "interaction", "low", "high"])


def attribute(
    scenario: Scenario,
    *,
    replicates: int = 10,
    seed: int = 1,
    workers: int = 1,
    orders: int | None = None,
    store: Path | None = None,
    progress: Progress | None = None,
) -> Attribution:
    """Run a scenario with subsets of its levers on the same seeds and share out the effect.

    Args:
        scenario: a scenario with at least two levers.
        replicates: seeds on which every coalition is run.
        seed: base of the seeds.
        workers: worker processes.
        orders: sample so many orders instead of running every coalition; by default only with more than six levers.
        store: folder of a run store.
        progress: called with (done, total).

    Raises:
        ValueError: if the scenario has fewer than two levers.
    """
    walked, coalitions = coalitions_to_run(scenario, orders, seed)
    players = tuple(key for key, _ in scenario.levers)
    tasks = [(coalition, replicate) for coalition in coalitions for replicate in range(replicates)]
    runs = [RunOrder(_with_only(scenario, chosen), i, replicate_seed(seed, i), store=store) for chosen, i in tasks]
    outcomes = run_all(runs, workers=workers, progress=progress)
    values, failures = _collected(tasks, outcomes, replicates)
    return Attribution(scenario, players, walked, values, failures)


def coalitions_to_run(scenario: Scenario, orders: int | None, seed: int) -> tuple[tuple[tuple[str, ...], ...], list[Coalition]]:
    """Return the sampled orders (none if every coalition is run) and the coalitions.

    Raises:
        ValueError: if the scenario has fewer than two levers.
    """
    players = tuple(key for key, _ in scenario.levers)
    if len(players) < 2:
        raise ValueError(f"attribution needs a scenario with at least two levers; {scenario.key} has {len(players)}")
    if orders is None and len(players) <= MOST_EXACT:
        return (), all_coalitions(players)
    walked = tuple(sampled_orders(players, orders or SAMPLED_ORDERS, seed))
    return walked, coalitions_of(walked)


def _with_only(scenario: Scenario, chosen: Coalition) -> Scenario:
    dropped = [key for key, _ in scenario.levers if key not in chosen]
    return scenario.without_levers(*dropped) if dropped else scenario


def _collected(
    tasks: Sequence[tuple[Coalition, int]], outcomes: Sequence[RunOutcome], replicates: int
) -> tuple[dict[Coalition, np.ndarray], tuple[RunOutcome, ...]]:
    """Values by coalition for the replicates in which every coalition came to its end."""
    failures = tuple(outcome for outcome in outcomes if outcome.state != DONE)
    broken = {outcome.replicate for outcome in failures}
    kept = [replicate for replicate in range(replicates) if replicate not in broken]
    if not kept:
        raise RuntimeError(f"no replicate came to its end in every coalition; the first failure: {failures[0].message}")
    found = {task: outcome for task, outcome in zip(tasks, outcomes, strict=True) if outcome.state == DONE}
    values = {}
    for coalition in {coalition for coalition, _ in tasks}:
        rows = [[float(numbers[CIRCLE]) for numbers in outcome_values(found[coalition, i]).values()] for i in kept]
        values[coalition] = np.array(rows)
    return values, failures
