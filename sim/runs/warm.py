"""Compile every kernel once, so that the first run does not have to: ``python -m sim.runs.warm``.

Several processes share the work, since compiling takes one alone nearly two minutes: this one lives some months under every lever, helpers
carry out the processes of one month, each from another place on and backwards, on worlds of their own. What one has compiled the others
find in the folder of compiled code.
"""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sim.kernels import cache_folder
from sim.levers.registry import lever_types
from sim.parameters.declare import build
from sim.processes.order import month
from sim.runs.outcome import DONE, simulate
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.world.build import build_world

HELPER = "--helper"
MOST_HELPERS = 3
"""More would mostly compile what another is about to."""
FIRST = ("policy", "gravity")
"""Processes that others read from, to be carried out before them."""


def main() -> int:
    """Compile everything; return 0 if that went well."""
    if HELPER in sys.argv[1:]:
        with _no_collection():
            help_out(*map(int, sys.argv[-2:]))
        return 0
    problem = compile_everything()
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    forget_old_code()
    return 0


def nothing_is_compiled() -> bool:
    """Whether the folder of compiled code is empty, so that a first run would take long."""
    return not any(cache_folder().rglob("*.nbi"))


def compile_everything() -> str:
    """Compile all kernels with the help of other processes, one a core; return what went wrong, or nothing."""
    count = min(MOST_HELPERS, (os.cpu_count() or 1) - 1)
    helpers = [subprocess.Popen([sys.executable, "-m", "sim.runs.warm", HELPER, str(k), str(count)]) for k in range(count)]
    try:
        with _no_collection():
            outcome = simulate(_three_months(), seed=1, check=True)
        failed = [helper.args for helper in helpers if helper.wait()]
    finally:
        for helper in helpers:
            helper.kill()
    return f"{outcome.stage}: {outcome.message}" if outcome.state != DONE else f"failed: {failed}" if failed else ""


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leave garbage where it is: compiling makes millions of objects that live long, and looking through them takes a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _three_months() -> Scenario:
    """Three months under every lever, one of them a January."""
    scenario = load_scenario("baseline-2022").with_horizon("2023-11", "2024-01")
    return scenario.with_levers(*lever_types(), start="2023-11", end=None)


def help_out(number: int, helpers: int) -> None:
    """Carry out each process once, in the order of one of several helpers, on a world whose pipeline is empty."""
    scenario = _three_months()
    keys = tuple(key for key, _ in scenario.levers)
    world = build_world(seed=1, parameters=scenario.parameters, lever_keys=keys, start=scenario.horizon.start)
    world.levers = tuple(lever_types()[key](terms) for key, terms in scenario.levers)
    world.month = scenario.horizon.start
    processes = {process.key: process for process in month()}
    for key in (*FIRST, *helpers_order(tuple(processes), number, helpers)):
        process = processes[key]
        process.run(world, build(key, process.parameters_type, scenario.parameters))


def helpers_order(keys: Sequence[str], number: int, helpers: int) -> list[str]:
    """Keys from the last to the first, begun at the end by the first helper and elsewhere by the others."""
    begun = number * len(keys) // helpers
    backwards = list(reversed(keys))
    return backwards[begun:] + backwards[:begun]


def forget_old_code() -> None:
    """Remove the folders of code compiled from earlier sources, beside the one in use."""
    for folder in cache_folder().parent.glob("kernels-*"):
        if folder != cache_folder():
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
