"""The shared test configuration side by side: plain Mesa and ours, taking turns in one process."""

import statistics
import time
from collections.abc import Callable

from benchmarks.plain_mesa.model import PlainModel
from benchmarks.section import Section
from benchmarks.shared import Ours, shared_world
from sim.texts.bilingual import Bilingual as B

NAMES = {"plain Mesa": B("plain Mesa", "普通 Mesa"), "ours": B("ours", "本模型")}
MONTHS, QUICK_MONTHS = 24, 6
REPEATS = 3
SEED = 11


def measure(quick: bool) -> Section:
    """Processor seconds for the same months from the same population of 2022; the ratio is of medians."""
    months = QUICK_MONTHS if quick else MONTHS
    _clocked(Ours(shared_world(SEED, 0.1)).step, 2)
    plain, ours = [], []
    for repeat in range(1 if quick else REPEATS):
        world = shared_world(SEED + repeat, 1.0)
        model = PlainModel(world, rng=SEED + repeat)
        for _ in range(3):
            ours.append(_clocked(Ours(shared_world(SEED + repeat, 1.0)).step, months))
        plain.append(_clocked(model.step, months))
    firms = int(world.firms.rows[0])
    seconds = {"plain Mesa": statistics.median(plain), "ours": statistics.median(ours)}
    ratio = seconds["plain Mesa"] / seconds["ours"]
    rows = [
        (NAMES[name], f"{1000 * value / months:.2f}", f"{1e9 * value / months / firms:,.0f}", f"{seconds['plain Mesa'] / value:.0f}")
        for name, value in seconds.items()
    ]
    return Section(
        B("Plain Mesa and ours", "普通 Mesa 与本模型"),
        B(f"The shared configuration (`benchmarks/shared.py`: research, search, deal, services, registration, growth, technology ladder, entry "
          f"and exit) on {firms:,} firms for {months} months, both in one process taking turns. `tests/benchmarks` checks that both give the same "
          f"means. The plain model (`benchmarks/plain_mesa`) keeps an index of firms by city and field and counts less than ours records.",
          f"共同配置（`benchmarks/shared.py`：科研、搜寻、成交、技术服务、登记、成长、技术梯度、进入与退出），{firms:,}家企业、{months}个月，"
          f"二者在同一进程中轮流运行。`tests/benchmarks` 检验二者均值一致。普通模型（`benchmarks/plain_mesa`）按城市与领域为企业建了索引，"
          f"记录的内容少于本模型。"),
        (B("model", "模型"), B("ms a month", "每月毫秒"), B("ns a firm-month", "每企业月纳秒"),
         B("times faster than plain Mesa", "快于普通 Mesa 的倍数")),
        rows,
        {"ratio": ratio, **{f"{name} ms": 1000 * value / months for name, value in seconds.items()}},
    )


def _clocked(step: Callable[[], None], months: int) -> float:
    started = time.process_time()
    for _ in range(months):
        step()
    return time.process_time() - started
