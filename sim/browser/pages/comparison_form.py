"""The form that starts a comparison."""

import solara

from sim.browser import session
from sim.browser.studies.orders import OWN, comparison_order
from sim.browser.widgets.controls import Choice, ChoiceGroup, Number, Press
from sim.browser.widgets.layout import box, doing, notice
from sim.browser.words import say, scenario_choices
from sim.scenario.resolve import load_scenario

MOST_REPLICATES, MOST_POLICIES = 200, 6


@solara.component
def ComparisonForm() -> None:
    """Choose baseline, policies, runs and seed, and start."""
    language, draft, study = session.language.value, session.draft.value, session.study.value
    session.study_told.get()
    baseline, set_baseline = solara.use_state("baseline-2022")
    first: tuple[str, ...] = ("verify-and-pilot", "transfer-agencies")
    policies, set_policies = solara.use_state(first)
    replicates, set_replicates = solara.use_state(8)
    seed, set_seed = solara.use_state(1)
    refused, set_refused = solara.use_state("")
    groups: list[ChoiceGroup] = [{"title": title, "items": list(items)} for title, items in scenario_choices(language)]
    own: list[ChoiceGroup] = [{"title": "", "items": [(OWN, say("study.own", language))]}] if draft is not None and draft.changed else []
    busy = study is not None and study.state == "running"

    def start(_data: object) -> None:
        if not _same_months((baseline, *policies)):
            set_refused(say("study.horizons", language))
            return
        set_refused("")
        order = comparison_order(baseline, policies, draft=draft, replicates=replicates, seed=seed, language=language)
        session.start_study(order)

    def add(name: str) -> None:
        if name != baseline and name not in policies and len(policies) < MOST_POLICIES:
            set_policies((*policies, name))

    with box("form"):
        Choice(label=say("study.baseline", language), value=baseline, groups=groups, name="baseline", event_choose=set_baseline)
        Choice(
            label=say("study.add_policy", language),
            value="",
            groups=[*own, *groups],
            name="add-policy",
            event_choose=add,
            empty=say("lever.choose", language),
            disabled=len(policies) >= MOST_POLICIES,
        )
        with box("links chosen"):
            for name in policies:
                title = say("study.own", language) if name == OWN else load_scenario(name).title.in_language(language)
                Press(
                    label=title,
                    name=f"drop-{name}",
                    icon="mdi-close",
                    look="small",
                    event_press=doing(set_policies, tuple(p for p in policies if p != name)),
                ).key(name)
        with box("buttons pair"):
            Number(
                label=say("study.replicates", language), value=replicates, low=2, high=MOST_REPLICATES, name="replicates", event_choose=set_replicates
            )
            Number(label=say("study.seed", language), value=seed, low=0, high=2**31 - 1, name="study-seed", event_choose=set_seed)
        Press(
            label=say("study.start", language),
            name="start-comparison",
            icon="mdi-play",
            look="main-press",
            event_press=start,
            disabled=busy or not policies or baseline in policies,
        )
        if refused:
            notice(refused, "error")


def _same_months(names: tuple[str, ...]) -> bool:
    """Whether all scenarios cover the same months."""
    draft = session.draft.value
    return len({(draft.scenario if name == OWN and draft else load_scenario(name)).horizon for name in names}) == 1
