"""Live run: the circle month by month, with levers to change and things to look at."""

import solara

from sim.browser import session
from sim.browser.live.dashboard import Dashboard
from sim.browser.live.sidebar import Sidebar
from sim.browser.widgets.layout import box


@solara.component
def LivePage() -> None:
    """Begin a run when the session has none, and show it."""

    def begin() -> None:
        if session.run.value is None:
            session.restart()

    solara.use_effect(begin, [])
    with box("desk"):
        Sidebar()
        with box("main"):
            Dashboard()
