"""Running many runs: in this process, or in worker processes that stay alive between runs."""

import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from sim.runs.address import run_address
from sim.runs.outcome import DONE, FAILED, RunOutcome, simulate
from sim.runs.store import RunStore
from sim.scenario.types import Scenario

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RunOrder:
    """One run to be done."""

    scenario: Scenario
    replicate: int
    seed: int
    parameters: Mapping[str, float] = field(default_factory=dict)
    check: bool = False
    profile: bool = False
    store: Path | None = None
    """Folder of a run store; what is there is loaded, what is absent is produced and kept."""


def carry_out(order: RunOrder) -> RunOutcome:
    """Load a run from the store, or do it and keep it."""
    if order.store is None:
        return _simulated(order)
    store, address = RunStore(order.store), run_address(order.scenario, order.parameters, order.seed)
    found = store.load(address)
    if found is not None:
        return replace(found, scenario=order.scenario.key, replicate=order.replicate)
    outcome = _simulated(order)
    if outcome.state == DONE:
        try:
            store.save(address, outcome)
        except OSError as error:
            message = f"the run is finished but could not be stored: {error}; make room or choose another folder"
            return RunOutcome(order.scenario.key, order.replicate, order.seed, FAILED, "storing", message)
    return outcome


def _simulated(order: RunOrder) -> RunOutcome:
    return simulate(
        order.scenario,
        seed=order.seed,
        replicate=order.replicate,
        parameters=order.parameters,
        check=order.check,
        profile=order.profile,
    )


def run_all(orders: Sequence[RunOrder], *, workers: int = 1, progress: Progress | None = None) -> list[RunOutcome]:
    """Do all runs and return their outcomes in the order of ``orders``, whatever the number of workers.

    Args:
        orders: the runs.
        workers: worker processes; 1 runs in this process.
        progress: called with (done, total) after each run.
    """
    report = progress or (lambda _done, _total: None)
    if workers <= 1 or len(orders) <= 1:
        return _in_turn(map(carry_out, orders), len(orders), report)
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)
    stopped = True
    try:
        futures = [pool.submit(carry_out, order) for order in orders]
        outcomes = _in_turn((_outcome(future, order) for future, order in zip(futures, orders, strict=True)), len(orders), report)
        stopped = False
        return outcomes
    finally:
        pool.shutdown(wait=True, cancel_futures=stopped)


def _leave_interrupts_to_the_parent() -> None:
    """A worker finishes its run when the user interrupts; the parent drops what waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_turn(outcomes: Iterable[RunOutcome], total: int, report: Progress) -> list[RunOutcome]:
    return list(_counted(outcomes, total, report))


def _counted(outcomes: Iterable[RunOutcome], total: int, report: Progress) -> Iterator[RunOutcome]:
    for done, outcome in enumerate(outcomes, start=1):
        report(done, total)
        yield outcome


def _outcome(future: "Future[RunOutcome]", order: RunOrder) -> RunOutcome:
    """A worker that died gives a failed run, not an exception."""
    try:
        return future.result()
    except BrokenProcessPool as error:
        return RunOutcome(order.scenario.key, order.replicate, order.seed, FAILED, "worker", f"the worker process died: {error}")
