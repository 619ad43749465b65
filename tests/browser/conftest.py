import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "screenshots"
CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).is_file()), None)
PATIENCE = 120_000
"""Milliseconds; only a failing test waits so long, and a busy machine may take a minute to start a study."""
SEEN = """
window.brands = new Set();
const look = () => { const brand = document.querySelector('.brand'); if (brand) window.brands.add(brand.textContent); };
new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
"""
"""Keeps every title that the page has shown since it was opened."""


def pytest_collection_modifyitems(items):
    """Tests that drive a browser are marked, and skipped with the reason where there is none."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()) or "open_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed; .ci/system-packages installs it on Debian"))


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture(scope="session")
def results(tmp_path_factory):
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="session")
def served(results):
    """Address of a server that runs for the whole session; stopped by its own process id."""
    port = free_port()
    command = [sys.executable, "-m", "sim.commands.main", "browse", "--port", str(port), "--no-open", "--results", str(results)]
    log = (results / "server.log").open("w", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "METROSIM_LANG": "en"}
    server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
    address = f"http://127.0.0.1:{port}"
    wait_until_ready(server, address, results / "server.log")
    yield address
    server.send_signal(signal.SIGINT)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
    log.close()
    assert "Traceback" not in (results / "server.log").read_text(encoding="utf-8")


def wait_until_ready(server, address, log):
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise AssertionError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, served):
    """Open pages in sessions of their own; at the end no page may have erred, warned or asked anybody else."""
    contexts, troubles = [], []

    def open_one(path="/", *, language="en", width=1280, height=800):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale={"en": "en-US", "zh": "zh-CN"}[language])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith((served, "data:", "blob:", "ws:")) else None)
        page.on("response", lambda response: troubles.append(f"{response.status} {response.url}") if response.status >= 400 else None)
        page.add_init_script(SEEN)
        page.goto(served + path)
        page.wait_for_selector(".metro .head")
        return page

    yield open_one
    SCREENSHOTS.mkdir(exist_ok=True)
    name = re.sub(r"\W+", "-", os.environ.get("PYTEST_CURRENT_TEST", "test").split("::")[-1].split(" ")[0])
    for number, context in enumerate(contexts):
        for page in context.pages:
            page.screenshot(path=SCREENSHOTS / f"{name}-{number}.png", full_page=True)
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_page):
    """The live page of a fresh session."""
    page = open_page("/")
    page.wait_for_selector("[data-kpi=firms]")
    return page
