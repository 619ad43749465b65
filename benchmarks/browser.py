"""The browser on the full population: first paint, step with redraw, memory of the server over 500 steps and 20 sessions.

The figures are printed, and written between the marks in ``docs/browser.md`` and ``docs/browser.zh.md``.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

STEPS, TAKEN, SESSIONS, OPENINGS, RUN, UNBROKEN = 40, 500, 20, 5, 60, 240
"""Steps timed one by one, steps taken in all with a restart at the end of each run of ``RUN`` months, sessions, openings timed,
and the months of one run without restart."""
CHROMIUM = "/usr/bin/chromium"
_DOCS = Path(__file__).parents[1] / "docs"
DOCUMENTS: dict[Language, Path] = {"en": _DOCS / "browser.md", "zh": _DOCS / "browser.zh.md"}
BEGIN, END = "<!-- measured: written by python -m benchmarks browser -->", "<!-- end of measured -->"
LONG = "title: {en: Long, zh: 长}\nbase: verify-and-pilot\nhorizon: {start: 2023-01, end: 2072-12}\n"


@contextmanager
def served(results: Path) -> Iterator[tuple[str, int]]:
    """Run a server and give its address and process id."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "sim.commands.main", "browse", "--port", str(port), "--no-open", "--results", str(results)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "METROSIM_LANG": "en"})
    address = f"http://127.0.0.1:{port}"
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5)
            break
        except OSError:
            time.sleep(0.5)
    try:
        yield address, server.pid
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


@contextmanager
def chromium() -> Iterator[Any]:
    """Start a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Figure(NamedTuple):
    """One row of the table: what was measured, the median or the value before and after, and what is demanded."""

    title: B
    value: str
    wanted: B


def main() -> None:
    """Measure, print and write; times are seen from the reader's side, on a machine that also runs the reader's browser."""
    if not Path(CHROMIUM).is_file():
        sys.stdout.write("skipped: Chromium is not installed\n")
        return
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (address, pid), chromium() as browser:
        found = [*_times(browser, address), *_memory(browser, address, pid)]
    for figure in found:
        sys.stdout.write(f"{figure.title.en:<60} {figure.value}\n")
    for language, path in DOCUMENTS.items():
        before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
        path.write_text(before + BEGIN + "\n" + _section(found, load, language) + END + rest.partition(END)[2], encoding="utf-8")


def _section(found: list[Figure], load: float, language: Language) -> str:
    told = B(
        "Measured by `python -m benchmarks browser` on {day} on {cores} cores that also ran the reader's Chromium; load of the machine by other "
        "work when it began: {load:.1f} (zero is a quiet machine).",
        "由`python -m benchmarks browser`于{day}测得；{cores}核，同机运行浏览器Chromium；开始时其他任务造成的负载为{load:.1f}（0为空闲）。",
    )
    heads = {"en": ("measured", "figure", "wanted"), "zh": ("项目", "数值", "要求")}[language]
    rows = [(figure.title.in_language(language), figure.value, figure.wanted.in_language(language)) for figure in found]
    lines = ["| " + " | ".join(row) + " |" for row in (heads, ("---",) * 3, *rows)]
    said = told.in_language(language).format(day=f"{datetime.now(UTC):%Y-%m-%d}", cores=os.cpu_count(), load=load)
    return said + "\n\n" + "\n".join(lines) + "\n"


def _times(browser: Any, address: str) -> list[Figure]:
    paints = [_paint(browser, address) for _ in range(OPENINGS)]
    steps = _steps(browser, address)
    return [
        Figure(B("first paint with figures, median", "首次显示（含数据），中位数"), f"{statistics.median(paints):.2f} s", B("under 3 s", "3秒以内")),
        Figure(
            B("step with redraw, median", "单步运行并重绘，中位数"), f"{1000 * statistics.median(steps):.0f} ms", B("under 300 ms", "300毫秒以内")
        ),
    ]


def _memory(browser: Any, address: str, pid: int) -> list[Figure]:
    flat = B("flat", "不增长")
    before, after = _restarted(browser, address, pid)
    opened, closed = _sessions(browser, address, pid)
    early, late = _long_run(browser, address, pid)
    return [
        Figure(
            B(
                f"server after {RUN} and after {TAKEN} steps, runs of {RUN} months restarted",
                f"服务端内存：{RUN}步后与{TAKEN}步后（每{RUN}个月重新开始）",
            ),
            f"{before:.0f} → {after:.0f} MB",
            flat,
        ),
        Figure(
            B(f"server after 5 and after {SESSIONS} sessions opened and closed", f"服务端内存：打开并关闭5个与{SESSIONS}个会话后"),
            f"{opened:.0f} → {closed:.0f} MB",
            flat,
        ),
        Figure(
            B(f"server in one run without restart, month {RUN} and month {UNBROKEN}", f"服务端内存：同一次运行的第{RUN}个月与第{UNBROKEN}个月"),
            f"{early:.0f} → {late:.0f} MB",
            B("the run's own tables", "运行自身的数据表"),
        ),
    ]


def _opened(browser: Any, address: str) -> Any:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(400_000)
    page.goto(address)
    page.wait_for_selector("[data-kpi=firms]")
    return page


def _paint(browser: Any, address: str) -> float:
    started = time.perf_counter()
    page = _opened(browser, address)
    taken = time.perf_counter() - started
    page.close()
    return taken


def _steps(browser: Any, address: str) -> list[float]:
    page, taken = _opened(browser, address), []
    for month in range(1, STEPS + 1):
        started = time.perf_counter()
        page.click("[data-press=step]")
        page.wait_for_selector(f"[data-month='{month}']")
        taken.append(time.perf_counter() - started)
    page.close()
    return taken


def _restarted(browser: Any, address: str, pid: int) -> tuple[float, float]:
    page, sizes = _opened(browser, address), []
    page.locator("[data-field=speed]").press("Home")
    for taken in range(0, TAKEN, RUN):
        if taken:
            page.click("[data-press=restart]")
            page.wait_for_selector("[data-month='0']")
        _play(page, min(RUN, TAKEN - taken))
        sizes.append(_megabytes(pid))
    page.close()
    return sizes[0], sizes[-1]


def _play(page: Any, months: int) -> None:
    page.click("[data-press=play]")
    page.wait_for_function(f"Number(document.querySelector('[data-month]').dataset.month) >= {months}")


def _long_run(browser: Any, address: str, pid: int) -> tuple[float, float]:
    page, sizes = _opened(browser, address), []
    page.set_input_files("[data-field=upload]", {"name": "long.yaml", "mimeType": "text/plain", "buffer": LONG.encode()})
    page.wait_for_selector("h2:has-text('Long')")
    page.locator("[data-field=speed]").press("Home")
    _play(page, RUN)
    sizes.append(_megabytes(pid))
    page.wait_for_function(f"Number(document.querySelector('[data-month]').dataset.month) >= {UNBROKEN}")
    sizes.append(_megabytes(pid))
    page.close()
    return sizes[0], sizes[1]


def _sessions(browser: Any, address: str, pid: int) -> tuple[float, float]:
    sizes = []
    for _ in range(SESSIONS):
        _paint(browser, address)
        time.sleep(1.0)  # a closed tab is told to the server after the page is gone
        sizes.append(_megabytes(pid))
    return sizes[4], sizes[-1]


def _megabytes(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 1e6
