"""Runs per second with one worker process and with two, and the memory of a worker."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.memory import peak_memory
from benchmarks.section import Section
from sim.runs.pool import RunOrder, carry_out
from sim.runs.seeds import replicate_seed
from sim.scenario.resolve import load_scenario
from sim.texts.bilingual import Bilingual as B

RUNS, QUICK_RUNS = 30, 8


def measure(quick: bool) -> Section:
    """Workers are started and warmed before the clock runs, as in a study of many runs."""
    runs = QUICK_RUNS if quick else RUNS
    scenario = load_scenario("baseline-2022")
    orders = [RunOrder(scenario, i, replicate_seed(1, i)) for i in range(runs)]
    rates, memory = {}, 0.0
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            list(pool.map(carry_out, orders[: 2 * workers]))
            started = time.perf_counter()
            list(pool.map(carry_out, orders))
            rates[workers] = runs / (time.perf_counter() - started)
            memory = max(memory, pool.submit(peak_memory).result())
    return Section(
        B("Many runs", "多次运行"),
        B(f"{runs} full runs of 60 months on a machine with {os.cpu_count()} cores; workers live over many runs. "
          f"A worker takes {memory / 2**20:.0f} MiB at most.",
          f"在{os.cpu_count()}核机器上完成{runs}次60个月的完整运行；工作进程连续承担多次运行。单个工作进程最多占用 {memory / 2**20:.0f} MiB。"),
        (B("workers", "工作进程"), B("runs a second", "每秒运行次数"), B("ratio", "比值")),
        [(str(workers), f"{rate:.2f}", f"{rate / rates[1]:.2f}") for workers, rate in rates.items()],
        {"one": rates[1], "two": rates[2], "gain": rates[2] / rates[1], "memory": memory / 2**20},
    )
