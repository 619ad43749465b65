"""Optimisation: the best mixes of levers under a budget, judged anew on fresh seeds and in other plausible worlds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
import pandas as pd
from pydantic import Field

from sim.ledger.book import FEN_PER_MILLION
from sim.runs.pool import Progress, RunOrder, local_executor
from sim.scenario.amounts import money
from sim.scenario.types import Scenario
from sim.studies.conduct import carried_out
from sim.studies.evaluation import Evaluate, Runner
from sim.studies.goals import COST, Goal, dominated, goal_of, regrets
from sim.studies.judging import Effects, Judge
from sim.studies.mixes import at, in_words, is_whole, mixed, read_dials
from sim.studies.numbers import Numbers
from sim.studies.plan import Factor
from sim.studies.ranges import parameter_ranges, worlds
from sim.studies.ranking import beating
from sim.studies.record import StoredScenario
from sim.studies.search import Judged, Units, search
from sim.studies.study import NothingLeftError, Scale, Study, StudyResult

FRESH_FROM = 1_000_000
"""First replicate of the fresh seeds; no search has so many."""


@dataclass(frozen=True, repr=False)
class Optimum(StudyResult):
    """What an optimisation found."""

    kind: ClassVar[str] = "optimisation"
    study: "OptimisationStudy"
    trials: pd.DataFrame
    """One row per proposal: ``mix``, its dials in words, effect on each goal and cost over the search's seeds, whether it keeps the budget,
    whether it is on the front of those that do."""
    winners: pd.DataFrame
    """One row per winner and goal: effect over fresh seeds with its 95 percent interval, and the effect that the search saw."""
    worlds: pd.DataFrame
    """One row per world, winner and goal: effect and regret."""
    failed: int = 0

    @cached_property
    def regret(self) -> pd.DataFrame:
        """One row per winner and goal: mean and largest regret over the worlds, share of worlds in which it is the best."""
        rows = []
        for (goal, mix), found in self.worlds.groupby(["goal", "mix"], sort=False):
            best = float((found.regret <= 0).mean())
            rows.append((mix, goal, float(found.regret.mean()), float(found.regret.max()), best))
        return pd.DataFrame(rows, columns=["mix", "goal", "mean_regret", "largest_regret", "best_share"])

    @cached_property
    def stability(self) -> pd.DataFrame:
        """Share of the plausible worlds in which one winner beats another, by goal."""
        parts = []
        for goal in self.study.aims if len(self.worlds) else ():
            wide = self.worlds[self.worlds.goal == goal.name].pivot(index="world", columns="mix", values="effect")
            parts.append(beating(goal.indicator, wide).assign(goal=goal.name))
        columns = ["goal", "policy", "other", "beats"]
        return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:  # type: ignore[override]
        """Scenarios of the study."""
        return self.study.scenarios

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table of the study."""
        return {"trials": self.trials, "winners": self.winners, "worlds": self.worlds, "regret": self.regret, "stability": self.stability}

    @property
    def facts(self) -> Mapping[str, Any]:
        """Goals, budget and dials."""
        s = self.study
        dials = {name: [in_words(at(factor, unit, is_whole(name))) for unit in (0.0, 1.0)] for name, factor in s.dials.items()}
        return {"goals": {goal.name: goal.indicator for goal in s.aims}, "budget": s.budget / FEN_PER_MILLION, "dials": dials}

    @property
    def broken(self) -> int:
        """Number of failed runs."""
        return self.failed


