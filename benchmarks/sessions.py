"""Twenty sessions that step for ten minutes, while hostile pages, slow clients and broken uploads do what they can.

Everything stays on the loopback and ends by itself. Sessions are read without a browser, a month every twelve seconds each, so that what is
measured is the server; the scripts in names and descriptions are given to a real one. ``METROSIM_MINUTES`` and ``METROSIM_SESSIONS`` make it shorter.
"""

import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from websockets.exceptions import ConnectionClosed

from benchmarks.attacks import ATTACKS, listening
from benchmarks.browser import CHROMIUM, chromium, served
from benchmarks.reader import Reader

SESSIONS = int(os.environ.get("METROSIM_SESSIONS", "20"))
MINUTES = float(os.environ.get("METROSIM_MINUTES", "10"))
PACE_SECONDS = 12.0
SCRIPT = "<img src=x onerror=window.hit=1><script>window.hit=1</script>"
EVIL = f"title: {{en: '{SCRIPT}', zh: '{SCRIPT}'}}\ndescription: {{en: '{SCRIPT}', zh: '{SCRIPT}'}}\nsource: '{SCRIPT}'\nbase: no-policy\n"
NAMES = ("../../evil.yaml", "/etc/evil.yaml", "C:\\con.yaml", "nul.yaml", "a" * 5000 + ".yaml", f"{SCRIPT}.yaml", "evil\u202elmay.yaml")


def main() -> None:
    """Print what the sessions did and what the attacks achieved; status 1 if anything went wrong."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (address, pid):
        server = psutil.Process(pid)
        sys.stdout.write(f"listens at {', '.join(sorted(listening(server)))}\n")
        wrong = _in_a_browser(address)
        readers = [Reader(address) for _ in range(SESSIONS)]
        before, end = server.memory_info().rss / 1e6, time.monotonic() + 60 * MINUTES
        with ThreadPoolExecutor(SESSIONS) as together:
            stepping = [together.submit(_stepped, reader, end) for reader in readers]
            wrong += _attacked(address, end)
            taken = [seconds for session in stepping for seconds in session.result()]
        after = server.memory_info().rss / 1e6
        for reader in readers:
            reader.leave()
        months = [reader.month for reader in readers]
        left = sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*"))
    wrong += [f"files were written: {left}"] if left else []
    sys.stdout.write(f"{SESSIONS} sessions for {MINUTES:g} minutes: {sum(months):,} months, from {min(months)} to {max(months)} a session, ")
    sys.stdout.write(f"a month was answered after {median(taken):.2f} s (median), {max(taken):.1f} s (longest)\n")
    sys.stdout.write(f"memory of the server {before:.0f} MB with all sessions open, {after:.0f} MB at the end\n")
    sys.stdout.write("".join(f"WRONG: {one}\n" for one in wrong) or "nothing went wrong\n")
    if wrong or max(taken) == float("inf"):
        raise SystemExit(1)


def _stepped(reader: Reader, end: float) -> list[float]:
    """Step at the pace of somebody who looks at each month; return how long each took."""
    taken = []
    while time.monotonic() < end:
        try:
            taken.append(reader.step())
        except (TimeoutError, ConnectionClosed) as error:
            sys.stdout.write(f"a session got no answer in month {reader.month}: {error!r}\n")
            return [*taken, float("inf")]
        time.sleep(max(0.0, PACE_SECONDS - taken[-1]))
    return taken


def _in_a_browser(address: str) -> list[str]:
    if not Path(CHROMIUM).is_file():
        sys.stdout.write("scripts in names: skipped, Chromium is not installed\n")
        return []
    with chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(address)
        page.wait_for_selector("[data-kpi=firms]")
        return scripts_and_names(page)


def scripts_and_names(page: Any) -> list[str]:
    """Load scenarios whose words are scripts and whose names are paths; return which scripts ran and which files appeared."""
    wrong = []
    for name in NAMES:
        page.set_input_files("[data-field=upload]", {"name": name, "mimeType": "text/plain", "buffer": EVIL.encode()})
        page.wait_for_selector(".notice")
        if page.evaluate("window.hit"):
            wrong.append(f"a script ran after {name[:40]!r} was loaded")
    for path in ("compare", "sweep", "flows", "evidence", ""):
        page.click(f".head nav a[href$='/{path}']")
        page.wait_for_timeout(300)
        if page.evaluate("window.hit"):
            wrong.append(f"a script ran on the page /{path}")
    return wrong


def _attacked(address: str, end: float) -> list[str]:
    """Try every attack again and again until the end; return what went wrong."""
    wrong, rounds, longest = [], 0, 0.0
    while time.monotonic() < end:
        for name, attack in ATTACKS.items():
            started = time.monotonic()
            found = attack(address)
            longest = max(longest, time.monotonic() - started)
            wrong += [f"{name}: {found}"] if found else []
        rounds += 1
        time.sleep(2.0)
    sys.stdout.write(f"{rounds} rounds of {len(ATTACKS)} attacks, the longest answered after {longest:.1f} s\n")
    return wrong


if __name__ == "__main__":
    main()
