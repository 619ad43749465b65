"""Renew the pictures of docs/browser: every page in both languages, on a comparison and a sweep made for it."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.browser import CHROMIUM, chromium, served
from sim.scenario.resolve import load_scenario
from sim.studies.comparison import ComparisonStudy
from sim.studies.conduct import conduct
from sim.studies.evaluation import Runner
from sim.studies.folder import begin
from sim.studies.plan import SweepPlan
from sim.studies.sweep import SweepStudy

FOLDER = Path(__file__).parents[1] / "docs" / "browser"
PAGES = {"live": "/", "compare": "/compare", "sweep": "/sweep", "flows": "/flows", "evidence": "/evidence"}
MONTHS, REPLICATES = 26, 4
PLAN = {"levers.transfer_agencies.reward": ["1%", "3%", "6%", "10%"], "levers.transfer_agencies.count": ["10", "20", "40"]}


def main() -> None:
    """Write docs/browser/PAGE-LANGUAGE.png; the live page also in dark colours."""
    if not Path(CHROMIUM).is_file():
        sys.stdout.write("skipped: Chromium is not installed\n")
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        _studies(Path(folder))
        with served(Path(folder)) as (address, _), chromium() as browser:
            for language, locale in (("en", "en-US"), ("zh", "zh-CN")):
                context = browser.new_context(viewport={"width": 1280, "height": 800}, locale=locale, reduced_motion="reduce")
                for name, path in PAGES.items():
                    _picture(context, address + path, FOLDER / f"{name}-{language}.png", dark=False)
                context.close()
            context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", color_scheme="dark", reduced_motion="reduce")
            _picture(context, address, FOLDER / "live-dark.png", dark=True)


def _studies(folder: Path) -> None:
    names = ("baseline-2022", "verify-and-pilot", "launch-fund", "transfer-agencies")
    comparison = ComparisonStudy(compared=tuple(load_scenario(name) for name in names), replicates=REPLICATES)
    plan = SweepPlan.model_validate({"scenario": "transfer-agencies", "vary": PLAN, "replicates": 2})
    for study in (comparison, SweepStudy.of(plan)):
        conduct(begin(study, folder / study.kind, command="", store=folder / "store", check=False), Runner())


def _picture(context: Any, address: str, path: Path, *, dark: bool) -> None:
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".main h2, [data-press=to-the-end]")
    if page.locator("[data-press=step]").count():
        for month in range(1, MONTHS + 1):
            page.click("[data-press=step]")
            page.wait_for_selector(f"[data-month='{month}']")
    if page.locator("[data-press=to-the-end]").count():
        page.click("[data-press=to-the-end]")
        page.wait_for_selector("[data-picture=flows]")
    if dark:
        page.wait_for_selector(".theme--dark .metro")
    page.wait_for_timeout(800)
    page.screenshot(path=path)
    page.close()
    sys.stdout.write(f"{path.name}\n")
