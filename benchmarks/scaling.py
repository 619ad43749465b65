"""Time and memory per firm from ten thousand to ten million firms, the full model."""

import json
import subprocess
import sys

from benchmarks.section import Section
from sim.texts.bilingual import Bilingual as B

FIRMS_2022 = 14_737
SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000, 10_000_000), (10_000, 100_000)
MONTHS = 6
"""January to June, the same months for every size."""


def measure(quick: bool) -> Section:
    """One process per size, so that memory is its own."""
    sizes = QUICK_SIZES if quick else SIZES
    found = [_one(size) for size in sizes]
    first = found[0]["month"] / found[0]["firms"]
    rows, numbers = [], {}
    for size, one in zip(sizes, found, strict=True):
        each, memory = one["month"] / one["firms"], (one["peak"] - one["before"]) / one["firms"]
        rows.append((f"{one['firms']:,.0f}", f"{1e9 * each:.0f}", f"{each / first:.2f}", f"{one['month']:.3f}", f"{one['build']:.2f}",
                     f"{memory:,.0f}" if one["firms"] > 50_000 else "", f"{one['peak'] / 2**30:.2f}"))  # fmt: skip
        numbers |= {f"firms {size}": one["firms"], f"ns {size}": 1e9 * each, f"ratio {size}": each / first, f"peak {size}": one["peak"] / 2**30}
    return Section(
        B("Scaling", "规模"),
        B(f"The full model on enlarged populations (firms, platforms, alliances, brokers), first {MONTHS} months, each size in a process of its "
          f"own. Building includes thirty months that fill the pipeline. Bytes a firm count everything: firms, results, contracts, candidate "
          f"slots and the temporary arrays of building.",
          f"完整模型，企业、平台、联盟与经纪人同比扩大，前{MONTHS}个月，每种规模各用一个进程。构建时间包括填充成果管线的三十个月。"
          f"每企业字节数计入全部内容：企业、成果、合同、候选槽位以及构建时的临时数组。"),
        (B("firms", "企业数"), B("ns a firm-month", "每企业月纳秒"), B("ratio to the first", "与首行之比"), B("s a month", "每月秒"),
         B("s to build", "构建秒"), B("bytes a firm", "每企业字节"), B("peak of the process, GiB", "进程峰值，GiB")),
        rows,
        numbers,
    )


def _one(size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.one_size", str(size / FIRMS_2022), str(MONTHS)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer
