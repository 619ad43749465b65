"""Time and memory per firm from ten thousand to ten million firms, the full model."""

import json
import subprocess
import sys

from benchmarks.section import Section

FIRMS_2022 = 14_000
SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000, 10_000_000), (10_000, 100_000)
MONTHS = 6
"""January to June, the same months for every size."""


def measure(quick: bool) -> Section:
    """One process per size, so that memory is its own."""
    found = [_one(size) for size in (QUICK_SIZES if quick else SIZES)]
    first = found[0]["month"] / found[0]["firms"]
    rows, numbers = [], {}
    for one in found:
        each, memory = one["month"] / one["firms"], (one["peak"] - one["before"]) / one["firms"]
        rows.append((f"{one['firms']:,.0f}", f"{1e9 * each:.0f}", f"{each / first:.2f}", f"{one['month']:.3f}", f"{one['build']:.2f}",
                     f"{memory:,.0f}" if one["firms"] > 50_000 else "", f"{one['peak'] / 2**30:.2f}"))  # fmt: skip
        numbers[f"{one['firms']:.0f}"] = 1e9 * each
    return Section(
        "Scaling",
        f"The full model on enlarged populations (firms, platforms, alliances, brokers), first {MONTHS} months, each size in a process of its "
        f"own. Building includes thirty months that fill the pipeline. Bytes a firm count everything: firms, results, contracts, candidate slots "
        f"and the temporary arrays of building.",
        ("firms", "ns a firm-month", "ratio to the first", "s a month", "s to build", "bytes a firm", "peak of the process, GiB"),
        rows,
        numbers,
    )


def _one(size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.one_size", str(size / FIRMS_2022), str(MONTHS)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer
