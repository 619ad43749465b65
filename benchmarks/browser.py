"""The browser on the full population: first paint, step with redraw, memory of the server over 500 months and 20 sessions."""

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
from pathlib import Path
from typing import Any

import psutil

STEPS, MONTHS, SESSIONS, OPENINGS = 40, 500, 20, 5
CHROMIUM = "/usr/bin/chromium"
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


def main() -> None:
    """Print the figures; times are seen from the reader's side, on a machine that also runs the reader's browser."""
    if not Path(CHROMIUM).is_file():
        sys.stdout.write("skipped: Chromium is not installed\n")
        return
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (address, pid), chromium() as browser:
        paints = [_paint(browser, address) for _ in range(OPENINGS)]
        sys.stdout.write(f"first paint with figures   median {statistics.median(paints):.2f} s, longest {max(paints):.2f} s\n")
        steps = _steps(browser, address)
        sys.stdout.write(f"step with redraw           median {1000 * statistics.median(steps):.0f} ms, longest {1000 * max(steps):.0f} ms\n")
        before, after = _long_run(browser, address, pid)
        sys.stdout.write(f"server over {MONTHS} months      {before:.0f} MB after 100, {after:.0f} MB at the end\n")
        before, after = _sessions(browser, address, pid)
        sys.stdout.write(f"server over {SESSIONS} sessions     {before:.0f} MB after 4, {after:.0f} MB after {SESSIONS} opened and closed\n")


def _paint(browser: Any, address: str) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("[data-kpi=firms]")
    taken = time.perf_counter() - started
    page.close()
    return taken


def _steps(browser: Any, address: str) -> list[float]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.wait_for_selector("[data-kpi=firms]")
    taken = []
    for month in range(1, STEPS + 1):
        started = time.perf_counter()
        page.click("[data-press=step]")
        page.wait_for_selector(f"[data-month='{month}']")
        taken.append(time.perf_counter() - started)
    page.close()
    return taken


def _long_run(browser: Any, address: str, pid: int) -> tuple[float, float]:
    page = browser.new_page()
    page.set_default_timeout(400_000)
    page.goto(address)
    page.wait_for_selector("[data-kpi=firms]")
    page.set_input_files("[data-field=upload]", {"name": "long.yaml", "mimeType": "text/plain", "buffer": LONG.encode()})
    page.wait_for_selector("h2:has-text('Long')")
    page.locator("[data-field=speed]").press("Home")
    page.click("[data-press=play]")
    sizes = []
    for months in (100, MONTHS):
        page.wait_for_function(f"Number(document.querySelector('[data-month]').dataset.month) >= {months}")
        sizes.append(_megabytes(pid))
    page.close()
    return sizes[0], sizes[1]


def _sessions(browser: Any, address: str, pid: int) -> tuple[float, float]:
    sizes = []
    for _ in range(SESSIONS):
        _paint(browser, address)
        time.sleep(1.0)  # a closed tab is told to the server after the page is gone
        sizes.append(_megabytes(pid))
    return sizes[3], sizes[-1]


def _megabytes(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 1e6
