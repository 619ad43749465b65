"""Discovery: the region of assumptions in which a policy fails, by PRIM and CART of the EMA Workbench."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
import pandas as pd
from pydantic import Field

from sim.indicators.registry import indicators
from sim.runs.pool import RunOrder
from sim.runs.seeds import replicate_seed
from sim.scenario.types import Scenario
from sim.studies.boxes import Box, boxes_table, cart_boxes, prim_boxes
from sim.studies.evaluation import Evaluate, of_circle
from sim.studies.ranges import worlds
from sim.studies.record import StoredScenario
from sim.studies.study import NothingLeftError, Scale, Study, StudyResult


@dataclass(frozen=True, repr=False)
class Discovery(StudyResult):
    """Worlds, effects in them, and the boxes in which the policy fails."""

    kind: ClassVar[str] = "discovery"
    study: "DiscoveryStudy"
    draws: pd.DataFrame
    """One row per world, one column per parameter."""
    effects: pd.DataFrame
    """One row per world, one column per indicator: the policy's paired effect, averaged over replicates."""
    left_out: int = 0

    @property
    def scenarios(self) -> tuple[Scenario, ...]:  # type: ignore[override]
        """Scenarios of the study."""
        return self.study.scenarios

    def experiments(self) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
        """Worlds and effects as (experiments, outcomes), the form in which the EMA Workbench keeps them."""
        return self.draws, {str(key): self.effects[key].to_numpy() for key in self.effects}

    @cached_property
    def fails(self) -> np.ndarray:
        """Whether the policy fails in each world: its effect does not exceed the threshold in the better direction."""
        better = indicators()[self.study.outcome].better or 1
        return np.asarray(better * self.effects[self.study.outcome].to_numpy() <= self.study.threshold)

    @cached_property
    def found(self) -> tuple[Box, ...]:
        """Boxes of both methods; none if the policy fails everywhere or nowhere."""
        if self.fails.all() or not self.fails.any():
            return ()
        return (*prim_boxes(self.draws, self.fails), *cart_boxes(self.draws, self.fails))

    @cached_property
    def boxes(self) -> pd.DataFrame:
        """One row per box and restricted parameter; columns of :func:`sim.studies.boxes.boxes_table`."""
        return boxes_table(self.found)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per world: parameters, effect on the outcome, whether the policy fails."""
        return self.draws.rename_axis("world").reset_index().assign(effect=self.effects[self.study.outcome].to_numpy(), fails=self.fails)

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Worlds, effects on every indicator, and boxes."""
        return {"worlds": self.table, "effects": self.effects.rename_axis("world").reset_index(), "boxes": self.boxes}

    @property
    def facts(self) -> Mapping[str, Any]:
        """Policy, outcome, threshold, and in how many worlds it fails."""
        s = self.study
        share = float(self.fails.mean())
        return {"policy": s.policy.key, "baseline": s.baseline.key, "outcome": s.outcome, "threshold": s.threshold, "fails": share,
                "left_out": self.left_out}  # fmt: skip

    @property
    def broken(self) -> int:
        """Worlds that are missing because of failed runs."""
        return self.left_out


class DiscoveryStudy(Study):
    """A discovery with its scenarios resolved and its ranges fixed."""

    kind: ClassVar[str] = "discovery"
    baseline: StoredScenario
    policy: StoredScenario
    ranges: Annotated[dict[str, tuple[float, float]], Field(min_length=1)]
    """Lowest and highest value by parameter."""
    outcome: str = "converted_results"
    threshold: float = 0.0
    """The policy fails where its effect, in the better direction, is at most this."""
    points: Annotated[int, Field(ge=20, le=100_000)] = 128
    """Worlds."""
    replicates: Annotated[int, Field(ge=1, le=1000)] = 2
    seed: Annotated[int, Field(ge=0)] = 1

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Baseline and policy."""
        return self.baseline, self.policy

    @property
    def scale(self) -> Scale:
        """Both scenarios in each world."""
        return Scale(2, self.points, self.replicates, 2 * self.points * self.replicates)

    def known_orders(self, store: Path | None, *, check: bool = False) -> Iterator[RunOrder]:
        """Yield every run of the study."""
        for parameters in worlds(self.ranges, self.points, self.seed):
            for replicate in range(self.replicates):
                seed = replicate_seed(self.seed, replicate)
                yield from (self.order(scenario, replicate, seed, store=store, check=check, own=parameters) for scenario in self.scenarios)

    def run(self, runner: Evaluate, *, store: Path | None = None, check: bool = False) -> Discovery:
        """Run both scenarios in every world; a world with a failed run is left out.

        Raises:
            NothingLeftError: a run failed in every world.
        """
        names = list(indicators())
        rows = np.stack([of_circle(run) for run in runner(self.known_orders(store, check=check), self.scale.runs)])
        values = rows.reshape(self.points, self.replicates, 2, len(names))
        whole = np.isfinite(values).any(axis=3).all(axis=(1, 2))
        if not whole.any():
            raise NothingLeftError("a run failed in every world")
        effects = (values[:, :, 1] - values[:, :, 0]).mean(axis=1)[whole]
        draws = pd.DataFrame(worlds(self.ranges, self.points, self.seed))[whole].reset_index(drop=True)
        return Discovery(self, draws, pd.DataFrame(effects, columns=names), int((~whole).sum()))
