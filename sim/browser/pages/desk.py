"""The desk of a page of studies: stored ones to choose from, a form to begin one, and the one that is read."""

from collections.abc import Callable
from typing import Any

import solara

from sim.browser import session
from sim.browser.drawing.marks import joined, mark
from sim.browser.studies.orders import results_folder
from sim.browser.studies.progress import Progress
from sim.browser.studies.stored import stored
from sim.browser.widgets.controls import Choice
from sim.browser.widgets.layout import box, html
from sim.browser.words import say
from sim.texts.bilingual import Language


@solara.component
def StudyDesk(*, kind: str, new: str, heading: str, lead: str, form: Callable[[], Any], show: Callable[[str, Language], Any]) -> None:
    """Choose a stored study of one kind or start one, and read it.

    Args:
        kind: ``comparison`` or ``sweep``.
        new, heading, lead: texts above the form, and on the page while there is nothing to read.
        form: component that starts a study.
        show: component that shows the study of a folder in a language.
    """
    language, study = session.language.value, session.study.value
    session.study_told.get()
    chosen, choose = solara.use_state("")
    finished = study.folder if study is not None and study.kind == kind and study.state == "done" else None
    known = solara.use_memo(lambda: stored(results_folder(), kind), [finished])
    solara.use_effect(lambda: choose(str(finished)) if finished else None, [finished])
    shown = chosen if any(str(one.folder) == chosen for one in known) else (str(known[0].folder) if known else "")
    with box("desk"):
        with box("side", tag="aside"):
            items = [(str(one.folder), one.title(language)) for one in known]
            Choice(
                label=say("study.stored", language),
                value=shown,
                groups=[{"title": "", "items": items}],
                name="stored",
                event_choose=choose,
                empty="" if items else say("study.none", language),
                disabled=not items,
            )
            solara.v.Html(tag="h2", children=[new])
            form()
            Progress(kind)
        with box("main"):
            if shown:
                show(shown, language).key(shown)
            else:
                html(joined(mark("h2", heading), mark("p", lead, class_="lead")))
