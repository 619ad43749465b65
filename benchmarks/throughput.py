"""Runs per second with one worker and with two, in one session."""

import os
import sys
import time

from sim.runs.pool import RunOrder, run_all
from sim.runs.seeds import replicate_seed
from sim.scenario.resolve import load_scenario

RUNS = 24


def main() -> None:
    """Print runs per second and their ratio; the pool's start is part of the time of two workers."""
    scenario = load_scenario("baseline-2022")
    orders = [RunOrder(scenario, i, replicate_seed(1, i)) for i in range(RUNS)]
    run_all(orders[:1])
    rates = {}
    for workers in (1, 2):
        started = time.perf_counter()
        run_all(orders, workers=workers)
        rates[workers] = RUNS / (time.perf_counter() - started)
        sys.stdout.write(f"{workers} worker(s): {rates[workers]:6.2f} runs a second\n")
    sys.stdout.write(f"ratio: {rates[2] / rates[1]:.2f} on {os.cpu_count()} cores\n")
