"""Memory bandwidth of the machine in this very session: numpy's triad a = b + s c, inside and beyond the cache."""

import time

import numpy as np

from benchmarks.section import Section
from sim.texts.bilingual import Bilingual as B

BYTES_AN_ELEMENT = 5 * 8
"""Two passes in numpy: read c, write a; read a, read b, write a."""
SIZES = {"cache": 16_000, "memory": 20_000_000}
NAMES = {"cache": B("in cache (0.4 MB)", "缓存内（0.4 MB）"), "memory": B("beyond (480 MB)", "超出缓存（480 MB）")}


def measure(quick: bool) -> Section:
    """Best of some repeats, gigabytes a second."""
    rates = {name: _triad(size, 3 if quick else 10) for name, size in SIZES.items()}
    return Section(
        B("Yardstick: memory bandwidth", "标尺：内存带宽"),
        B("numpy triad `a = b + s c` in two passes, best of repeats. It says how fast the machine was while the other figures were taken.",
          "numpy 三元组 `a = b + s c`，两遍完成，取多次中的最好值，说明其他数字测量时机器有多快。"),
        (B("arrays", "数组"), "GB/s"),
        [(NAMES[name], f"{rate:.1f}") for name, rate in rates.items()],
        rates,
    )


def _triad(size: int, repeats: int) -> float:
    a, b, c = np.zeros(size), np.ones(size), np.full(size, 2.0)
    inner = max(1, 20_000_000 // size)
    best = 0.0
    for _ in range(repeats):
        started = time.perf_counter()
        for _ in range(inner):
            np.multiply(c, 3.0, out=a)
            np.add(a, b, out=a)
        best = max(best, BYTES_AN_ELEMENT * size * inner / (time.perf_counter() - started) / 1e9)
    return best
