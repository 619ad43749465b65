"""What is left when a tab is closed, and when the server is killed."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from sim.runs.outcome import DONE
from sim.runs.store import RunStore
from tests.browser.conftest import PATIENCE, ROOT, free_port, wait_until_ready


def kernels(served):
    with urllib.request.urlopen(f"{served}/resourcez", timeout=10) as answer:
        return json.load(answer)["kernels"]["total"]


def until(condition, seconds=30.0):
    """Wait until something holds; tell whether it did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def test_closing_the_tab_frees_the_session(open_page, served):
    page = open_page("/")
    page.wait_for_selector("[data-kpi=firms]")
    held = kernels(served)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert until(lambda: kernels(served) < held)


@pytest.fixture
def server_of_its_own(tmp_path, chromium):
    port = free_port()
    command = [sys.executable, "-m", "sim.commands.main", "browse", "--port", str(port), "--no-open", "--results", str(tmp_path)]
    log = tmp_path / "server.log"
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": str(ROOT), "METROSIM_LANG": "en"})
        address = f"http://127.0.0.1:{port}"
        wait_until_ready(server, address, log)
        page = chromium.new_page()
        page.set_default_timeout(PATIENCE)
        yield server, address, page, tmp_path
        page.close()
        if server.poll() is None:
            server.kill()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_killing_the_server_during_a_study_loses_no_finished_run(server_of_its_own):
    server, address, page, folder = server_of_its_own
    page.goto(address + "/compare")
    page.fill("[data-field=replicates]", "3")
    page.press("[data-field=replicates]", "Tab")
    page.click("[data-press=start-comparison]")
    store = RunStore(folder / "store")
    assert until(lambda: len(finished(folder)) >= 3, 120)
    server.send_signal(signal.SIGKILL)
    server.wait(20)
    kept = finished(folder)
    assert all(store.load(address).state == DONE for address in kept)
    assert until(lambda: finished(folder) == finished_after_a_while(folder), 60), "the study goes on without its server"
    kept = {address: written(folder, address) for address in finished(folder)}
    study = next(folder.glob("browser-comparison-*"))
    done = subprocess.run([sys.executable, "-m", "sim.commands.main", "resume", str(study)], capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    assert (study / "manifest.json").is_file()
    assert {address: written(folder, address) for address in kept} == kept


def finished(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in (folder / "store").glob("*/manifest.json"))


def finished_after_a_while(folder: Path) -> list[str]:
    time.sleep(2)
    return finished(folder)


def written(folder: Path, address: str) -> int:
    return (folder / "store" / address / "manifest.json").stat().st_mtime_ns
