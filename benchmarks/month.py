"""Time of each process of the month, and of one whole run, on the full population."""

import statistics
import time

from benchmarks.section import Cell, Section
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.texts.bilingual import Bilingual as B

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
    rows: list[tuple[Cell, ...]] = [(f"`{key}`", f"{value:.3f}", f"{100 * value / whole:.0f}") for key, value in medians.items()]
    rows.append((B("**month**", "**全月**"), f"{whole:.2f}", "100"))
    return Section(
        B("One run, and each process of the month", "一次运行与每月各过程"),
        B(f"The full model, baseline, {months} months: **{run:.3f} s** of processor time a run, of which {statistics.median(building):.3f} s build "
          f"the world and fill the pipeline.",
          f"完整模型，基准情景，{months}个月：一次运行占用处理器**{run:.3f}秒**，其中{statistics.median(building):.3f}秒用于构建世界、填充成果管线。"),
        (B("process", "过程"), B("ms a month", "每月毫秒"), B("percent", "占比（%）")),
        rows,
        {"run": run, "build": statistics.median(building), **medians},
    )
