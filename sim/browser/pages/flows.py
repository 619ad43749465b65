"""Flows: who transfers what to whom in the session's run, by field and year, within the circle and beyond."""

import numpy as np
import solara
from mesa.visualization.utils import force_update, update_counter

from sim.browser import session
from sim.browser.drawing.arrows import largest
from sim.browser.drawing.ground import all_regions
from sim.browser.drawing.marks import Mark, joined, mark
from sim.browser.live.flow_pictures import field_picture, flow_map, leakage_picture, leakage_shares, matrix_picture, sales_by_field, shares_words
from sim.browser.live.tables import csv_text
from sim.browser.live.view import View, traffic
from sim.browser.widgets.controls import Choice, Picture, Press, Slider
from sim.browser.widgets.layout import box, figures, html, notice, say_text, table
from sim.browser.widgets.tools import tool_words
from sim.browser.words import amount, field_name, say
from sim.calendar import month_index, month_text, year_of
from sim.texts.bilingual import Language
from sim.texts.names import region_name
from sim.world.columns import FIELD_COUNT

MOST_ARROWS = tuple(range(5, 61, 5))
LARGEST = 8
"""Rows of the table of largest flows."""


@solara.component
def FlowsPage() -> None:
    """Choose year, field and measure, and look at the flows."""
    language, run = session.language.value, session.run.value
    update_counter.get()
    year, set_year = solara.use_state("")
    field, set_field = solara.use_state("")
    measure, set_measure = solara.use_state("real")
    most, set_most = solara.use_state(4)

    def begin() -> None:
        if session.run.value is None:
            session.restart()

    solara.use_effect(begin, [])
    years = sorted({year_of(month) for month in run.model.world.records.months}) if run is not None and run.model is not None else []
    with box("desk"):
        with box("side", tag="aside"):
            solara.v.Html(tag="h2", children=[say("flows.choose", language)])
            Choice(
                label=say("flows.year", language),
                value=year,
                name="year",
                event_choose=set_year,
                groups=[{"title": "", "items": [("", say("flows.all_years", language)), *((str(y), str(y)) for y in years)]}],
            )
            Choice(
                label=say("inspect.field", language),
                value=field,
                name="field",
                event_choose=set_field,
                groups=[
                    {
                        "title": "",
                        "items": [("", say("flows.all_fields", language)), *((str(i), field_name(i, language)) for i in range(FIELD_COUNT))],
                    }
                ],
            )
            Choice(
                label=say("flows.measure", language),
                value=measure,
                name="measure",
                event_choose=set_measure,
                groups=[{"title": "", "items": [(key, say(f"flows.{key}", language)) for key in ("real", "registered")]}],
            )
            Slider(label=say("flows.most", language), value=most, texts=[str(n) for n in MOST_ARROWS], name="most", event_choose=set_most)
            say_text(say("flows.explained", language), "quiet-text")
        with box("main"), box("stack"):
            if run is None or run.model is None:
                html(mark("div", say("live.waiting", language), class_="waiting"))
            else:
                _ToTheEnd(language)
                if years:
                    span = (
                        (month_index(int(year)), month_index(int(year), 12))
                        if year and int(year) in years
                        else (month_index(years[0]), month_index(years[-1], 12))
                    )
                    _Flows(View(run), span, int(field) if field else None, measure == "registered", MOST_ARROWS[most], language)


@solara.component
def _ToTheEnd(language: Language) -> None:
    run = session.run.value
    update_counter.get()
    if run is None or not run.running:
        return

    def live(_data: object) -> None:
        while run.running:
            run.step()
        force_update()

    with box("offer"):
        notice(say("flows.unfinished" if run.months_lived else "flows.empty", language, lived=run.months_lived, all=run.scenario.horizon.months))
        Press(label=say("flows.to_the_end", language), name="to-the-end", icon="mdi-fast-forward", look="main-press", event_press=live)


def _Flows(view: View, span: tuple[int, int], field: int | None, registered: bool, most: int, language: Language) -> None:
    matrix = traffic(view.world, first=span[0], last=span[1], field=field, registered=registered)
    words = tool_words(language)
    csv = _csv(matrix, language)
    title = mark("h2", say("flows.title", language))
    scenario = mark("p", view.run.scenario.title.in_language(language), class_="lead")
    html(joined(title, scenario))
    figures(shares_words(matrix, language))
    with box("cards two"):
        Picture(
            title=say("flows.map", language),
            svg=str(flow_map(matrix, most, language)),
            stem="flows",
            words=words,
            csv=csv,
            note=say("flows.map_note", language),
        )
        with box("column"):
            html(joined(mark("h3", say("flows.largest", language)), _largest(matrix, language)), "card")
            _Leakage(view, language)
    with box("cards pair"):
        Picture(
            title=say("flows.matrix", language),
            svg=str(matrix_picture(matrix, language)),
            stem="matrix",
            words=words,
            csv=csv,
            note=say("flows.matrix_note", language),
        )
        sales = sales_by_field(view.world, span[0], span[1], registered)
        Picture(
            title=say("flows.fields", language),
            svg=str(field_picture(sales, language)),
            stem="fields",
            words=words,
            csv=_fields_csv(sales, language),
            note=say("flows.fields_note", language),
        )


def _Leakage(view: View, language: Language) -> None:
    shares = leakage_shares(view.series("leakage"), view.series("real_transfer"))
    headings = [say("table.month", language), say("flows.leakage_unit", language)]
    Picture(
        title=say("flows.leakage", language),
        svg=str(leakage_picture(view.months, shares, language, view.end)),
        stem="leakage",
        words=tool_words(language),
        csv=csv_text(headings, [(month_text(month), share) for month, share in zip(view.months, shares, strict=True)]),
        note=say("flows.leakage_note", language),
    )


def _fields_csv(sales: list[tuple[int, float, float]], language: Language) -> str:
    unit = say("table.million", language)
    headings = [say("inspect.field", language), *(f"{say(f'flows.{key}', language)} ({unit})" for key in ("inside", "leaving"))]
    return csv_text(headings, [(field_name(place, language), inside, leaving) for place, inside, leaving in sales])


def _largest(matrix: np.ndarray, language: Language) -> Mark:
    rows = [(_region(flow.origin, language), _region(flow.destination, language), amount(flow.value, language)) for flow in largest(matrix, LARGEST)]
    return table([say("table.origin", language), say("table.destination", language), say("flows.value", language)], rows, numbers=(2,), css="tight")


def _csv(matrix: np.ndarray, language: Language) -> str:
    rows = [(_region(i, language), _region(j, language), float(matrix[i, j])) for i, j in np.argwhere(matrix > 0).tolist()]
    return csv_text([say("table.origin", language), say("table.destination", language), say("table.million", language)], rows)


def _region(place: int, language: Language) -> str:
    return region_name(all_regions()[place], language)
