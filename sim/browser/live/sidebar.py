"""The left side of the live page: scenario, controls, levers, saving and loading."""

import solara

from sim.browser import session
from sim.browser.live.controls import Controls
from sim.browser.live.files import MOST_UPLOADED, read_upload, safe_stem, saved_text
from sim.browser.live.levers import Levers
from sim.browser.widgets.controls import Choice, ChoiceGroup, Save, Upload, UploadedFile
from sim.browser.widgets.layout import box, notice, say_text
from sim.browser.words import count, say, scenario_choices
from sim.scenario.lookup import scenario_names
from sim.scenario.problems import ScenarioError
from sim.scenario.resolve import load_scenario
from sim.texts.bilingual import Language


@solara.component
def Sidebar() -> None:
    """Show what can be chosen for a run."""
    language, draft = session.language.value, session.draft.value
    with box("side", tag="aside"):
        _ScenarioChoice()
        solara.v.Html(tag="h2", children=[say("control.title", language)])
        Controls()
        solara.v.Html(tag="h2", children=[say("lever.title", language)])
        Levers()
        if draft is not None:
            solara.v.Html(tag="h2", children=[say("file.title", language)])
            say_text(say("file.explained", language), "quiet-text")
            solara.v.Html(tag="div", style_="height:6px")
            _Files()


@solara.component
def _ScenarioChoice() -> None:
    language, draft = session.language.value, session.draft.value
    if draft is None:
        return
    own = [] if draft.source in scenario_names() else [(draft.source, draft.scenario.title.in_language(language))]
    groups: list[ChoiceGroup] = [{"title": "", "items": own}] if own else []
    groups += [{"title": title, "items": list(items)} for title, items in scenario_choices(language)]
    with box("stack"):
        Choice(
            label=say("scenario.label", language),
            value=draft.source,
            groups=groups,
            name="scenario",
            event_choose=lambda name: session.open_scenario(load_scenario(name), name) if name in scenario_names() else None,
        )
        say_text(draft.scenario.description.in_language(language), "quiet-text")


@solara.component
def _Files() -> None:
    language, draft = session.language.value, session.draft.value
    said, set_said = solara.use_state(("", ""))

    def load(file: UploadedFile) -> None:
        kind, told = _loaded(file, language)
        set_said((kind, told))

    content = solara.use_memo(lambda: saved_text(draft.scenario, language=language) if draft else "", [draft and draft.scenario, language])
    with box("stack"):
        if draft is not None:
            with box("buttons pair"):
                Save(label=say("file.save", language), name="save", file=f"{safe_stem(draft.source)}.yaml", content=content)
                Upload(label=say("file.load", language), name="upload", most=MOST_UPLOADED, event_give=load)
        if said[1]:
            solara.v.Html(tag="div", style_="height:10px")
            notice(said[1], said[0])


def _loaded(file: UploadedFile, language: Language) -> tuple[str, str]:
    """Open an uploaded file; returns the kind of message and its text."""
    name, data = str(file.get("name", ""))[:80], file.get("text")
    if data is None:
        return "error", say("file.too_large", language, most=count(MOST_UPLOADED / 1024))
    try:
        scenario = read_upload(data, name)
    except ScenarioError as error:
        return "error", say("file.refused", language) + "\n" + error.in_language(language)
    except ValueError:
        return "error", say("file.not_text", language, most=count(MOST_UPLOADED / 1024))
    session.open_scenario(scenario, f"{safe_stem(name)}.yaml")
    return "info", say("file.loaded", language, title=scenario.title.in_language(language))
