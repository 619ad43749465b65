"""Live some months with a population of a given size and print time and memory: ``python -m benchmarks.one_size SCALE MONTHS``."""

import json
import sys
import time

from benchmarks.memory import peak_memory
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario


def main() -> None:
    """Warm up on a small population, then build, live and print one line of JSON."""
    scale, months = float(sys.argv[1]), int(sys.argv[2])
    scenario = load_scenario("baseline-2022")
    warm = Engine(scenario, seed=1, scale=0.02)
    warm.step()
    del warm
    before = peak_memory()
    started = time.process_time()
    engine = Engine(scenario, seed=1, scale=scale)
    built = time.process_time()
    firms = int(engine.world.firms.alive.sum())
    for _ in range(months):
        engine.step()
    done = time.process_time()
    answer = {"firms": firms, "build": built - started, "month": (done - built) / months, "before": before, "peak": peak_memory()}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
