"""The application that the server runs: five pages under one header."""

import logging
from typing import Any

import solara
import solara.lab

from sim.browser import session
from sim.browser.header import Header, asked_language
from sim.browser.pages.compare import ComparePage
from sim.browser.pages.evidence import EvidencePage
from sim.browser.pages.flows import FlowsPage
from sim.browser.pages.live import LivePage
from sim.browser.pages.sweep import SweepPage
from sim.browser.theme import Look
from sim.browser.widgets.controls import Press
from sim.browser.widgets.layout import box, notice
from sim.browser.widgets.navigator import mend_navigator
from sim.browser.words import say

_LOG = logging.getLogger(__name__)
mend_navigator()


@solara.lab.on_kernel_start
def _open():  # type: ignore[no-untyped-def]
    """Begin a session; what is returned ends it when its tab is closed."""
    return session.leave


@solara.component
def Layout(children: list[Any]) -> None:
    """Put the header above a page; a fault of the page is told in words, never as a traceback."""
    session.greet(asked_language)
    language = session.language.value
    fault, clear = solara.use_exception()
    Look()
    solara.Title(say("title", language))
    with box("metro"):
        Header()
        with box("body", tag="main"):
            if fault is not None:
                _LOG.error("a page could not be drawn", exc_info=fault)
                with box("fault"):
                    notice(say("fault", language, kind=type(fault).__name__, message=str(fault)[:400]), "error")
                    Press(label=say("again", language), name="again", icon="mdi-refresh", event_press=lambda _data: clear())
            else:
                for child in children:
                    solara.display(child)


def _page(path: str, component: Any) -> solara.Route:
    return solara.Route(path, component=component, layout=Layout if path == "/" else None)


routes = [
    _page("/", LivePage),
    _page("compare", ComparePage),
    _page("sweep", SweepPage),
    _page("flows", FlowsPage),
    _page("evidence", EvidencePage),
]
