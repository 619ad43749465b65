"""The seam between studies and runs: what a study asks, and who answers."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from sim.indicators.registry import indicators
from sim.runs.executors import Executor
from sim.runs.failures import OnError, StoppedByFailureError
from sim.runs.outcome import DONE, RunOutcome
from sim.runs.pool import Progress, RunOrder, carry_out, local_executor, lost_run
from sim.runs.summary import RunSummary, summarised

CIRCLE = 8
MOST_FAILURES_KEPT = 1000


class Evaluate(Protocol):
    """Answers orders with summaries, in their order; a study knows nothing else of how runs are done.

    A test model answers with a formula (:func:`evaluation_of`), the real one with runs (:class:`Runner`).
    """

    def __call__(self, orders: Iterable[RunOrder], total: int) -> Iterator[RunSummary]:
        """Yield one summary for each order; ``total`` is the number of orders, for the progress."""


@dataclass
class Runner:
    """Carries out the runs of a study and keeps a note of each.

    Args:
        executor: where to run; by default this process. It stays open.
        on_error: see :data:`sim.runs.failures.OnError`.
        progress: called with (done, total) after each run.
    """

    executor: Executor | None = None
    on_error: OnError = "after"
    progress: Progress | None = None
    most: int = 0
    """Most runs of a study that asks for them in batches; the progress counts towards it."""
    notes: list[tuple[str, int, int, str, str, str]] = field(default_factory=list)
    """Scenario, replicate, seed, state, stage and message of each run so far."""
    broken: list[tuple[int, RunOrder]] = field(default_factory=list)
    """Place and order of the first runs that failed, so that they can be replayed."""

    def outcomes(self, orders: Iterable[RunOrder], total: int) -> Iterator[RunOutcome]:
        """Yield whole outcomes, for studies that keep monthly values."""
        return self._watched(carry_out, orders, total, lost_run)

    def __call__(self, orders: Iterable[RunOrder], total: int) -> Iterator[RunSummary]:
        """Yield summaries; the rest of an outcome stays with the worker."""
        return self._watched(_summary_of, orders, total, _lost_summary)

    def _watched[R: RunOutcome | RunSummary](
        self, work: Callable[[RunOrder], R], orders: Iterable[RunOrder], total: int, lost: Callable[[RunOrder, str], R]
    ) -> Iterator[R]:
        under_way: deque[RunOrder] = deque()
        executor = self.executor or local_executor(1)
        before = 0 if self.most else len(self.notes)
        for run in executor.map(work, _kept(orders, under_way), lost=lost):
            self._note(under_way.popleft(), run)
            if self.progress is not None:
                self.progress(len(self.notes) - before, self.most or total)
            yield run

    def _note(self, order: RunOrder, run: RunOutcome | RunSummary) -> None:
        self.notes.append((run.scenario, run.replicate, run.seed, run.state, run.stage, run.message))
        if run.state == DONE:
            return
        if len(self.broken) < MOST_FAILURES_KEPT:
            self.broken.append((len(self.notes) - 1, order))
        if self.on_error == "now":
            raise StoppedByFailureError(run)


def _kept(orders: Iterable[RunOrder], under_way: deque[RunOrder]) -> Iterator[RunOrder]:
    for order in orders:
        under_way.append(order)
        yield order


def _summary_of(order: RunOrder) -> RunSummary:
    return summarised(carry_out(order))


def _lost_summary(order: RunOrder, reason: str) -> RunSummary:
    return summarised(lost_run(order, reason))


def evaluation_of(function: Callable[[RunOrder], Mapping[str, float]]) -> Evaluate:
    """Return an evaluation that answers with a function instead of runs, for test models with known answers.

    Args:
        function: values of indicators of the circle; those that it leaves out are 0.
    """
    places = {key: place for place, key in enumerate(indicators())}

    def evaluate(orders: Iterable[RunOrder], total: int) -> Iterator[RunSummary]:  # noqa: ARG001 - the protocol's
        for order in orders:
            values = np.zeros((len(places), CIRCLE + 1))
            for key, value in function(order).items():
                values[places[key], CIRCLE] = value
            yield RunSummary(order.scenario.key, order.replicate, order.seed, DONE, values=values)

    return evaluate


def of_circle(run: RunSummary) -> np.ndarray:
    """End values of the circle by indicator; NaN for a failed run."""
    return run.values[:, CIRCLE] if run.state == DONE else np.full(len(indicators()), np.nan)
