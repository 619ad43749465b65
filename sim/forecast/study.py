"""A forecast: one run for each vector of the posterior, each with its own seed, and the quantiles of what they show."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
import pandas as pd
from pydantic import Field

from sim.evidence import MEMBERS
from sim.forecast.discrepancy import factors
from sim.forecast.goals import goals
from sim.forecast.yearly import disturbed, whole_years, yearly_values
from sim.indicators.registry import indicators
from sim.runs.outcome import DONE
from sim.runs.pool import Progress, RunOrder, local_executor
from sim.runs.seeds import replicate_seed
from sim.scenario.types import Scenario
from sim.studies.conduct import carried_out
from sim.studies.evaluation import Runner
from sim.studies.numbers import Numbers
from sim.studies.record import StoredScenario
from sim.studies.study import NothingLeftError, Scale, Study, StudyResult

LEVELS = {"q025": 0.025, "q10": 0.1, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q90": 0.9, "q975": 0.975}
COLUMNS = ("indicator", "region", "year", "mean", *LEVELS, "unit")
"""The documented layout of ``forecast.csv``; it does not change within a major version."""
PLACES = (*MEMBERS, "circle")
type Courses = Callable[[str], np.ndarray]
"""Possible courses of an indicator by its key; shape (courses, years, 9)."""


@dataclass(frozen=True, repr=False)
class Forecast(StudyResult):
    """Quantiles by indicator, region and year, and how likely targets are met."""

    kind: ClassVar[str] = "forecast"
    study: "ForecastStudy"
    table: pd.DataFrame
    """Columns of :data:`COLUMNS`."""
    targets: pd.DataFrame
    """Columns target, indicator, region, year, side, bound, growth_from, probability, draws."""
    failed: int = 0

    @property
    def scenarios(self) -> tuple[Scenario, ...]:  # type: ignore[override]
        """Scenarios of the study."""
        return self.study.scenarios

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Forecast and targets."""
        return {"forecast": self.table, "targets": self.targets}

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the intervals hold."""
        s = self.study
        return {"scenario": s.scenario.key, "draws": s.draws, "seed": s.seed, "numbers": s.numbers, "discrepancy": s.discrepancy}

    @property
    def broken(self) -> int:
        """Number of failed runs."""
        return self.failed

    def of(self, indicator: str, region: str = "circle") -> pd.DataFrame:
        """Return the rows of one indicator and region, one per year."""
        return self.table[(self.table.indicator == indicator) & (self.table.region == region)].reset_index(drop=True)


class ForecastStudy(Study):
    """A forecast with its scenario resolved."""

    kind: ClassVar[str] = "forecast"
    scenario: StoredScenario
    draws: Annotated[int, Field(ge=2, le=100_000)] = 200
    """Vectors of the posterior, each with a seed of its own."""
    discrepancy: bool = True
    """Whether intervals hold what the model leaves out (:mod:`sim.forecast.discrepancy`)."""
    seed: Annotated[int, Field(ge=0)] = 1

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenario."""
        return (self.scenario,)

    @property
    def scale(self) -> Scale:
        """One run for each draw."""
        return Scale(1, 1, self.draws, self.draws)

    def known_orders(self, store: Path | None, *, check: bool = False) -> Iterator[RunOrder]:
        """Yield every run."""
        for draw in range(self.draws):
            yield self.order(self.scenario, draw, replicate_seed(self.seed, draw), store=store, check=check)

    def run(self, runner: Runner, *, store: Path | None = None, check: bool = False) -> Forecast:
        """Run every draw; a failed one is left out.

        Raises:
            NothingLeftError: every run failed, or the horizon holds no whole year.
        """
        horizon = self.scenario.horizon
        years = whole_years(tuple(range(horizon.start, horizon.end + 1)))
        if not years:
            raise NothingLeftError("the horizon holds no calendar year from January to December")
        outcomes = runner.outcomes(self.known_orders(store, check=check), self.draws)
        kept = {outcome.replicate: yearly_values(outcome) for outcome in outcomes if outcome.state == DONE}
        if not kept:
            raise NothingLeftError("every run failed")
        courses = partial(self._courses, kept)
        return Forecast(self, _quantiles(courses, years), _targets(courses, years, len(kept)), self.draws - len(kept))

    def _courses(self, kept: Mapping[int, Mapping[str, np.ndarray]], key: str) -> np.ndarray:
        """Possible courses of one indicator, those of each run after those of the one before; shape (courses, years, 9)."""
        if not self.discrepancy:
            return np.stack([values[key] for values in kept.values()])
        runs = ((draw, values[key]) for draw, values in kept.items())
        return np.concatenate([disturbed(key, found, factors(key, draw, len(found), seed=self.seed)) for draw, found in runs])


