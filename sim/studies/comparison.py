"""Comparison: policies against a baseline on paired runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, ClassVar

import pandas as pd
from pydantic import Field

from sim.runs.failures import OnError
from sim.runs.outcome import RunOutcome
from sim.runs.pool import Progress, RunOrder, local_executor
from sim.runs.seeds import replicate_seed
from sim.scenario.types import Scenario
from sim.studies.compared import MAIN_INDICATORS, Comparison
from sim.studies.conduct import carried_out
from sim.studies.evaluation import Runner
from sim.studies.numbers import Numbers
from sim.studies.record import StoredScenario
from sim.studies.study import Scale, Study

__all__ = ["MAIN_INDICATORS", "Comparison", "ComparisonStudy", "compare", "compare_until"]


class ComparisonStudy(Study):
    """A comparison with its scenarios resolved."""

    kind: ClassVar[str] = "comparison"
    compared: Annotated[tuple[StoredScenario, ...], Field(min_length=2)]
    """The baseline first, then the policies; all with one horizon and different keys."""
    replicates: Annotated[int, Field(ge=1, le=100_000)] = 20
    """Pairs, or pairs before the first look if the comparison goes on until its intervals are narrow."""
    width: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Go on until half of each interval of the outcome is at most this share of the effect."""
    most: Annotated[int, Field(ge=1, le=1_000_000)] = 1000
    """Pairs at which to stop in any case."""
    outcome: str = "circle.converted_results"
    """The effect that is watched, written ``region.indicator``."""
    seed: Annotated[int, Field(ge=0)] = 1
    parameters: dict[str, float] = {}
    """Free numbers by dotted key for all runs."""

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The baseline, then the policies."""
        return self.compared

    @property
    def scale(self) -> Scale:
        """Every scenario on the same seeds."""
        pairs = self.replicates if self.width is None else max(self.most, self.replicates)
        return Scale(len(self.compared), 1, pairs, len(self.compared) * pairs, exact=self.width is None)

    def known_orders(self, store: Path | None, *, check: bool = False) -> Iterator[RunOrder]:
        """Yield the runs of the pairs that are done in any case."""
        return self._orders(range(self.replicates), store, check)

    def _orders(self, replicates: Iterable[int], store: Path | None, check: bool) -> Iterator[RunOrder]:
        for replicate in replicates:
            for scenario in self.compared:
                yield self.order(scenario, replicate, replicate_seed(self.seed, replicate), store=store, check=check, own=self.parameters)

    def run(self, runner: Runner, *, store: Path | None = None, check: bool = False) -> Comparison:
        """Run pairs; with a width, look at doublings, so that stopping early is rare by luck."""
        outcomes: list[RunOutcome] = []
        done, wanted = 0, self.replicates
        while True:
            batch = range(done, wanted)
            outcomes += runner.outcomes(self._orders(batch, store, check), len(batch) * len(self.compared))
            done = wanted
            result = self._assembled(outcomes, done)
            if self.width is None or done >= self.most or result.table.empty or _narrow(result.effects(self.outcome), self.width):
                return result
            wanted = min(self.most, 2 * done)

    def _assembled(self, outcomes: Sequence[RunOutcome], replicates: int) -> Comparison:
        places = {scenario.key: place for place, scenario in enumerate(self.compared)}
        ordered = sorted(outcomes, key=lambda outcome: (places[outcome.scenario], outcome.replicate))
        return Comparison(self.compared, tuple(ordered), replicates, self.seed, self.parameters, self.numbers)


def compare(
    scenarios: Sequence[Scenario],
    *,
    replicates: int = 20,
    seed: int = 1,
    workers: int = 1,
    parameters: Mapping[str, float] | None = None,
    numbers: Numbers = "posterior",
    check: bool = False,
    results: str | Path | None = None,
    store: Path | None = None,
    progress: Progress | None = None,
    on_error: OnError = "after",
) -> Comparison:
    """Run scenarios on the same seeds and compare the later ones with the first.

    Args:
        scenarios: the baseline first, then at least one policy; all with one horizon and different keys.
        replicates: pairs; each replicate has one seed for all scenarios.
        seed: base of the replicates' seeds.
        workers: worker processes; the result does not depend on it.
        parameters: free numbers by dotted key for all runs.
        numbers: the others: a vector of the posterior for each pair, or the defaults.
        check: verify conservation each month.
        results: folder in which plan, runs and tables are kept as well; :func:`sim.open_results` reads it.
        store: folder of a run store; runs that are there are loaded, so a stopped comparison goes on where it was.
        progress: called with (done, total).
        on_error: ``now`` stops at the first failed run.

    Raises:
        ValueError: if fewer than two scenarios, equal keys, or different horizons are given.
        StoppedByFailureError: a run failed and ``on_error`` is ``now``.

    Examples:
        >>> import sim
        >>> baseline = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-03")
        >>> result = sim.compare([baseline, baseline.with_levers("joint_rd", start="2023-01", end=None)], replicates=1)
        >>> result.policies[0].key, result.replicates, result.failures
        ('no-policy+joint_rd', 1, [])
    """
    refuse_unpaired(scenarios, replicates)
    study = ComparisonStudy(compared=tuple(scenarios), replicates=replicates, seed=seed, parameters=dict(parameters or {}), numbers=numbers)
    with local_executor(workers) as executor:
        return carried_out(study, Comparison, Runner(executor, on_error, progress), results=results, store=store, check=check)


def compare_until(
    scenarios: Sequence[Scenario],
    *,
    outcome: str = "circle.converted_results",
    width: float = 0.1,
    least: int = 10,
    most: int = 1000,
    seed: int = 1,
    workers: int = 1,
    numbers: Numbers = "posterior",
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
        seed, workers, numbers, check, store, progress: as in :func:`compare`.
    """
    refuse_unpaired(scenarios, least)
    study = ComparisonStudy(
        compared=tuple(scenarios), replicates=min(least, most), width=width, most=most, outcome=outcome, seed=seed, numbers=numbers
    )
    with local_executor(workers) as executor:
        return study.run(Runner(executor, progress=progress), store=store, check=check)


def _narrow(effects: pd.DataFrame, width: float) -> bool:
    half = (effects.high - effects.low) / 2
    return bool(((half <= width * effects.effect.abs()) | (half == 0)).all())


def refuse_unpaired(scenarios: Sequence[Scenario], replicates: int) -> None:
    """Raise :class:`ValueError` unless the scenarios can be paired."""
    keys = [scenario.key for scenario in scenarios]
    if len(keys) < 2:
        raise ValueError("a comparison needs a baseline and at least one policy")
    if len(set(keys)) < len(keys):
        raise ValueError(f"each scenario is compared once; given were {', '.join(keys)}")
    if len({scenario.horizon for scenario in scenarios}) > 1:
        raise ValueError("the scenarios have different horizons; pairs need the same months in both runs")
    if replicates < 1:
        raise ValueError("a comparison needs at least one replicate")
