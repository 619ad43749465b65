"""The state of a study on the page: a bar, a button that cancels, and how it ended."""

import solara

from sim.browser import session
from sim.browser.drawing.marks import mark
from sim.browser.widgets.controls import Press
from sim.browser.widgets.layout import box, html, notice
from sim.browser.words import count, say


@solara.component
def Progress(kind: str) -> None:
    """Show the session's study if it is of this kind."""
    language, study = session.language.value, session.study.value
    session.study_told.get()
    if study is None or study.kind != kind:
        return
    with box("study"):
        if study.state == "running":
            part = study.done / study.total if study.total else 0.0
            html(
                mark("div", mark("div", "", style=f"width:{100 * part:.0f}%"), class_="progress", role="progressbar", aria_valuenow=round(100 * part))
            )
            if study.total:
                html(
                    mark(
                        "p",
                        say("study.progress", language, done=count(study.done), total=count(study.total)),
                        class_="quiet-text",
                        data_study="running",
                    )
                )
            else:
                html(mark("p", say("study.starting", language), class_="quiet-text", data_study="running"))
            Press(label=say("study.cancel", language), name="cancel-study", icon="mdi-stop", event_press=lambda _d: study.cancel())
        elif study.state == "done":
            notice(say("study.done", language))
        elif study.state == "cancelled":
            notice(say("study.cancelled", language), "warning")
        else:
            notice(say("study.failed", language, message=study.message), "error")
