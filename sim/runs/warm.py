"""Compile every kernel once, so that the first run does not have to: ``python -m sim.runs.warm``."""

import shutil
import sys

from sim.kernels import cache_folder
from sim.levers.registry import lever_types
from sim.runs.outcome import DONE, simulate
from sim.scenario.resolve import load_scenario


def main() -> int:
    """Run three months under every lever; return 0 if that went well."""
    scenario = load_scenario("baseline-2022").with_horizon("2023-11", "2024-01")
    scenario = scenario.with_levers(*lever_types(), start="2023-11", end=None)
    outcome = simulate(scenario, seed=1, check=True)
    if outcome.state != DONE:
        sys.stderr.write(f"{outcome.stage}: {outcome.message}\n")
        return 1
    forget_old_code()
    return 0


def forget_old_code() -> None:
    """Remove the folders of code compiled from earlier sources, beside the one in use."""
    for folder in cache_folder().parent.glob("kernels-*"):
        if folder != cache_folder():
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
