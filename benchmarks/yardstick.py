"""Memory bandwidth of the machine in this very session: numpy's triad a = b + s c, inside and beyond the cache."""

import time

import numpy as np

from benchmarks.section import Section

BYTES_AN_ELEMENT = 5 * 8
"""Two passes in numpy: read c, write a; read a, read b, write a."""
SIZES = {"in cache (0.4 MB)": 16_000, "beyond (480 MB)": 20_000_000}


def measure(quick: bool) -> Section:
    """Best of some repeats, gigabytes a second."""
    rates = {name: _triad(size, 3 if quick else 10) for name, size in SIZES.items()}
    return Section(
        "Yardstick: memory bandwidth",
        "numpy triad `a = b + s c` in two passes, best of repeats. It says how fast the machine was while the other figures were taken.",
        ("arrays", "GB/s"),
        [(name, f"{rate:.1f}") for name, rate in rates.items()],
        {"cache": rates["in cache (0.4 MB)"], "memory": rates["beyond (480 MB)"]},
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
