"""Start-up: imports, the command line, and the first run with an empty and with a full cache of compiled code."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.section import Section
from sim.texts.bilingual import Bilingual as B

COMMAND = ("-m", "sim.commands.main")
RUN = (*COMMAND, "run", "baseline-2022", "--no-results")
CASES = {
    "alone": (B("Python alone", "仅启动 Python"), ("-c", "pass")),
    "numpy": (B("import numpy", "导入 numpy"), ("-c", "import numpy")),
    "numba": (B("import numba", "导入 numba"), ("-c", "import numba")),
    "mesa": (B("import mesa", "导入 mesa"), ("-c", "import mesa")),
    "sim": (B("import sim", "导入 sim"), ("-c", "import sim")),
    "help": (B("`metrosim --help`", "`metrosim --help`"), (*COMMAND, "--help")),
    "check": (B("`metrosim check baseline-2022`", "`metrosim check baseline-2022`"), (*COMMAND, "check", "baseline-2022")),
    "run": (B("`metrosim run baseline-2022`, 60 months", "`metrosim run baseline-2022`，60个月"), RUN),
}
COLD = {
    "compile": (B("compiling all kernels, as `make install` does", "编译全部内核（`make install` 所做）"), ("-m", "sim.runs.warm")),
    "cold": (B("`metrosim run baseline-2022`, nothing compiled yet", "`metrosim run baseline-2022`，尚无编译结果"), RUN),
}
"""Begun with an empty folder of compiled code; not with ``quick``, for they take a minute."""
REPEATS, QUICK_REPEATS = 5, 2


def measure(quick: bool) -> Section:
    """Seconds on the clock from the start of the process to its end, medians of repeats; with nothing compiled once, not with ``quick``."""
    _seconds(RUN)
    repeats = QUICK_REPEATS if quick else REPEATS
    seconds = {key: statistics.median(_seconds(arguments) for _ in range(repeats)) for key, (_, arguments) in CASES.items()}
    seconds |= {} if quick else {key: _cold(arguments) for key, (_, arguments) in COLD.items()}
    names = {key: name for key, (name, _) in (CASES | COLD).items()}
    return Section(
        B("Start-up", "启动"),
        B("From the start of the process to its end, with compiled code at hand unless the line says otherwise.",
          "从进程启动到结束；除注明者外，编译结果已在缓存中。"),
        (B("what", "内容"), B("s", "秒"), B("times Python alone", "相当于仅启动 Python 的倍数")),
        [(names[key], f"{value:.2f}", f"{value / seconds['alone']:.0f}") for key, value in seconds.items()],
        seconds,
    )


def _cold(arguments: tuple[str, ...]) -> float:
    with tempfile.TemporaryDirectory() as empty:
        return _seconds(arguments, NUMBA_CACHE_DIR=empty)


def _seconds(arguments: tuple[str, ...], **environment: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    return time.perf_counter() - started