def forecast(
    scenario: Scenario,
    *,
    draws: int = 200,
    seed: int = 1,
    numbers: Numbers = "posterior",
    discrepancy: bool = True,
    workers: int = 1,
    results: str | Path | None = None,
    store: Path | None = None,
    progress: Progress | None = None,
) -> Forecast:
    """Forecast a scenario: 50, 80 and 95 percent intervals for every indicator, region and year of its horizon.

    Args:
        scenario: the scenario; ``with_horizon("2023-01", "2035-12")`` looks further.
        draws: vectors of the posterior, each with a seed of its own.
        seed: base of the seeds.
        numbers: ``defaults`` leaves only chance and discrepancy.
        discrepancy: whether intervals hold what the model leaves out.
        workers: worker processes.
        results: folder in which plan, runs and tables are kept as well; :func:`sim.open_results` reads it.
        store: folder of a run store.
        progress: called with (done, total).

    Raises:
        NothingLeftError: every run failed, or the horizon holds no whole year.

    Examples:
        >>> import sim
        >>> expected = sim.forecast(sim.load_scenario("no-policy").with_horizon("2023-01", "2023-12"), draws=2)
        >>> row = expected.of("high_tech").iloc[0]
        >>> int(row.year), bool(row.q025 <= row.q50 <= row.q975)
        (2023, True)
    """
    study = ForecastStudy(scenario=scenario, draws=draws, seed=seed, numbers=numbers, discrepancy=discrepancy)
    with local_executor(workers) as executor:
        return carried_out(study, Forecast, Runner(executor, progress=progress), results=results, store=store)


def _quantiles(courses: Courses, years: list[int]) -> pd.DataFrame:
    parts = []
    for key, indicator in indicators().items():
        values = courses(key)
        flat = values.reshape(len(values), -1)
        with np.errstate(invalid="ignore"):
            table = pd.DataFrame(np.nanquantile(flat, list(LEVELS.values()), axis=0).T, columns=list(LEVELS))
            table.insert(0, "mean", np.nanmean(flat, axis=0))
        table.insert(0, "year", np.repeat(years, len(PLACES)))
        table.insert(0, "region", list(PLACES) * len(years))
        table.insert(0, "indicator", key)
        parts.append(table.assign(unit=indicator.unit.en))
    whole = pd.concat(parts, ignore_index=True)
    order = {place: number for number, place in enumerate(PLACES)}
    whole = whole.assign(place=whole.region.map(order)).sort_values(["indicator", "place", "year"], kind="stable")
    return whole[list(COLUMNS)].reset_index(drop=True)


def _targets(courses: Courses, years: list[int], draws: int) -> pd.DataFrame:
    rows = []
    for goal in goals():
        met = goal.met(courses(goal.indicator), years)
        share, used = (np.nan, 0) if met is None else (float(np.mean(met)), draws)
        rows.append((goal.key, goal.indicator, goal.region, goal.year, goal.side, goal.bound, goal.growth_from or 0, share, used))
    return pd.DataFrame(rows, columns=["target", "indicator", "region", "year", "side", "bound", "growth_from", "probability", "draws"])
