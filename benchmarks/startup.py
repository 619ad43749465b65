"""Start-up: imports, the command line, and the first run with an empty and with a full cache of compiled code."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.section import Section

COMMAND = ("-m", "sim.commands.main")
RUN = (*COMMAND, "run", "baseline-2022", "--no-store")
CASES = {
    "Python alone": ("-c", "pass"),
    "import numpy": ("-c", "import numpy"),
    "import numba": ("-c", "import numba"),
    "import mesa": ("-c", "import mesa"),
    "import sim": ("-c", "import sim"),
    "`metrosim --help`": (*COMMAND, "--help"),
    "`metrosim check baseline-2022`": (*COMMAND, "check", "baseline-2022"),
    "`metrosim run baseline-2022`, 60 months": RUN,
}
REPEATS, QUICK_REPEATS = 5, 2
GOALS = {
    "`metrosim --help`": 0.5,
    "`metrosim check baseline-2022`": 1.5,
    "`metrosim run baseline-2022`, 60 months": 3.0,
    "the same, nothing compiled yet": 20.0,
}


def measure(quick: bool) -> Section:
    """Seconds on the clock from the start of the process to its end, medians of repeats; the cold run once, not with ``quick``."""
    _seconds(RUN)
    repeats = QUICK_REPEATS if quick else REPEATS
    seconds = {name: statistics.median(_seconds(arguments) for _ in range(repeats)) for name, arguments in CASES.items()}
    if not quick:
        with tempfile.TemporaryDirectory() as empty:
            seconds["the same, nothing compiled yet"] = _seconds(RUN, NUMBA_CACHE_DIR=empty)
    alone = seconds["Python alone"]
    rows = [(name, f"{value:.2f}", f"{value / alone:.0f}", f"{GOALS[name]:.1f}" if name in GOALS else "") for name, value in seconds.items()]
    return Section(
        "Start-up",
        "From the start of the process to its end, with compiled code in the cache except in the last line.",
        ("what", "s", "times Python alone", "goal, s"),
        rows,
        seconds,
    )


def _seconds(arguments: tuple[str, ...], **environment: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    return time.perf_counter() - started
