"""Sweep: how an effect answers to the terms of a lever or to a free number."""

from pathlib import Path

import solara

from sim.browser import session
from sim.browser.drawing.marks import Mark, joined, mark
from sim.browser.live.tables import csv_text
from sim.browser.pages.desk import StudyDesk
from sim.browser.pages.sweep_form import SweepForm
from sim.browser.studies.compared import SHOWN
from sim.browser.studies.sweep_pictures import axis_unit, factor_scale, influence_picture, response_picture, surface_picture, sweep_trade_picture
from sim.browser.studies.swept import Swept
from sim.browser.widgets.controls import Choice, Picture
from sim.browser.widgets.layout import box, html, notice, table
from sim.browser.widgets.tools import tool_words
from sim.browser.words import say
from sim.indicators.registry import indicators
from sim.runs.tables import DamagedResultsError
from sim.texts.bilingual import Language
from sim.texts.numbers import number_text


@solara.component
def SweepPage() -> None:
    """Choose a stored sweep or start one, and read it."""
    language = session.language.value
    StudyDesk(
        kind="sweep",
        new=say("study.new_sweep", language),
        heading=say("page.sweep", language),
        lead=say("study.sweep_lead", language),
        form=SweepForm,
        show=Sweeping,
    )


@solara.component
def Sweeping(folder: str, language: Language) -> None:
    """Show one sweep."""
    indicator, choose = solara.use_state(SHOWN[0])
    swept, trouble = solara.use_memo(lambda: _read(folder, language), [folder, language])
    with box("stack"):
        if swept is None or swept.effects(indicator).empty:
            notice(trouble or say("study.no_pairs", language), "error")
            return
        plan = swept.manifest["plan"]
        lead = say("study.sweep_told", language, points=len(swept.numbers), replicates=plan["replicates"])
        html(joined(mark("h2", say("study.sweep_heading", language)), mark("p", lead, class_="lead")))
        with box("line-up chooser"):
            items = [(key, indicators()[key].title.in_language(language)) for key in SHOWN]
            Choice(
                label=say("study.indicator", language), value=indicator, groups=[{"title": "", "items": items}], name="indicator", event_choose=choose
            )
        with box("cards"):
            _Pictures(swept, indicator, language)
            note = mark("p", say("study.box_note", language), class_="quiet-text")
            html(joined(mark("h3", say("study.box", language)), _box(swept, indicator), note), "card")


def _Pictures(swept: Swept, indicator: str, language: Language) -> None:
    words, factors = tool_words(language), swept.factors
    csv = _csv(swept, indicator)
    if len(factors) == 2 and swept.manifest["plan"]["design"] == "grid":
        Picture(
            title=say("study.surface", language),
            svg=str(surface_picture(swept, factors[0], factors[1], indicator)),
            stem="surface",
            words=words,
            csv=csv,
            note=say("study.surface_note", language),
        ).key("surface")
    for factor in factors[:4]:
        Picture(
            title=say("study.response", language, factor=swept.title(factor)),
            svg=str(response_picture(swept, factor, indicator)),
            stem=f"response-{factors.index(factor) + 1}",
            words=words,
            csv=csv,
            note=say("study.response_note", language),
        ).key(factor)
    Picture(
        title=say("study.trade", language),
        svg=str(sweep_trade_picture(swept, indicator)),
        stem="cost-and-effect",
        words=words,
        csv=csv,
        note=say("study.sweep_trade_note", language),
    ).key("trade")
    Picture(
        title=say("study.influence", language),
        svg=str(influence_picture(swept, indicator)),
        stem="influence",
        words=words,
        csv=csv_text(
            [say("study.head.factor", language), say("study.head.correlation", language)],
            [(swept.title(key), value) for key, value in swept.influence(indicator)],
        ),
        note=say("study.influence_note", language),
    ).key("influence")


def _read(folder: str, language: Language) -> tuple[Swept | None, str]:
    try:
        return Swept(Path(folder), language), ""
    except DamagedResultsError as error:
        return None, error.in_language(language)
    except (OSError, ValueError, KeyError) as error:
        return None, str(error)


def _box(swept: Swept, indicator: str) -> Mark:
    rows = []
    for key, low, high, bad_low, bad_high in swept.box(indicator):
        by, title = factor_scale(swept, key)
        rows.append((title, *(_range(start / by, end / by, swept.language) for start, end in ((low, high), (bad_low, bad_high)))))
    headings = [say(f"study.head.{key}", swept.language) for key in ("factor", "whole_range", "worst_range")]
    return table(headings, rows, numbers=(1, 2))


def _range(low: float, high: float, language: Language) -> str:
    said = [number_text(value, decimals=4) for value in (low, high)]
    return said[0] if said[0] == said[1] else say("study.range", language, low=said[0], high=said[1])


def _csv(swept: Swept, indicator: str) -> str:
    scale, unit = axis_unit(swept, indicator)
    rows = swept.effects(indicator)
    titles = [factor_scale(swept, key) for key in swept.factors]
    headings = [
        *(title for _, title in titles),
        f"{say('study.head.effect', swept.language)} ({unit})",
        say("study.head.low", swept.language),
        say("study.head.high", swept.language),
        say("study.head.cost_million", swept.language),
    ]
    cells = [
        (
            *(float(swept.numbers[key].to_numpy()[int(str(point))]) / by for key, (by, _) in zip(swept.factors, titles, strict=True)),
            float(row.effect) / scale,
            float(row.low) / scale,
            float(row.high) / scale,
            float(row.public_cost),
        )
        for point, row in rows.iterrows()
    ]
    return csv_text(headings, cells)
