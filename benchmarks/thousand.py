"""A thousand paired full-population runs on two workers: time, and the memory of each worker over time.

By default a part of them is run and the time extrapolated, which is said; ``METROSIM_PAIRS=1000`` runs all.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import psutil

from sim.runs.executors import Processes
from sim.runs.pool import RunOrder
from sim.runs.seeds import replicate_seed
from sim.scenario.resolve import load_scenario
from sim.studies.evaluation import Runner

PAIRS, WORKERS, MEBI = 1000, 2, 1 << 20
PART = int(os.environ.get("METROSIM_PAIRS", "20"))


def main() -> None:
    """Print seconds, runs a second, and the memory of the workers after each quarter."""
    scenarios = load_scenario("baseline-2022"), load_scenario("verify-and-pilot")
    with tempfile.TemporaryDirectory() as folder, Processes(WORKERS) as executor:
        list(Runner(executor)([RunOrder(one, 0, 1) for one in scenarios], 2))  # start of the workers and of their kernels
        orders = [RunOrder(one, i, replicate_seed(1, i), store=Path(folder)) for i in range(PART) for one in scenarios]
        memory: list[list[float]] = []
        started = time.perf_counter()
        for done, _ in enumerate(Runner(executor)(orders, len(orders)), start=1):
            if done % max(1, len(orders) // 4) == 0:
                memory.append([child.memory_info().rss / MEBI for child in _workers()])
        seconds = time.perf_counter() - started
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / len(orders)
    rate = len(orders) / seconds
    months = scenarios[0].horizon.months
    sys.stdout.write(f"{len(orders)} runs of {months} months, stored, on {WORKERS} workers: {seconds:.1f} s, {rate:.2f} a second\n")
    said = "measured" if PART >= PAIRS else f"extrapolated from {PART} pairs"
    sys.stdout.write(f"{PAIRS} pairs ({2 * PAIRS} runs): {2 * PAIRS / rate / 60:.1f} minutes ({said}), {2 * PAIRS * size / 1e6:,.0f} MB stored\n")
    for quarter, found in enumerate(memory, start=1):
        sys.stdout.write(f"memory of each worker after {25 * quarter}% of the runs: {', '.join(f'{one:.0f} MiB' for one in found)}\n")


def _workers() -> list[psutil.Process]:
    """The worker processes, without the helper that keeps track of shared resources."""
    children = psutil.Process().children()
    return sorted((child for child in children if "spawn_main" in " ".join(child.cmdline())), key=lambda child: child.pid)
