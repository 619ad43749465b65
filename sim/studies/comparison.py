"""Comparison: policies against a baseline on paired runs."""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.indicators.registry import indicators
from sim.runs.frames import flow_frame, indicator_frame, ledger_frame
from sim.runs.outcome import FAILED, RunOutcome
from sim.runs.pool import Progress, RunOrder, run_all
from sim.runs.seeds import replicate_seed
from sim.runs.storage import store_runs
from sim.runs.version import data_version, model_version
from sim.scenario.types import Scenario
from sim.studies.effects import effects_table

MAIN_INDICATORS = (
    "converted_results", "landed_results", "first_sales", "registered_turnover", "high_tech", "local_conversion_rate",
)  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """Paired runs of several scenarios; tables are built when asked for.

    Example::

        result = sim.compare([baseline, policy], replicates=20)
        result.effects("circle.converted_results")
    """

    scenarios: tuple[Scenario, ...]
    outcomes: tuple[RunOutcome, ...]
    replicates: int
    base_seed: int
    seconds: float = 0.0

    @property
    def baseline(self) -> Scenario:
        """The scenario that the others are compared with."""
        return self.scenarios[0]

    @property
    def policies(self) -> tuple[Scenario, ...]:
        """The scenarios that are compared with the baseline."""
        return self.scenarios[1:]

    @cached_property
    def table(self) -> pd.DataFrame:
        """All paired effects; columns of :data:`sim.studies.effects.COLUMNS`."""
        return effects_table(list(self.outcomes), self.baseline.key, [policy.key for policy in self.policies])

    def effects(self, outcome: str = "") -> pd.DataFrame:
        """Return the effects on one outcome, written ``region.indicator`` or ``indicator``; all of them if empty.

        Raises:
            KeyError: if there is no such indicator or region.
        """
        if not outcome:
            return self.table
        region, _, indicator = outcome.rpartition(".")
        if indicator not in indicators():
            raise KeyError(f"no indicator {indicator!r}; metrosim indicators lists them")
        rows = self.table[(self.table.indicator == indicator) & (self.table.region == (region or "circle"))]
        if rows.empty and self.policies:
            raise KeyError(f"no region {region!r}: write circle.{indicator} or a member such as shenyang.{indicator}")
        return rows.reset_index(drop=True)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Monthly values of every run."""
        return indicator_frame(self.outcomes)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Payments of every run, summed by month, lever, payer, payee and city; amounts in fen."""
        return ledger_frame(self.outcomes)

    @cached_property
    def flows(self) -> pd.DataFrame:
        """Yearly flows between regions of every run."""
        return flow_frame(self.outcomes)

    @property
    def failures(self) -> list[RunOutcome]:
        """Runs that failed."""
        return [outcome for outcome in self.outcomes if outcome.state == FAILED]

    def address(self) -> str:
        """Hash of what decides the result: scenarios, replicates, seed, versions of model and data."""
        parts = [*(scenario.address() for scenario in self.scenarios), self.replicates, self.base_seed, model_version(), data_version()]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def summary(self) -> dict[str, Any]:
        """Machine-readable result: the same bytes for the same scenarios, seeds and version."""
        return {
            "kind": "comparison",
            "baseline": self.baseline.key,
            "policies": [policy.key for policy in self.policies],
            "addresses": {scenario.key: scenario.address() for scenario in self.scenarios},
            "replicates": self.replicates,
            "seed": self.base_seed,
            "version": model_version(),
            "failed": [[o.scenario, o.replicate, o.stage, o.message] for o in self.failures],
            "effects": json.loads(self.table.to_json(orient="records", double_precision=15)),
        }