class OptimisationStudy(Study):
    """An optimisation with its base resolved, its dials, goals and budget."""

    kind: ClassVar[str] = "optimisation"
    base: StoredScenario
    dials: Annotated[dict[str, Factor], Field(min_length=1, max_length=40)]
    """What may be turned, by dotted key, and between which ends."""
    goals: Annotated[tuple[str, ...], Field(min_length=1, max_length=6)] = ("converted",)
    budget: Annotated[int, Field(ge=0)]
    """Most public money that the mix may cost beyond the base over the horizon, in fen, on average over the replicates."""
    trials: Annotated[int, Field(ge=2, le=100_000)] = 64
    """Mixes that are tried."""
    replicates: Annotated[int, Field(ge=1, le=1000)] = 2
    """Paired runs of each mix in the search."""
    winners: Annotated[int, Field(ge=1, le=50)] = 5
    """Mixes of the front that are run again."""
    fresh: Annotated[int, Field(ge=2, le=10_000)] = 8
    """Paired runs of each winner on seeds that the search has not seen."""
    ranges: dict[str, tuple[float, float]] = {}
    """Plausible ranges of the parameters that regret is computed over."""
    draws: Annotated[int, Field(ge=0, le=10_000)] = 8
    """Worlds drawn from the ranges; 0 leaves regret out."""
    seed: Annotated[int, Field(ge=0)] = 1

    @property
    def aims(self) -> tuple[Goal, ...]:
        """Goals with their indicators."""
        return tuple(goal_of(name) for name in self.goals)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The base."""
        return (self.base,)

    @property
    def scale(self) -> Scale:
        """The most runs that may be needed: search, fresh seeds and worlds, each with its base."""
        again = (self.winners + 1) * (self.fresh + (self.draws if self.ranges else 0) * self.replicates)
        return Scale(2, self.trials, self.replicates, (self.trials + 1) * self.replicates + again, exact=False)

    def run(self, runner: Evaluate, *, store: Path | None = None, check: bool = False) -> Optimum:
        """Search, run the winners again on fresh seeds, and put them into other worlds."""
        judge = Judge(self.base, self.seed, runner, store, check, self.scale.runs, self.numbers)
        proposals, seen = self._search(judge)
        trials = self._trials_table(proposals, seen)
        chosen = self._chosen(trials)
        mixes = {int(mix): self._mix(proposals[int(mix)], int(mix)) for mix in chosen}
        fresh = judge.effects(list(mixes.values()), range(FRESH_FROM, FRESH_FROM + self.fresh))
        winners = self._winners_table(list(mixes), fresh, seen)
        table = self._worlds_table(judge, mixes)
        return Optimum(self, trials, winners, table, judge.failed)

    def _mix(self, units: Units, number: int) -> Scenario:
        return mixed(self.base, self._values(units), f"mix-{number}")

    def _values(self, units: Units) -> dict[str, Any]:
        return {name: at(factor, unit, is_whole(name)) for (name, factor), unit in zip(self.dials.items(), units, strict=True)}

    def _search(self, judge: Judge) -> tuple[list[Units], list[Effects | None]]:
        seen: list[Effects | None] = []

        def judged(batch: Sequence[Units]) -> list[Judged | None]:
            effects = judge.effects([self._mix(units, len(seen) + i) for i, units in enumerate(batch)], range(self.replicates))
            seen.extend(effects)
            return [None if found is None else self._judged(found) for found in effects]

        proposals = list(search(list(self.dials), len(self.goals), trials=self.trials, seed=self.seed, judge=judged))
        if all(found is None for found in seen):
            raise NothingLeftError("a run of every mix failed, or of the base")
        return proposals, seen

    def _judged(self, effects: Effects) -> Judged:
        scores = tuple(goal.better * effects.mean(goal.indicator) for goal in self.aims)
        return Judged(scores, effects.mean(COST) - self.budget / FEN_PER_MILLION)

    def _trials_table(self, proposals: Sequence[Units], seen: Sequence[Effects | None]) -> pd.DataFrame:
        rows = []
        for mix, (units, found) in enumerate(zip(proposals, seen, strict=True)):
            words = {name: in_words(value) for name, value in self._values(units).items()}
            effects = {goal.name: np.nan if found is None else found.mean(goal.indicator) for goal in self.aims}
            cost = np.nan if found is None else found.mean(COST)
            told: dict[str, Any] = {"mix": mix, **words, **effects}
            rows.append({**told, "public_cost": cost, "within_budget": bool(cost <= self.budget / FEN_PER_MILLION)})
        table = pd.DataFrame(rows)
        table["front"] = False
        kept = table.index[table.within_budget]
        scores = np.column_stack([goal.better * table.loc[kept, goal.name].to_numpy() for goal in self.aims])
        table.loc[kept, "front"] = ~dominated(scores)
        return table

    def _chosen(self, trials: pd.DataFrame) -> list[int]:
        """Mixes of the front, spread evenly along the first goal; of equal ones only the first."""
        front = trials[trials.front].drop_duplicates([*self.dials]).drop_duplicates([goal.name for goal in self.aims])
        front = front.sort_values([self.aims[0].name, "mix"], ascending=[self.aims[0].better < 0, True])
        spread = np.linspace(0, len(front) - 1, min(self.winners, len(front))).round().astype(int)
        return [int(front.mix.iloc[place]) for place in np.unique(spread)]

    def _winners_table(self, mixes: Sequence[int], fresh: Sequence[Effects | None], seen: Sequence[Effects | None]) -> pd.DataFrame:
        rows = []
        measured = [*((goal.name, goal.indicator) for goal in self.aims), *([] if COST in {g.indicator for g in self.aims} else [("cost", COST)])]
        for mix, found in zip(mixes, fresh, strict=True):
            before = seen[mix]
            if found is None or before is None:
                continue
            for name, indicator in measured:
                mean, half = found.mean(indicator), found.half(indicator)
                within = bool(found.mean(COST) <= self.budget / FEN_PER_MILLION)
                rows.append((mix, name, indicator, mean, mean - half, mean + half, before.mean(indicator), found.pairs, within))
        columns = ["mix", "goal", "indicator", "effect", "low", "high", "in_search", "pairs", "within_budget"]
        return pd.DataFrame(rows, columns=columns)

    def _worlds_table(self, judge: Judge, mixes: Mapping[int, Scenario]) -> pd.DataFrame:
        columns = ["world", "mix", "goal", "effect", "regret"]
        drawn = worlds(self.ranges, self.draws, self.seed) if self.ranges and self.draws and mixes else []
        rows: list[tuple[int, int, str, float, float]] = []
        for number, parameters in enumerate(drawn):
            found = judge.effects(list(mixes.values()), range(self.replicates), parameters)
            if any(effects is None for effects in found):
                continue
            for goal in self.aims:
                values = np.array([effects.mean(goal.indicator) for effects in found if effects is not None])
                missed = regrets(values[None, :], goal.better)[0]
                rows += [(number, mix, goal.name, float(v), float(r)) for mix, v, r in zip(mixes, values, missed, strict=True)]
        return pd.DataFrame(rows, columns=columns)

    def known_orders(self, store: Path | None, *, check: bool = False) -> tuple[RunOrder, ...]:  # noqa: ARG002
        """Return nothing: each batch depends on the one before."""
        return ()


def optimise(
    base: Scenario,
    *,
    levers: str,
    budget: int | str,
    goals: Sequence[str] = ("converted",),
    trials: int = 64,
    replicates: int = 2,
    winners: int = 5,
    fresh: int = 8,
    factors: Sequence[str] = (),
    draws: int = 8,
    seed: int = 1,
    numbers: Numbers = "posterior",
    workers: int = 1,
    results: str | Path | None = None,
    store: Path | None = None,
    progress: Progress | None = None,
    evaluate: Evaluate | None = None,
) -> Optimum:
    """Find the best mixes of levers under a budget, run them again on fresh seeds, and put them into other plausible worlds.

    Args:
        base: scenario to start from, and to compare with.
        levers: what may be turned, as on the command line: ``launch_fund,joint_rd=0..2,transfer_agencies.count=5..40``.
        budget: most extra public money over the horizon: ``20亿``, ``500 million CNY``, or a whole number of fen.
        goals: ``converted``, ``turnover``, ``equality``, ``cost``, or keys of indicators.
        trials: mixes that are tried.
        replicates: paired runs of each mix in the search.
        winners: mixes of the front that are run again.
        fresh: paired runs of each winner on seeds that the search has not seen; only these effects may be quoted.
        factors: parameters or groups over whose plausible ranges regret is computed; none leaves regret out.
        draws: worlds drawn from those ranges.
        seed: base of the seeds, and seed of the search.
        numbers: free numbers: a vector of the posterior for each replicate, or the defaults.
        workers: worker processes.
        results: folder in which plan, runs and tables are kept as well; :func:`sim.open_results` reads it.
        store: folder of a run store.
        progress: called with (done, total); the total is the most that may be needed.
        evaluate: answers the runs instead of ``workers`` processes: a :class:`Runner` on a cluster, or a test model.

    Raises:
        ImportError: the extra ``studies`` (Optuna) is not installed.
        ScenarioError: a lever or a term does not exist, a range is none, or a parameter is unknown.
        UnknownGoalError: there is no such goal.
        ValueError: the budget is no amount of money.
        NothingLeftError: a run of every mix failed.

    Source: Optuna; TPE (Bergstra et al. 2011) for one goal, NSGA-II (Deb et al. 2002) for several.

    Examples:
        >>> import sim
        >>> base = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-03")
        >>> best = sim.optimise(base, levers="joint_rd,verify_action", budget="1亿", trials=2, replicates=1, winners=1, fresh=2)
        >>> len(best.trials), best.regret.empty
        (2, True)
    """
    study = OptimisationStudy(
        base=base, dials=read_dials(levers), goals=tuple(goals), budget=money(budget), trials=trials, replicates=replicates, winners=winners,
        fresh=fresh, ranges=parameter_ranges(list(factors)) if factors else {}, draws=draws, seed=seed, numbers=numbers,
    )  # fmt: skip
    for goal in goals:
        goal_of(goal)
    with local_executor(workers) as executor:
        return carried_out(study, Optimum, evaluate or Runner(executor, progress=progress), results=results, store=store)
