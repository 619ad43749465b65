"""Sweep: paired effects of a scenario over many settings of levers and parameters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from sim.runs.outcome import DONE
from sim.runs.pool import Progress, RunOrder, local_executor
from sim.runs.seeds import replicate_seed
from sim.runs.summary import RunSummary
from sim.scenario.amounts import Fen, money_words
from sim.scenario.problems import ScenarioError
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.studies.conduct import carried_out
from sim.studies.design import Point, points_of
from sim.studies.effects import effects_table
from sim.studies.evaluation import Evaluate, Runner
from sim.studies.numbers import Numbers
from sim.studies.plan import SweepPlan
from sim.studies.record import StoredScenario
from sim.studies.study import Scale, Study, StudyResult
from sim.texts.bilingual import Bilingual

type Parameters = tuple[tuple[str, Any], ...]
_PARAMETERS = "parameters."
_CATEGORIES = ("indicator", "region", "horizon")


@dataclass(frozen=True, repr=False)
class Sweep(StudyResult):
    """Points and paired effects of a sweep."""

    kind: ClassVar[str] = "sweep"
    plan: SweepPlan
    points: tuple[Point, ...]
    effects: pd.DataFrame
    """Paired effects of every point on every indicator and region; columns of the comparison, with the point."""
    failures: tuple[RunSummary, ...] = ()
    outcome: str = "converted_results"
    scenarios: tuple[Scenario, ...] = ()

    @cached_property
    def points_table(self) -> pd.DataFrame:
        """One row per point, one column per factor; amounts in words, empty where a factor keeps the scenario's value."""
        rows = [{"point": i, **{key: _words(value) for key, value in point.items()}} for i, point in enumerate(self.points)]
        return pd.DataFrame(rows, columns=["point", *self.plan.vary])

    def experiments(self, indicator: str, region: str = "circle") -> tuple[pd.DataFrame, pd.Series]:
        """Factors and effects of one indicator as (experiments, outcome), the form that the EMA Workbench analyses."""
        rows = self.effects[(self.effects.indicator == indicator) & (self.effects.region == region)].set_index("point")
        table = self.points_table.set_index("point")
        return table.loc[rows.index], rows.effect

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Points and effects."""
        return {"points": self.points_table, "effects": self.effects}

    @property
    def facts(self) -> Mapping[str, Any]:
        """The plan."""
        return {"plan": self.plan.model_dump(mode="json", by_alias=True), "outcome": self.outcome}

    @property
    def broken(self) -> int:
        """Number of failed runs."""
        return len(self.failures)


class SweepStudy(Study):
    """A sweep with its scenarios resolved."""

    kind: ClassVar[str] = "sweep"
    plan: SweepPlan
    scenario: StoredScenario
    baseline: StoredScenario
    outcome: str = "converted_results"
    """Indicator that tables and figures show first."""

    @classmethod
    def of(cls, plan: SweepPlan, *, outcome: str = "converted_results") -> "SweepStudy":
        """Resolve the scenarios of a plan and check every point.

        Raises:
            ScenarioError: a point is no valid scenario; the problems of every bad point are told.
        """
        scenario, baseline = load_scenario(plan.scenario), load_scenario(plan.baseline)
        study = cls(plan=plan, scenario=scenario, baseline=baseline.with_horizon(scenario.horizon.start, scenario.horizon.end), outcome=outcome)
        study.known_orders(None).check()
        return study

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Baseline and scenario."""
        return self.baseline, self.scenario

    @property
    def scale(self) -> Scale:
        """Policy and baseline at each point; points with the same parameters share the baseline's runs."""
        orders = self.known_orders(None)
        return Scale(2, len(orders.points), self.plan.replicates, len(orders))

    def known_orders(self, store: Path | None, *, check: bool = False) -> "SweepOrders":
        """Return every run of the sweep, made one after the other when they are asked for."""
        return SweepOrders(self, points_of(self.plan), store, check)

    def run(self, runner: Evaluate, *, store: Path | None = None, check: bool = False) -> Sweep:
        """Run every point with its baseline on the same seeds; only the effects of a point are kept."""
        orders = self.known_orders(store, check=check)
        runs = runner(orders, len(orders))
        parts, failures = [], []
        baselines: dict[Parameters, list[RunSummary]] = {}
        for i, (key, is_first, is_last) in enumerate(orders.uses):
            mine = [next(runs) for _ in range((1 + is_first) * self.plan.replicates)]
            failures += [run for run in mine if run.state != DONE]
            if is_first:
                baselines[key] = mine[::2]
            without = baselines.pop(key) if is_last else baselines[key]
            parts.append(_effects_of_point(i, without, mine[1::2] if is_first else mine))
        return Sweep(self.plan, tuple(orders.points), _joined(parts), tuple(failures), self.outcome, self.scenarios)


