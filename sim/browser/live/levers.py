"""The levers of the draft: a card with sliders each, one list to add further ones."""

from collections.abc import Callable
from functools import partial

import solara

from sim.browser import session
from sim.browser.drawing.marks import joined, mark
from sim.browser.live.sliding import Sliding, slidings
from sim.browser.widgets.controls import Chips, Choice, ChoiceGroup, Press, Slider
from sim.browser.widgets.layout import box, html, notice, say_text
from sim.browser.words import lever_name, say
from sim.levers.registry import lever_types
from sim.levers.terms import CITIES, DatedTerms
from sim.scenario.problems import ScenarioError
from sim.scenario.types import Scenario
from sim.texts.bilingual import Language
from sim.texts.catalogue import text
from sim.texts.names import lever_group_name, region_name

SHOWN_OPEN = 2
"""Further levers are shown closed, so that the page stays quick."""


@solara.component
def Levers() -> None:
    """Show the levers of the draft; a change that the scenario refuses is told in words and not taken."""
    language, draft = session.language.value, session.draft.value
    refused = solara.use_reactive("")
    opened = solara.use_reactive(frozenset[str]())
    if draft is None:
        return
    scenario = draft.scenario

    def change(lever: str, term: str, value: object) -> None:
        try:
            session.set_scenario(scenario.with_terms_changed(lever, {term: value}))
            refused.value = ""
        except ScenarioError as error:
            refused.value = "\n".join(problem.part("what", language) for problem in error.problems)

    with box("stack"):
        if not scenario.levers:
            say_text(say("lever.none", language), "quiet-text")
        own = [key for key, _ in scenario.levers if _is_own(scenario, key)]
        inherited = [key for key, _ in scenario.levers if key not in own]
        for key in own + inherited:
            if key in inherited[:1]:
                say_text(say("lever.inherited", language), "quiet-text between")
            if key in lever_types():
                is_open = (key in opened.value) != (key in own[:SHOWN_OPEN])
                card = _Card(key, scenario.terms(key), scenario, language, change, is_open, partial(_turn, opened, key))
                card.key(f"lever-{key}")
        if refused.value:
            notice(refused.value, "error")
        Choice(
            label=say("lever.add", language),
            value="",
            groups=_addable(scenario, language),
            name="add-lever",
            event_choose=_add,
            empty=say("lever.choose", language),
        )


@solara.component
def _Card(
    key: str,
    terms: DatedTerms,
    scenario: Scenario,
    language: Language,
    change: Callable[[str, str, object], None],
    is_open: bool,
    turn: Callable[[], None],
) -> None:
    kind = lever_types()[key]
    moves: list[Sliding] = solara.use_memo(
        lambda: slidings(kind, terms, scenario.horizon, language) if is_open else [], [terms, scenario.horizon, language, is_open]
    )
    with box("lever"):
        with box("lever-head"):
            badge = mark("span", text(f"word.status.{terms.status}", language), class_="badge")
            html(joined(mark("div", lever_name(key, language)), badge), "lever-title")
            Press(
                label="",
                name=f"open-{key}",
                icon="mdi-chevron-up" if is_open else "mdi-chevron-down",
                look="small bare",
                event_press=lambda _d: turn(),
                pressed=is_open,
                spoken=say("lever.open", language, lever=lever_name(key, language)),
            )
            Press(
                label="",
                name=f"remove-{key}",
                icon="mdi-close",
                look="small bare",
                event_press=lambda _d: _remove(key),
                spoken=say("lever.remove", language, lever=lever_name(key, language)),
            )
        for one in moves:
            Slider(
                label=one.title,
                value=one.place,
                texts=list(one.texts),
                name=f"{key}.{one.term}",
                hint=one.hint,
                event_choose=partial(_slide, change, key, one),
            ).key(f"{key}.{one.term}")
        if is_open and "cities" in type(terms).model_fields:
            items = [(city, region_name(city, language)) for city in CITIES]
            Chips(
                label=say("lever.cities", language),
                items=items,
                chosen=list(terms.cities),
                event_toggle=lambda city: change(key, "cities", _toggled(terms.cities, city)),
            )


def _is_own(scenario: Scenario, key: str) -> bool:
    """Whether a lever is of the scenario itself or of the reader, and not merely inherited from a base."""
    mine = [origin.layer for place, origin in scenario.origins.items() if place.startswith(f"levers.{key}.")]
    return not mine or any(layer in {"file", "python"} for layer in mine)


def _slide(change: Callable[[str, str, object], None], key: str, one: Sliding, place: int) -> None:
    change(key, one.term, one.values[place])


def _turn(opened: solara.Reactive[frozenset[str]], key: str) -> None:
    opened.value = opened.value ^ {key}


def _toggled(cities: tuple[str, ...], city: str) -> tuple[str, ...]:
    """Add or remove a city, in the order of the circle; the last one stays."""
    chosen = set(cities) ^ {city} or {city}
    return tuple(one for one in CITIES if one in chosen)


def _addable(scenario: Scenario, language: Language) -> list[ChoiceGroup]:
    there = {key for key, _ in scenario.levers}
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, kind in lever_types().items():
        if key not in there:
            groups.setdefault(kind.group, []).append((key, kind.title.in_language(language)))
    return [{"title": lever_group_name(group, language), "items": items} for group, items in groups.items()]


def _add(key: str) -> None:
    draft = session.draft.value
    if draft is not None and key in lever_types() and key not in dict(draft.scenario.levers):
        before = draft.scenario
        session.set_scenario(before.with_levers(key).named(before.key, before.title))


def _remove(key: str) -> None:
    draft = session.draft.value
    if draft is not None:
        before = draft.scenario
        session.set_scenario(before.without_levers(key).named(before.key, before.title))
