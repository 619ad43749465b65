"""A hundred thousand orders that cost nothing: how many a second each executor passes on, and the memory that this takes."""

import os
import sys
import time
from collections.abc import Iterator
from itertools import pairwise

import psutil

from sim.runs.executors import Executor, InProcess, Processes
from sim.runs.executors.place import PlaceError, executor_at, read_place
from sim.runs.outcome import DONE
from sim.runs.pool import RunOrder
from sim.runs.summary import RunSummary
from sim.scenario.resolve import load_scenario

ORDERS = int(os.environ.get("METROSIM_ORDERS", "100000"))
ON_DASK, MEBI = ORDERS // 10, 1 << 20


def main() -> None:
    """Print orders a second, and by how much the memory of this process grew in each half."""
    _line("in this process", InProcess(), ORDERS)
    with Processes(2) as executor:
        _line("two processes", executor, ORDERS)
    try:
        with executor_at(read_place("local:2"), workers=2) as executor:
            _line("Dask, scheduler here", executor, ON_DASK)
    except PlaceError as problem:
        sys.stdout.write(f"Dask: {problem}\n")


def nothing(order: RunOrder) -> RunSummary:
    """Answer at once."""
    return RunSummary(order.scenario.key, order.replicate, order.seed, DONE)


def _orders(count: int) -> Iterator[RunOrder]:
    scenario = load_scenario("verify-and-pilot")
    return (RunOrder(scenario.with_parameters({"pilot.cost": 1 + i / count}), i, i) for i in range(count))


def _line(name: str, executor: Executor, count: int) -> None:
    process = psutil.Process()
    results = executor.map(nothing, _orders(count), lost=_never)
    next(results)
    started, memory = time.perf_counter(), [process.memory_info().rss / MEBI]
    for done, _ in enumerate(results, start=2):
        if done in (count // 2, count):
            memory.append(process.memory_info().rss / MEBI)
    rate = (count - 1) / (time.perf_counter() - started)
    grown = [later - earlier for earlier, later in pairwise(memory)]
    told = f"memory of this process grew by {grown[0]:.0f} MiB in the first half and {grown[1]:.0f} MiB in the second"
    sys.stdout.write(f"{name:22s} {count:7,d} orders: {rate:8,.0f} a second, {told}\n")


def _never(order: RunOrder, reason: str) -> RunSummary:
    raise RuntimeError(f"run {order.replicate} was given up: {reason}")


if __name__ == "__main__":
    main()