@dataclass(frozen=True)
class SweepOrders:
    """The runs of a sweep, each made when its turn comes."""

    study: SweepStudy
    points: Sequence[Point]
    store: Path | None
    check_runs: bool

    @cached_property
    def uses(self) -> list[tuple["Parameters", bool, bool]]:
        """Parameters of each point, and whether it is the first and the last point that needs a baseline under them."""
        keys = [tuple((key, value) for key, value in sorted(point.items()) if key.startswith(_PARAMETERS)) for point in self.points]
        first: dict[Parameters, int] = {}
        last: dict[Parameters, int] = {}
        for i, key in enumerate(keys):
            first.setdefault(key, i)
            last[key] = i
        return [(key, first[key] == i, last[key] == i) for i, key in enumerate(keys)]

    def __len__(self) -> int:
        return (len(self.points) + sum(is_first for _, is_first, _ in self.uses)) * self.study.plan.replicates

    def __iter__(self) -> Iterator[RunOrder]:
        plan = self.study.plan
        for i, (point, (_, is_first, _)) in enumerate(zip(self.points, self.uses, strict=True)):
            pair = self._pair(i, point)
            for replicate in range(plan.replicates):
                seed = replicate_seed(plan.seed, replicate)
                yield from (self.study.order(one, replicate, seed, store=self.store, check=self.check_runs) for one in pair[not is_first :])

    def _pair(self, i: int, point: Point) -> tuple[Scenario, Scenario]:
        baseline, policy = _set(self.study.baseline, point, levers=False), _set(self.study.scenario, point, levers=True)
        return _named(baseline, i, "baseline"), _named(policy, i, "policy")

    def check(self) -> None:
        """Make the scenarios of every point once.

        Raises:
            ScenarioError: with the problems of every point that is no valid scenario, each told once.
        """
        problems = []
        for i, point in enumerate(self.points):
            try:
                self._pair(i, point)
            except ScenarioError as error:
                problems += [problem for problem in error.problems if problem not in problems]
        if problems:
            raise ScenarioError(problems)


def sweep(
    plan: SweepPlan,
    *,
    numbers: Numbers = "posterior",
    workers: int = 1,
    results: str | Path | None = None,
    store: Path | None = None,
    check: bool = False,
    progress: Progress | None = None,
    evaluate: Evaluate | None = None,
) -> Sweep:
    r"""Run every point of a plan, each with its baseline on the same seeds and parameters.

    Args:
        plan: what varies.
        numbers: free numbers: a vector of the posterior for each replicate, or the defaults.
        workers: worker processes.
        results: folder in which plan, runs and tables are kept as well; :func:`sim.open_results` reads it.
        store: folder of a run store; a stopped sweep goes on where it was.
        check: verify conservation each month.
        progress: called with (done, total).
        evaluate: answers the runs instead of ``workers`` processes: a :class:`Runner` on a cluster, or a test model.

    Raises:
        ScenarioError: a point is no valid scenario; every bad point is told.

    Examples:
        >>> import sim
        >>> from pathlib import Path
        >>> words = "title: {en: Two months, zh: 两个月}\nbase: joint-rd\nhorizon: {end: 2023-02}\n"
        >>> _ = Path("short.yaml").write_text(words, encoding="utf-8")
        >>> words = "scenario: short.yaml\nreplicates: 1\nvary:\n  levers.joint_rd.scale: [0.5, 1]\n"
        >>> _ = Path("plan.yaml").write_text(words, encoding="utf-8")
        >>> found = sim.sweep(sim.load_plan(Path("plan.yaml")))
        >>> len(found.points_table), found.experiments("joint_projects")[1].shape
        (2, (2,))
    """
    study = SweepStudy.of(plan).model_copy(update={"numbers": numbers})
    with local_executor(workers) as executor:
        return carried_out(study, Sweep, evaluate or Runner(executor, progress=progress), results=results, store=store, check=check)


def _effects_of_point(point: int, without: Sequence[RunSummary], with_levers: Sequence[RunSummary]) -> pd.DataFrame:
    runs = [*(replace(run, scenario=_name(point, "baseline")) for run in without), *with_levers]
    table = effects_table(runs, _name(point, "baseline"), [_name(point, "policy")]).drop(columns="policy")
    table.insert(0, "point", np.int32(point))
    return table.astype(dict.fromkeys(_CATEGORIES, "category"))


def _joined(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One table of all points; the words stand in it once, so that a hundred thousand runs fit into memory."""
    filled = [part for part in parts if len(part)] or list(parts)
    table = pd.concat(filled, ignore_index=True)
    return table.astype(dict.fromkeys(_CATEGORIES, "category"))


def _set(scenario: Scenario, point: Mapping[str, Any], *, levers: bool) -> Scenario:
    """Return the scenario with a point's values; the baseline takes the parameters only."""
    numbers = {key.removeprefix(_PARAMETERS): value for key, value in point.items() if key.startswith(_PARAMETERS)}
    changed = scenario.with_parameters(numbers) if numbers else scenario
    for key, value in point.items():
        if levers and key.startswith("levers."):
            lever, _, term = key.removeprefix("levers.").partition(".")
            changed = (
                changed.with_terms_changed(lever, {term: value}) if lever in dict(changed.levers) else changed.with_levers(lever, **{term: value})
            )
    return changed


def _named(scenario: Scenario, point: int, role: str) -> Scenario:
    return scenario.named(_name(point, role), Bilingual(_name(point, role), _name(point, role)))


def _name(point: int, role: str) -> str:
    return f"point-{point}-{role}"


def _words(value: object) -> str:
    return money_words(value) if isinstance(value, Fen) else f"{value:.6g}" if isinstance(value, float) else str(value)
