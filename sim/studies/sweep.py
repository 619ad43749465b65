"""Sweep: paired effects of a scenario over many settings of levers and parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.runs.outcome import DONE, RunOutcome
from sim.runs.pool import Progress, RunOrder, run_all
from sim.runs.seeds import replicate_seed
from sim.runs.storage import store_frames
from sim.scenario.amounts import Fen, money_words
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.studies.design import Point, points_of
from sim.studies.effects import effects_table
from sim.studies.plan import SweepPlan
from sim.texts.bilingual import Bilingual


@dataclass(frozen=True)
class Sweep:
    """Points and paired runs of a sweep."""

    plan: SweepPlan
    points: tuple[Point, ...]
    outcomes: tuple[RunOutcome, ...]

    @cached_property
    def points_table(self) -> pd.DataFrame:
        """One row per point, one column per factor; amounts in words, empty where a factor keeps the scenario's value."""
        rows = [{"point": i, **{key: _words(value) for key, value in point.items()}} for i, point in enumerate(self.points)]
        return pd.DataFrame(rows, columns=["point", *self.plan.vary])

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Paired effects of every point on every indicator and region; columns of the comparison, with the point."""
        parts = []
        for i in range(len(self.points)):
            mine = [outcome for outcome in self.outcomes if outcome.scenario in (_name(i, "baseline"), _name(i, "policy"))]
            table = effects_table(mine, _name(i, "baseline"), [_name(i, "policy")]).drop(columns="policy")
            table.insert(0, "point", i)
            parts.append(table)
        return pd.concat(parts, ignore_index=True)

    @property
    def failures(self) -> list[RunOutcome]:
        """Runs that failed."""
        return [outcome for outcome in self.outcomes if outcome.state != DONE]

    def experiments(self, indicator: str, region: str = "circle") -> tuple[pd.DataFrame, pd.Series]:
        """Factors and effects of one indicator as (experiments, outcome), the form that the EMA Workbench analyses."""
        rows = self.effects[(self.effects.indicator == indicator) & (self.effects.region == region)].set_index("point")
        table = self.points_table.set_index("point")
        return table.loc[rows.index], rows.effect

    def store(self, folder: Path, *, command: str) -> Path:
        """Write points, effects and manifest into a folder."""
        frames = {"points": self.points_table, "effects": self.effects}
        facts = {"kind": "sweep", "command": command, "plan": self.plan.model_dump(mode="json", by_alias=True), "failed": len(self.failures)}
        return store_frames(frames, facts, folder)


def sweep(
    plan: SweepPlan,
    *,
    workers: int = 1,
    store: Path | None = None,
    check: bool = False,
    progress: Progress | None = None,
) -> Sweep:
    """Run every point of a plan, each with its baseline on the same seeds and parameters.

    Args:
        plan: what varies.
        workers: worker processes.
        store: folder of a run store; a stopped sweep goes on where it was.
        check: verify conservation each month.
        progress: called with (done, total).

    Raises:
        ScenarioError: a point is no valid scenario; every bad point is told.
    """
    points, orders = sweep_orders(plan, store=store, check=check)
    return Sweep(plan, tuple(points), tuple(run_all(orders, workers=workers, progress=progress)))


def sweep_orders(plan: SweepPlan, *, store: Path | None = None, check: bool = False) -> tuple[list[Point], list[RunOrder]]:
    """Return the points of a plan and the runs they need; every point is validated before the first run."""
    scenario, baseline = load_scenario(plan.scenario), load_scenario(plan.baseline)
    baseline = baseline.with_horizon(scenario.horizon.start, scenario.horizon.end)
    points = points_of(plan)
    orders = []
    for i, point in enumerate(points):
        pair = _named(_set(baseline, point, levers=False), i, "baseline"), _named(_set(scenario, point, levers=True), i, "policy")
        for replicate in range(plan.replicates):
            seed = replicate_seed(plan.seed, replicate)
            orders += [RunOrder(one, replicate, seed, store=store, check=check) for one in pair]
    return points, orders


def _set(scenario: Scenario, point: Mapping[str, Any], *, levers: bool) -> Scenario:
    """Return the scenario with a point's values; the baseline takes the parameters only."""
    numbers = {key.removeprefix("parameters."): float(value) for key, value in point.items() if key.startswith("parameters.")}
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
