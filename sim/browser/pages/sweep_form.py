"""The form that starts a sweep over one factor or two."""

from functools import partial
from typing import Any

import solara

from sim.browser import session
from sim.browser.studies.factors import Choosable, choosable
from sim.browser.studies.orders import sweep_order
from sim.browser.widgets.controls import Choice, ChoiceGroup, Number, Press, Slider
from sim.browser.widgets.layout import box, say_text
from sim.browser.words import say, scenario_choices
from sim.scenario.resolve import load_scenario

MOST_POINTS, MOST_REPLICATES = 12, 50


@solara.component
def SweepForm() -> None:
    """Choose scenario, factors with their ranges, points and runs, and start."""
    language, study = session.language.value, session.study.value
    session.study_told.get()
    scenario, set_scenario = solara.use_state("transfer-agencies")
    keys, set_keys = solara.use_state(("levers.transfer_agencies.reward", ""))
    no_ends: dict[str, tuple[int, int]] = {}
    ends, set_ends = solara.use_state(no_ends)
    points, set_points = solara.use_state(4)
    replicates, set_replicates = solara.use_state(4)
    known = solara.use_memo(lambda: choosable(load_scenario(scenario), language), [scenario, language])
    chosen = [known[key] for key in dict.fromkeys(keys) if key in known]
    busy = study is not None and study.state == "running"

    def choose(name: str) -> None:
        first = next(iter(choosable(load_scenario(name), language)), "")
        set_scenario(name)
        set_keys((first, ""))
        set_ends({})

    def put(place: int, key: str) -> None:
        set_keys((key, keys[1]) if place == 0 else (keys[0], key))

    def move(one: Choosable, side: int, at: int) -> None:
        set_ends({**ends, one.key: _moved(one, ends, side, at)})

    def start(_data: object) -> None:
        vary = {one.key: dict(zip(("from", "to"), (one.values[i] for i in _ends(one, ends)), strict=True)) for one in chosen}
        plan: dict[str, Any] = {"scenario": scenario, "vary": vary, "design": "grid", "points": points, "replicates": replicates, "seed": 1}
        session.start_study(sweep_order(plan, language=language))

    with box("form"):
        groups: list[ChoiceGroup] = [{"title": title, "items": list(items)} for title, items in scenario_choices(language)]
        Choice(label=say("scenario.label", language), value=scenario, groups=groups, name="sweep-scenario", event_choose=choose)
        for place in (0, 1):
            Choice(
                label=say(f"study.factor_{place + 1}", language),
                value=keys[place] if keys[place] in known else "",
                groups=_groups(known, place == 1, language),
                name=f"factor-{place + 1}",
                event_choose=partial(put, place),
                empty="" if place else say("lever.choose", language),
            )
            one = known.get(keys[place])
            if one is not None and (place == 0 or keys[0] != keys[1]):
                for side, name in enumerate(("from", "to")):
                    Slider(
                        label=say(f"study.{name}", language),
                        value=_ends(one, ends)[side],
                        texts=list(one.texts),
                        name=f"{name}-{place + 1}",
                        event_choose=partial(move, one, side),
                    ).key(f"{one.key}-{name}")
        with box("buttons pair"):
            Number(label=say("study.points_each", language), value=points, low=2, high=MOST_POINTS, name="points", event_choose=set_points)
            Number(
                label=say("study.replicates", language),
                value=replicates,
                low=2,
                high=MOST_REPLICATES,
                name="sweep-replicates",
                event_choose=set_replicates,
            )
        runs = points ** len(chosen) * replicates * 2
        say_text(say("study.runs_needed", language, runs=f"{runs:,}"), "quiet-text")
        Press(
            label=say("study.start", language), name="start-sweep", icon="mdi-play", look="main-press", event_press=start, disabled=busy or not chosen
        )


def _groups(known: dict[str, Choosable], optional: bool, language: Any) -> list[ChoiceGroup]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in known.values():
        groups.setdefault(one.group, []).append((one.key, one.title))
    none: list[ChoiceGroup] = [{"title": "", "items": [("", say("study.no_factor", language))]}] if optional else []
    return [*none, *({"title": title, "items": items} for title, items in groups.items())]  # type: ignore[list-item]


def _ends(one: Choosable, ends: dict[str, tuple[int, int]]) -> tuple[int, int]:
    last = len(one.values) - 1
    return ends.get(one.key, (last // 8, last))


def _moved(one: Choosable, ends: dict[str, tuple[int, int]], side: int, at: int) -> tuple[int, int]:
    """Move one end of a range; the other gives way so that the range is never empty."""
    low, high = _ends(one, ends)
    last = len(one.values) - 1
    return (min(at, last - 1), max(high, min(at, last - 1) + 1)) if side == 0 else (min(low, max(at, 1) - 1), max(at, 1))
