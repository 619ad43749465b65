"""The header: title, pages, language and theme."""

import os
from typing import Any

import solara
import solara.lab

from sim.browser import session, theme
from sim.browser.drawing.marks import mark
from sim.browser.server import LANGUAGE_VARIABLE
from sim.browser.widgets.controls import Preferences, Press
from sim.browser.widgets.layout import box, html
from sim.browser.words import say
from sim.texts.bilingual import LANGUAGES, Language

PAGES = (("/", "live"), ("/compare", "compare"), ("/sweep", "sweep"), ("/flows", "flows"), ("/evidence", "evidence"))


def asked_language() -> Language:
    """Language of ``metrosim browse --lang``, else the one that the reader's browser prefers."""
    wanted = os.environ.get(LANGUAGE_VARIABLE, "")
    if not wanted:
        headers = getattr(solara.lab.headers, "value", None) or {}
        wanted = (headers.get("accept-language") or ["en"])[0]
    return "zh" if wanted.lower().startswith("zh") else "en"


@solara.component
def Header() -> None:
    """Show where one is and where one can go."""
    language = session.language.value
    router = solara.use_router()
    nothing: dict[str, Any] | None = None
    chosen, choose = solara.use_state(nothing)

    def known(before: dict[str, Any]) -> None:
        solara.lab.theme.dark = bool(before.get("dark"))
        wanted = str(before.get("language", ""))[:2]
        if wanted in LANGUAGES and not os.environ.get(LANGUAGE_VARIABLE):
            session.language.value = "zh" if wanted == "zh" else "en"

    def change(language: Language, dark: bool) -> None:
        session.language.value = language
        solara.lab.theme.dark = dark
        choose({"language": language, "dark": dark})

    here = "/" + router.path.strip("/").split("/")[0]
    with box("head", tag="header"):
        html(mark("span", say("title", language)), "brand")
        with box("", tag="nav"):
            for path, key in PAGES:
                solara.Link(path, children=[say(f"page.{key}", language)], classes=["here"] if path == here else [])
        Press(
            label=say("other_language", language),
            name="language",
            event_press=lambda _data: change("en" if language == "zh" else "zh", theme.is_dark()),
            spoken=say("switch_language", language),
        )
        Press(
            label="",
            name="theme",
            icon="mdi-theme-light-dark",
            event_press=lambda _data: change(language, not theme.is_dark()),
            spoken=say("switch_theme", language),
            hint=say("switch_theme", language),
        )
        Preferences(language=language, chosen=chosen, event_known=known)