def compare(
    scenarios: Sequence[Scenario],
    *,
    replicates: int = 20,
    seed: int = 1,
    workers: int = 1,
    parameters: Mapping[str, float] | None = None,
    check: bool = False,
    store: Path | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run scenarios on the same seeds and compare the later ones with the first.

    Args:
        scenarios: the baseline first, then at least one policy; all with one horizon and different keys.
        replicates: pairs; each replicate has one seed for all scenarios.
        seed: base of the replicates' seeds.
        workers: worker processes; the result does not depend on it.
        parameters: free numbers by dotted key for all runs.
        check: verify conservation each month.
        store: folder of a run store; runs that are there are loaded, so a stopped comparison goes on where it was.
        progress: called with (done, total).

    Raises:
        ValueError: if fewer than two scenarios, equal keys, or different horizons are given.
    """
    _refuse_unpaired(scenarios, replicates)
    started = time.perf_counter()
    batch = _Batch(seed, workers, dict(parameters or {}), check, store)
    outcomes = batch.run(scenarios, range(replicates), progress)
    return _assembled(scenarios, outcomes, replicates, seed, time.perf_counter() - started)


def compare_until(
    scenarios: Sequence[Scenario],
    *,
    outcome: str = "circle.converted_results",
    width: float = 0.1,
    least: int = 10,
    most: int = 1000,
    seed: int = 1,
    workers: int = 1,
    check: bool = False,
    store: Path | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Add paired replicates until the interval of every policy's effect is narrow enough.

    Args:
        scenarios: the baseline first, then the policies.
        outcome: the effect that is watched, written ``region.indicator``.
        width: stop when half the 95 percent interval is at most this share of the effect, for every policy.
        least: replicates before the first look; looks are at doublings, so that stopping early is rare by luck.
        most: replicates at which to stop in any case.
        seed, workers, check, store, progress: as in :func:`compare`.
    """
    _refuse_unpaired(scenarios, least)
    started = time.perf_counter()
    batch = _Batch(seed, workers, {}, check, store)
    outcomes: list[RunOutcome] = []
    done = 0
    while True:
        wanted = min(most, max(least, 2 * done))
        outcomes += batch.run(scenarios, range(done, wanted), progress)
        done = wanted
        result = _assembled(scenarios, outcomes, done, seed, time.perf_counter() - started)
        if done >= most or result.table.empty or _narrow(result.effects(outcome), width):
            return result


def _narrow(effects: pd.DataFrame, width: float) -> bool:
    half = (effects.high - effects.low) / 2
    return bool(((half <= width * effects.effect.abs()) | (half == 0)).all())


@dataclass(frozen=True, slots=True)
class _Batch:
    """How the runs of a comparison are done."""

    seed: int
    workers: int
    parameters: dict[str, float]
    check: bool
    store: Path | None

    def run(self, scenarios: Sequence[Scenario], replicates: Iterable[int], progress: Progress | None) -> list[RunOutcome]:
        """Run some replicates of every scenario on the same seeds."""
        orders = [
            RunOrder(scenario, replicate, replicate_seed(self.seed, replicate), self.parameters, self.check, store=self.store)
            for replicate in replicates
            for scenario in scenarios
        ]
        return run_all(orders, workers=self.workers, progress=progress)


def _assembled(scenarios: Sequence[Scenario], outcomes: Sequence[RunOutcome], replicates: int, seed: int, seconds: float) -> Comparison:
    places = {scenario.key: place for place, scenario in enumerate(scenarios)}
    ordered = sorted(outcomes, key=lambda outcome: (places[outcome.scenario], outcome.replicate))
    return Comparison(tuple(scenarios), tuple(ordered), replicates, seed, seconds)


def _refuse_unpaired(scenarios: Sequence[Scenario], replicates: int) -> None:
    keys = [scenario.key for scenario in scenarios]
    if len(keys) < 2:
        raise ValueError("a comparison needs a baseline and at least one policy")
    if len(set(keys)) < len(keys):
        raise ValueError(f"each scenario is compared once; given were {', '.join(keys)}")
    if len({scenario.horizon for scenario in scenarios}) > 1:
        raise ValueError("the scenarios have different horizons; pairs need the same months in both runs")
    if replicates < 1:
        raise ValueError("a comparison needs at least one replicate")


def store_comparison(comparison: Comparison, folder: Path, *, command: str) -> Path:
    """Write tables and manifest into a folder and return it; each file appears whole or not at all."""
    facts = {
        "kind": "comparison",
        "baseline": comparison.baseline.key,
        "policies": [policy.key for policy in comparison.policies],
        "replicates": comparison.replicates,
        "seed": comparison.base_seed,
        "seeds": [replicate_seed(comparison.base_seed, i) for i in range(comparison.replicates)],
        "seconds": round(comparison.seconds, 1),
        "address": comparison.address(),
    }
    tables = {"effects": comparison.table}
    return store_runs(comparison.outcomes, comparison.scenarios, folder, command=command, tables=tables, facts=facts)
