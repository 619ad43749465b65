"""What belongs to one browser session: its language, its run, its choices. Solara keeps one value per session."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import solara

from sim.browser.live.run import LiveRun, begin
from sim.browser.memory import give_back
from sim.browser.studies.study import Study
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.texts.bilingual import Language

FIRST_SCENARIO, FIRST_SEED = "verify-and-pilot", 1


@dataclass(frozen=True)
class Draft:
    """What the next restart will run: a scenario with the reader's changes, its seed, and where it came from."""

    scenario: Scenario
    seed: int
    source: str
    original: Scenario = field(repr=False, kw_only=True)

    @property
    def changed(self) -> bool:
        """Whether the reader has changed the scenario."""
        return self.scenario.canonical_json() != self.original.canonical_json()


def first_draft() -> Draft:
    """Return the draft that a session opens with."""
    scenario = load_scenario(FIRST_SCENARIO)
    return Draft(scenario, FIRST_SEED, FIRST_SCENARIO, original=scenario)


language: solara.Reactive[Language] = solara.reactive("en")
greeted: solara.Reactive[bool] = solara.reactive(False)
draft: solara.Reactive[Draft | None] = solara.reactive(None)
run: solara.Reactive[LiveRun | None] = solara.reactive(None)
picked: solara.Reactive[str] = solara.reactive("city:0")


def greet(asked: Callable[[], Language]) -> None:
    """Begin in the language that the reader's browser asks for.

    Called when the first page is drawn: what the browser asks for is not yet known when the session begins, and a page
    that is drawn in one language and at once in another takes twice as long.
    """
    if not greeted.peek():
        greeted.value = True
        language.value = asked()


def restart() -> None:
    """Begin a new run from the draft and give the old one back."""
    if draft.value is None:
        draft.value = first_draft()
    if run.value is not None:
        run.value.close()
        give_back()
    now = draft.value
    source = f"{now.source}.yaml" if now.changed and not now.source.endswith((".yaml", ".yml")) else now.source
    run.value = begin(now.scenario, seed=now.seed, source=source)


def leave() -> None:
    """Give the model back and stop the study when the tab is closed; finished runs of the study stay in the store."""
    if study.value is not None:
        study.value.cancel()
    if run.value is not None:
        run.value.close()
        run.value = None
    give_back()


def set_seed(seed: int) -> None:
    """Choose the seed of the next restart."""
    if draft.value is not None:
        draft.value = replace(draft.value, seed=seed)


def set_scenario(scenario: Scenario) -> None:
    """Choose what the next restart runs; the scenario keeps its origin."""
    if draft.value is not None:
        draft.value = replace(draft.value, scenario=scenario)


def open_scenario(scenario: Scenario, source: str) -> None:
    """Take another scenario, and run it from its start."""
    seed = draft.value.seed if draft.value is not None else FIRST_SEED
    draft.value = Draft(scenario, seed, source, original=scenario)
    restart()


study: solara.Reactive[Study | None] = solara.reactive(None)
study_told: solara.Reactive[int] = solara.reactive(0)
"""Counts the reports of the study's process."""


def start_study(order: dict[str, Any]) -> None:
    """Start a study; one that is still running in this session is cancelled first."""
    if study.value is not None:
        study.value.cancel()
    study.value = Study(order, _study_told)


def _study_told() -> None:
    study_told.value = study_told.peek() + 1
