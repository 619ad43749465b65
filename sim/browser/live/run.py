"""The run that one session watches: a Mesa model that never throws at the page and can be closed."""

import logging
import shlex
import threading
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from sim.browser.live.sample import sampled_firms
from sim.runs.model import MetroModel
from sim.scenario.types import Scenario
from sim.studies.numbers import numbers_of

_LOG = logging.getLogger(__name__)
VECTOR = 0
"""Vector of the posterior that a live run takes, the one that ``metrosim run`` takes first: so that a replay is the same run."""
TRACED = ("revenue", "status")


class Trouble(NamedTuple):
    """What went wrong in a run: where, in which month, the message, and the command that shows it again."""

    stage: str
    month: str
    message: str
    replay: str


@dataclass(eq=False)
class LiveRun:
    """A run on the full population, of which the firms of a small sample are followed month by month.

    Every step is taken under a lock, so that two threads of one session cannot live the same month. A closed
    run takes no further step and holds no model.
    """

    scenario: Scenario
    seed: int
    source: str
    """What the command line calls the scenario: a name, or the file that the reader must save first."""
    model: MetroModel | None = None
    trouble: Trouble | None = None
    firms: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """Rows of the firms of the sample."""
    trace: list[tuple[int, np.ndarray]] = field(default_factory=list)
    """Month and values of :data:`TRACED` of the sample, shape (2, sample)."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def running(self) -> bool:
        """Whether there is a further month to live."""
        return self.model is not None and self.trouble is None and not self.model.engine.finished

    @property
    def months_lived(self) -> int:
        """Number of months lived so far."""
        return len(self.model.world.records.months) if self.model else 0

    def step(self) -> None:
        """Live one month; an error becomes :attr:`trouble`, and the run stops there."""
        with self._lock:
            model = self.model
            if model is None or not self.running:
                return
            try:
                model.step()
                self._follow(model)
            except Exception as error:
                self.trouble = _trouble(self, "running", model.month, error)

    def close(self) -> None:
        """Give the model back; called when the tab is closed or another run begins."""
        with self._lock:
            self.model = None
            self.trace.clear()

    def history(self, row: int) -> list[tuple[int, np.ndarray]]:
        """Return month and values of :data:`TRACED` of one firm, empty if it is not in the sample."""
        place = np.flatnonzero(self.firms == row)
        return [(month, values[:, place[0]]) for month, values in self.trace] if place.size else []

    def _follow(self, model: MetroModel) -> None:
        firms = model.world.firms
        self.trace.append((model.world.month, np.stack([getattr(firms, name)[self.firms].astype(np.float32) for name in TRACED])))


def begin(scenario: Scenario, *, seed: int, source: str) -> LiveRun:
    """Build the world of a scenario; a failure becomes the run's trouble, never an exception."""
    run = LiveRun(scenario, seed, source)
    try:
        run.model = MetroModel(scenario, rng=seed, parameters=numbers_of("posterior", scenario, VECTOR))
        run.firms = sampled_firms(run.model.world)
        run._follow(run.model)
    except Exception as error:
        run.trouble = _trouble(run, "building", "", error)
    return run


def _trouble(run: LiveRun, stage: str, month: str, error: Exception) -> Trouble:
    _LOG.exception("a run failed while %s", stage)
    replay = shlex.join(["metrosim", "run", run.source, "--seed", str(run.seed), "--exact-seed"])
    return Trouble(stage, month, f"{type(error).__name__}: {error}", replay)
