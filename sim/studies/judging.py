"""Judging mixes of levers: paired effects against the base, whose runs are done once for each seed and world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.indicators.registry import indicators
from sim.runs.outcome import DONE
from sim.runs.pool import RunOrder
from sim.runs.seeds import replicate_seed
from sim.scenario.types import Scenario
from sim.studies.effects import half_width
from sim.studies.evaluation import Evaluate, of_circle
from sim.studies.numbers import Numbers, numbers_of


class Effects(NamedTuple):
    """Paired effects of one mix on every indicator of the circle; shape (pairs, indicators)."""

    differences: np.ndarray

    @property
    def pairs(self) -> int:
        """Number of pairs in which both runs came to their end."""
        return len(self.differences)

    def mean(self, indicator: str) -> float:
        """Mean effect on an indicator; not a number where it is undefined in every pair."""
        return float(self._of(indicator).mean())

    def half(self, indicator: str) -> float:
        """Half the width of the 95 percent interval of that mean."""
        return half_width(self._of(indicator))

    def _of(self, indicator: str) -> np.ndarray:
        return self.differences[:, list(indicators()).index(indicator)]


@dataclass
class Judge:
    """Runs mixes and their base on the same seeds.

    Args:
        base: what the mixes are compared with.
        seed: base of the seeds.
        evaluate: answers the runs.
        store: folder of a run store.
        check: verify conservation each month.
        total: most runs of the study, for the progress.
        numbers: where free numbers come from that a world does not set.
    """

    base: Scenario
    seed: int
    evaluate: Evaluate
    store: Path | None
    check: bool
    total: int
    numbers: Numbers = "posterior"
    failed: int = 0
    _done: dict[tuple[int, tuple[tuple[str, float], ...]], np.ndarray] = field(default_factory=dict)

    def effects(
        self, mixes: Sequence[Scenario], replicates: Sequence[int], parameters: Mapping[str, float] | None = None
    ) -> list[Effects | None]:
        """Return the effects of each mix; None for one without a pair in which both runs came to their end."""
        world = tuple(sorted((parameters or {}).items()))
        missing = [replicate for replicate in replicates if (replicate, world) not in self._done]
        orders = [self._order(self.base, replicate, world) for replicate in missing]
        orders += [self._order(mix, replicate, world) for mix in mixes for replicate in replicates]
        runs = list(self.evaluate(orders, len(orders)))
        self.failed += sum(run.state != DONE for run in runs)
        for replicate, run in zip(missing, runs, strict=False):
            self._done[replicate, world] = of_circle(run)
        before = np.stack([self._done[replicate, world] for replicate in replicates])
        after = np.stack([of_circle(run) for run in runs[len(missing) :]]) if mixes else np.empty((0, before.shape[1]))
        differences = after.reshape(len(mixes), len(replicates), -1) - before
        return [_whole(difference) for difference in differences]

    def _order(self, scenario: Scenario, replicate: int, world: tuple[tuple[str, float], ...]) -> RunOrder:
        own = numbers_of(self.numbers, scenario, replicate, dict(world))
        return RunOrder(scenario, replicate, replicate_seed(self.seed, replicate), own, self.check, store=self.store)


def _whole(differences: np.ndarray) -> Effects | None:
    kept = differences[np.isfinite(differences).any(axis=1)]
    return Effects(kept) if len(kept) else None
