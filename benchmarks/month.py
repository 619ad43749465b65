"""Time of each process of the month, and of one whole run, on the full population."""

import statistics
import sys
import time

from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario

REPEATS = 5


def main() -> None:
    """Print milliseconds per month by process (median of repeats) and seconds per run."""
    scenario = load_scenario("baseline-2022")
    Engine(scenario, seed=1).step()
    whole, by_process = [], []
    for seed in range(REPEATS):
        started = time.perf_counter()
        engine = Engine(scenario, seed=seed, profile=True)
        engine.run()
        whole.append(time.perf_counter() - started)
        by_process.append({row.key: 1000 * row.seconds / row.calls for row in engine.timings()})
    for key in by_process[0]:
        sys.stdout.write(f"{key:14s} {statistics.median(run[key] for run in by_process):8.3f} ms a month\n")
    sys.stdout.write(f"{'one run':14s} {statistics.median(whole):8.3f} s for {scenario.horizon.end - scenario.horizon.start + 1} months\n")
