"""Running many runs: each is loaded from the store, or done and kept there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.runs.address import run_address
from sim.runs.executors import Executor, InProcess, Processes
from sim.runs.failures import OnError, StoppedByFailureError
from sim.runs.outcome import DONE, FAILED, RunOutcome, simulate
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
    return _stored(order, order.store)


def _stored(order: RunOrder, folder: Path) -> RunOutcome:
    from sim.runs.store import DamagedRunError, RunStore  # brings pandas along: a third of a second that a run without a store saves

    store, address = RunStore(folder), run_address(order.scenario, order.parameters, order.seed)
    try:
        found = store.load(address)
    except DamagedRunError as error:
        return RunOutcome(order.scenario.key, order.replicate, order.seed, FAILED, "loading", str(error))
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


def run_all(
    orders: Sequence[RunOrder],
    *,
    workers: int = 1,
    progress: Progress | None = None,
    executor: Executor | None = None,
    on_error: OnError = "after",
) -> list[RunOutcome]:
    """Do all runs and return their outcomes in the order of ``orders``, whatever the number of workers.

    Args:
        orders: the runs.
        workers: worker processes; 1 runs in this process.
        progress: called with (done, total) after each run.
        executor: where to run, instead of ``workers`` processes here; it stays open.
        on_error: ``now`` stops at the first failed run.

    Raises:
        StoppedByFailureError: a run failed and ``on_error`` is ``now``.
    """
    if executor is not None:
        return list(_carried_out(orders, executor, progress, on_error))
    with local_executor(min(workers, len(orders))) as here:
        return list(_carried_out(orders, here, progress, on_error))


def local_executor(workers: int) -> Executor:
    """Return this process for one worker, worker processes for more."""
    return Processes(workers) if workers > 1 else InProcess()


def _carried_out(orders: Sequence[RunOrder], executor: Executor, progress: Progress | None, on_error: OnError) -> Iterator[RunOutcome]:
    outcomes = executor.map(carry_out, orders, lost=lost_run)
    for done, outcome in enumerate(outcomes, start=1):
        if progress is not None:
            progress(done, len(orders))
        if on_error == "now" and outcome.state != DONE:
            raise StoppedByFailureError(outcome)
        yield outcome


def lost_run(order: RunOrder, reason: str) -> RunOutcome:
    """Return the failed outcome of a run that no worker survived."""
    return RunOutcome(order.scenario.key, order.replicate, order.seed, FAILED, "worker", reason)
