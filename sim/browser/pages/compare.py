"""Compare: policies against a baseline on paired runs, stored or started here."""

from pathlib import Path

import solara

from sim.browser import session
from sim.browser.drawing.marks import Mark, joined, mark
from sim.browser.pages.comparison_form import ComparisonForm
from sim.browser.pages.desk import StudyDesk
from sim.browser.studies.compared import SHOWN, Compared
from sim.browser.studies.compared_tables import chances_table, course_csv, effects_csv, ranking
from sim.browser.studies.effect_picture import COLOURS, Dot, course_picture, effect_picture, effect_text, trade_picture, unit_of
from sim.browser.widgets.controls import Choice, Picture
from sim.browser.widgets.layout import box, html, notice
from sim.browser.widgets.tools import tool_words
from sim.browser.words import amount, say
from sim.calendar import parse_month
from sim.indicators.registry import indicators
from sim.report.manifest import UnreadableComparisonError
from sim.runs.tables import DamagedResultsError
from sim.texts.bilingual import Language
from sim.texts.numbers import month_words


@solara.component
def ComparePage() -> None:
    """Choose a stored comparison or start one, and read it."""
    language = session.language.value
    StudyDesk(
        kind="comparison",
        new=say("study.new_comparison", language),
        heading=say("page.compare", language),
        lead=say("study.compare_lead", language),
        form=ComparisonForm,
        show=Comparison,
    )


@solara.component
def Comparison(folder: str, language: Language) -> None:
    """Show one comparison."""
    indicator, choose = solara.use_state(SHOWN[0])
    compared, trouble = solara.use_memo(lambda: _read(folder, language), [folder, language])
    with box("stack"):
        if compared is None or not compared.ready:
            notice(trouble or say("study.no_pairs", language), "error")
            return
        manifest = compared.data.manifest
        lead = say(
            "study.lead",
            language,
            baseline=compared.title(compared.data.baseline),
            replicates=manifest.replicates,
            start=month_words(parse_month(manifest.horizon.start), language),
            end=month_words(parse_month(manifest.horizon.end), language),
        )
        html(joined(mark("h2", say("study.compare_title", language)), mark("p", lead, class_="lead")))
        for scenario, stage, message, replay in compared.failures()[:3]:
            notice(say("study.failed_run", language, scenario=compared.title(scenario), stage=stage, message=message, command=replay), "error")
        with box("line-up chooser"):
            items = [(key, f"{indicators()[key].title.in_language(language)}") for key in SHOWN]
            Choice(
                label=say("study.indicator", language), value=indicator, groups=[{"title": "", "items": items}], name="indicator", event_choose=choose
            )
        with box("cards panel"):
            _Pictures(compared, indicator, language)
        _card(say("study.table", language), ranking(compared, indicator))


def _Pictures(compared: Compared, indicator: str, language: Language) -> None:
    words, kind = tool_words(language), indicators()[indicator]
    Picture(
        title=say("study.effects", language, indicator=kind.title.in_language(language)),
        svg=str(effect_picture(compared, indicator)),
        stem="effects",
        words=words,
        csv=effects_csv(compared),
        note=say("study.effects_note", language),
        wide=True,
    )
    Picture(
        title=say("study.trade", language),
        svg=str(_trade(compared, indicator)),
        stem="cost-and-effect",
        words=words,
        csv=effects_csv(compared),
        note=say("study.trade_note", language),
    )
    if kind.kind != "ratio":
        months, differences = compared.differences(indicator)
        Picture(
            title=say("study.difference", language),
            svg=str(course_picture(compared, indicator, months, differences, alt="study.difference_alt")),
            stem="effect-over-time",
            words=words,
            csv=course_csv(compared, months, differences),
            note=say("study.difference_flow" if kind.kind == "flow" else "study.difference_stock", language),
        )
        months, courses = compared.course(indicator)
        Picture(
            title=say("study.course", language),
            svg=str(course_picture(compared, indicator, months, courses, alt="study.course_alt", banded=(compared.data.baseline,))),
            stem="course",
            words=words,
            csv=course_csv(compared, months, courses),
            note=say("study.course_flow" if kind.kind == "flow" else "study.course_stock", language),
        )
    with box("card"):
        html(joined(mark("h3", say("study.targets", language)), chances_table(compared)))


def _card(title: str, content: Mark) -> None:
    html(joined(mark("h3", title), content), "card spaced")


def _read(folder: str, language: Language) -> tuple[Compared | None, str]:
    try:
        return Compared(Path(folder), language), ""
    except DamagedResultsError as error:
        return None, error.in_language(language)
    except (UnreadableComparisonError, OSError) as error:
        return None, str(error)


def _trade(compared: Compared, indicator: str) -> Mark:
    points = []
    for place, policy in enumerate(compared.data.policies):
        if policy in compared.ready:
            row = compared.effect(policy, indicator)
            cost, effect = float(row.public_cost), float(row.effect)
            tip = f"{compared.title(policy)}\n{amount(cost, compared.language)}\n{effect_text(effect, indicator, compared)}"
            scale = 100.0 if compared.language == "zh" else 1.0
            points.append(Dot(compared.title(policy), tip, cost / scale, effect, COLOURS[place % len(COLOURS)]))
    title = say("study.cost_axis", compared.language)
    return trade_picture(points, unit_of(compared, indicator), title, say("study.trade", compared.language))
