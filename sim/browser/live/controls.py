"""Restart, play, step and speed of a run, on Mesa's update counter; buttons in the reader's language."""

import threading
import time

import solara
import solara.lab
from mesa.visualization.utils import force_update, update_counter

from sim.browser import session
from sim.browser.widgets.controls import Number, Press, Slider
from sim.browser.widgets.layout import box, notice
from sim.browser.words import say

PAUSES = (0.05, 0.15, 0.3, 0.6, 1.0)
LARGEST_SEED = 2**31 - 1
_PATIENCE = 5.0
"""Seconds that Play waits for a month to be on screen before it goes on regardless."""


@solara.component
def Controls() -> None:
    """Show the buttons; Play waits until each month is drawn, so that it can always be paused."""
    language, run, draft = session.language.value, session.run.value, session.draft.value
    tick = update_counter.value
    playing, speed = solara.use_reactive(False), solara.use_reactive(1)
    drawn = solara.use_memo(threading.Event, [])
    solara.use_effect(drawn.set, [tick])
    runs = run is not None and run.running

    def play() -> None:
        while playing.value and session.run.value is not None and session.run.value.running:
            began = time.monotonic()
            drawn.clear()
            session.run.value.step()
            force_update()
            drawn.wait(_PATIENCE)
            time.sleep(max(0.0, PAUSES[speed.value] - (time.monotonic() - began)))
        playing.value = False

    solara.lab.use_task(play, dependencies=[playing.value], prefer_threaded=True, raise_error=False)

    def stop() -> None:
        playing.value = False

    solara.use_effect(lambda: stop, [])

    def step(_data: object) -> None:
        if session.run.value is not None:
            session.run.value.step()
            force_update()

    def restart(_data: object) -> None:
        playing.value = False
        session.restart()
        force_update()

    with box("stack"):
        with box("buttons"):
            Press(
                label=say("control.restart", language),
                name="restart",
                icon="mdi-restart",
                event_press=restart,
                look="urgent" if _waiting() else "quiet",
            )
            if playing.value:
                Press(
                    label=say("control.pause", language), name="play", icon="mdi-pause", event_press=lambda _d: playing.set(False), look="main-press"
                )
            else:
                Press(
                    label=say("control.play", language),
                    name="play",
                    icon="mdi-play",
                    event_press=lambda _d: playing.set(True),
                    look="main-press",
                    disabled=not runs,
                )
            Press(label=say("control.step", language), name="step", icon="mdi-skip-next", event_press=step, disabled=playing.value or not runs)
        solara.v.Html(tag="div", style_="height:10px")
        texts = [say("control.pause_length", language, seconds=f"{pause:g}") for pause in PAUSES]
        Slider(label=say("control.speed", language), value=speed.value, texts=texts, name="speed", event_choose=speed.set)
        if draft is not None:
            Number(label=say("control.seed", language), value=draft.seed, low=0, high=LARGEST_SEED, name="seed", event_choose=session.set_seed)
        if _waiting():
            notice(say("control.waiting", language), "warning")


def _waiting() -> bool:
    """Whether the draft says something else than the run on screen."""
    run, draft = session.run.value, session.draft.value
    if run is None or draft is None:
        return False
    return run.seed != draft.seed or run.scenario.canonical_json() != draft.scenario.canonical_json()
