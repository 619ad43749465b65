"""Compile every kernel once, so that the first run does not have to: ``python -m sim.runs.warm``.

Two processes share the work, since compiling takes the better part of a minute: one lives some months under every lever, the other
carries out the processes of one month from the last to the first, on a world of its own. What one has compiled the other finds in the
folder of compiled code, so they meet about the middle.
"""

import shutil
import subprocess
import sys

from sim.kernels import cache_folder
from sim.levers.registry import lever_types
from sim.parameters.declare import build
from sim.processes.order import month
from sim.runs.outcome import DONE, simulate
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.world.build import build_world

BACKWARDS = "--backwards"
FIRST = ("policy", "gravity")
"""Processes that others read from, to be carried out before them."""


def main() -> int:
    """Compile everything; return 0 if that went well."""
    if BACKWARDS in sys.argv[1:]:
        live_backwards()
        return 0
    helper = subprocess.Popen([sys.executable, "-m", "sim.runs.warm", BACKWARDS])
    outcome = simulate(_three_months(), seed=1, check=True)
    helped = helper.wait() == 0
    if outcome.state != DONE:
        sys.stderr.write(f"{outcome.stage}: {outcome.message}\n")
    if outcome.state != DONE or not helped:
        return 1
    forget_old_code()
    return 0


def _three_months() -> Scenario:
    """Three months under every lever, one of them a January."""
    scenario = load_scenario("baseline-2022").with_horizon("2023-11", "2024-01")
    return scenario.with_levers(*lever_types(), start="2023-11", end=None)


def live_backwards() -> None:
    """Carry out each process once, from the last to the first, on a world whose pipeline is empty."""
    scenario = _three_months()
    keys = tuple(key for key, _ in scenario.levers)
    world = build_world(seed=1, parameters=scenario.parameters, lever_keys=keys, start=scenario.horizon.start)
    world.levers = tuple(lever_types()[key](terms) for key, terms in scenario.levers)
    world.month = scenario.horizon.start
    processes = {process.key: process for process in month()}
    for key in (*FIRST, *reversed(processes)):
        process = processes[key]
        process.run(world, build(key, process.parameters_type, scenario.parameters))


def forget_old_code() -> None:
    """Remove the folders of code compiled from earlier sources, beside the one in use."""
    for folder in cache_folder().parent.glob("kernels-*"):
        if folder != cache_folder():
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
