"""Time of each process of the month, and of one whole run, on the full population."""

import statistics
import time

from benchmarks.section import Section
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario

REPEATS, QUICK_REPEATS = 7, 3


def measure(quick: bool) -> Section:
    """Milliseconds per month by process and seconds per run, medians of repeats, processor time of one core."""
    scenario = load_scenario("baseline-2022")
    months = scenario.horizon.end - scenario.horizon.start + 1
    Engine(scenario, seed=1).step()
    building, living, by_process = [], [], []
    for seed in range(QUICK_REPEATS if quick else REPEATS):
        started = time.process_time()
        engine = Engine(scenario, seed=seed, profile=True)
        built = time.process_time()
        engine.run()
        building.append(built - started)
        living.append(time.process_time() - built)
        by_process.append({row.key: 1000 * row.seconds / row.calls for row in engine.timings()})
    medians = {key: statistics.median(run[key] for run in by_process) for key in by_process[0]}
    whole = sum(medians.values())
    run = statistics.median(a + b for a, b in zip(building, living, strict=True))
    rows = [(f"`{key}`", f"{value:.3f}", f"{100 * value / whole:.0f}") for key, value in medians.items()]
    rows.append(("**month**", f"{whole:.2f}", "100"))
    return Section(
        "One run, and each process of the month",
        f"The full model, baseline, {months} months: **{run:.3f} s** of processor time a run, of which {statistics.median(building):.3f} s build "
        f"the world and fill the pipeline.",
        ("process", "ms a month", "percent"),
        rows,
        {"run": run, "build": statistics.median(building), **medians},
    )
