"""The right side of the live page: key figures, map, inspected thing, charts."""

from collections.abc import Sequence

import solara
from mesa.visualization.utils import update_counter

from sim.browser import session
from sim.browser.drawing.lines import SMALL, Line, line_chart
from sim.browser.drawing.marks import joined, mark
from sim.browser.live.inspecting import Told, told
from sim.browser.live.ladder_picture import TRACKS, ladder_picture
from sim.browser.live.map_picture import map_picture
from sim.browser.live.pictures import funds_picture, key_figures, money_picture, pipeline_picture, stops_picture, turnover_picture
from sim.browser.live.run import LiveRun
from sim.browser.live.tables import money_csv, series_csv, traffic_csv
from sim.browser.live.view import View
from sim.browser.widgets.controls import Picture, Press
from sim.browser.widgets.layout import box, doing, figures, html, notice
from sim.browser.widgets.tools import tool_words
from sim.browser.words import say
from sim.texts.bilingual import Language
from sim.texts.numbers import month_words


@solara.component
def Dashboard() -> None:
    """Draw the present month of the session's run."""
    language, run = session.language.value, session.run.value
    update_counter.get()
    with box("stack"):
        if run is None:
            html(mark("div", say("live.waiting", language), class_="waiting"))
            return
        if run.trouble is not None:
            _Trouble(run, language)
        if run.model is not None:
            _Month(View(run), language)


def _Month(view: View, language: Language) -> None:
    _heading(view, language)
    figures(key_figures(view, language))
    with box("cards two"):
        Picture(
            title=say("live.map", language),
            svg=str(map_picture(view, language)),
            stem="map",
            words=tool_words(language),
            event_pick=session.picked.set,
            csv=traffic_csv(view, language),
            note=say("live.map_note", language, drawn=len(view.run.firms)),
        )
        Inspect(told(view, session.picked.value, language), language, view.end)
    _Charts(view, language)


def _heading(view: View, language: Language) -> None:
    lived, all_months = view.run.months_lived, view.run.scenario.horizon.months
    month = month_words(view.world.month, language) if lived else say("live.before", language)
    title = mark("span", view.run.scenario.title.in_language(language))
    told_month = say("live.month_of", language, month=month, lived=lived, all=all_months)
    html(joined(mark("h2", title), mark("p", told_month, class_="lead", data_month=lived)), "")


def _Charts(view: View, language: Language) -> None:
    rungs = [key for keys in TRACKS.values() for key in keys]
    stops = ("stopped_technical", "stopped_market", "stopped_funding")
    flow = ("results_born", "verified_results", "piloted_results", "converted_results", "landed_results", "landed_outside")
    funds = ("fund_invested", "fund_returned", "fund_lost", "private_crowded_in")
    pictures = (
        ("ladders", ladder_picture, series_csv(view, rungs, language)),
        ("turnover", turnover_picture, series_csv(view, ("registered_turnover", "real_transfer"), language)),
        ("pipeline", pipeline_picture, series_csv(view, flow, language)),
        ("stops", stops_picture, series_csv(view, stops, language)),
        ("money", money_picture, money_csv(view, language)),
        ("funds", funds_picture, series_csv(view, funds, language)),
    )
    with box("cards"):
        for stem, draw, csv in pictures:
            Picture(
                title=say(f"live.{stem}", language),
                svg=str(draw(view, language)),
                stem=stem,
                words=tool_words(language),
                csv=csv,
                note=say(f"live.{stem}_note", language),
            ).key(stem)


@solara.component
def Inspect(thing: Told, language: Language, end: int) -> None:
    """Show what is known of the thing that was clicked."""
    with box("card inspect"):
        facts = [part for name, value in thing.facts for part in (mark("dt", name), mark("dd", value))]
        html(
            joined(
                mark("div", thing.kind, class_="quiet-text"),
                mark("div", thing.title, class_="big", data_inspect="title"),
                mark("dl", *facts, class_="facts"),
            )
        )
        if thing.steps:
            html(joined(mark("h4", say("inspect.history", language)), mark("ol", *(mark("li", step) for step in thing.steps), class_="steps")))
        if len(thing.course) > 1:
            months, values = [month for month, _ in thing.course], [value for _, value in thing.course]
            series = [Line(thing.course_title, "c1", values)]
            chart = line_chart(months, series, unit=thing.course_title, alt=thing.course_title, end=end, zero=False, paper=SMALL)
            html(chart, "course")
        for title, links in thing.links:
            _Links(title, links).key(title)


@solara.component
def _Links(title: str, links: Sequence[tuple[str, str]]) -> None:
    if not links:
        return
    with box("link-group"):
        html(mark("h4", title))
        with box("links"):
            for key, name in links:
                Press(label=name, name=key, look="small", event_press=doing(session.picked.set, key)).key(key)


def _Trouble(run: LiveRun, language: Language) -> None:
    trouble = run.trouble
    if trouble is None:
        return
    where = say(f"trouble.{trouble.stage}", language, month=trouble.month)
    notice("\n".join([where, trouble.message, say("trouble.replay", language, command=trouble.replay), say("trouble.cure", language)]), "error")
