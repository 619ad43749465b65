"""Compare: policies against a baseline on paired runs, stored or started here."""

from functools import partial
from pathlib import Path

import solara

from sim.browser import session
from sim.browser.drawing.marks import Mark, joined, mark
from sim.browser.live.tables import csv_text
from sim.browser.pages.comparison_form import ComparisonForm
from sim.browser.pages.desk import StudyDesk
from sim.browser.studies.compared import SHOWN, Compared
from sim.browser.studies.effect_picture import COLOURS, benefit_text, course_picture, effect_picture, effect_text, trade_picture, unit_of
from sim.browser.widgets.controls import Choice, Picture
from sim.browser.widgets.layout import box, html, notice, table
from sim.browser.widgets.tools import tool_words
from sim.browser.words import amount, region_name, say
from sim.indicators.registry import indicators
from sim.report.manifest import UnreadableComparisonError
from sim.runs.tables import DamagedResultsError
from sim.texts.bilingual import Language
from sim.texts.numbers import number_text, per_cent_text


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
            start=manifest.horizon.start,
            end=manifest.horizon.end,
        )
        html(joined(mark("h2", say("study.compare_title", language)), mark("p", lead, class_="lead")))
        for scenario, stage, message, replay in compared.failures()[:3]:
            notice(say("study.failed_run", language, scenario=compared.title(scenario), stage=stage, message=message, command=replay), "error")
        with box("line-up chooser"):
            items = [(key, f"{indicators()[key].title.in_language(language)}") for key in SHOWN]
            Choice(
                label=say("study.indicator", language), value=indicator, groups=[{"title": "", "items": items}], name="indicator", event_choose=choose
            )
        Picture(
            title=say("study.effects", language, indicator=indicators()[indicator].title.in_language(language)),
            svg=str(effect_picture(compared, indicator)),
            stem="effects",
            words=tool_words(language),
            csv=_effects_csv(compared),
            note=say("study.effects_note", language),
        )
        solara.v.Html(tag="div", style_="height:14px")
        with box("cards"):
            if indicators()[indicator].kind != "ratio":
                Picture(
                    title=say("study.course", language),
                    svg=str(course_picture(compared, indicator)),
                    stem="course",
                    words=tool_words(language),
                    note=say("study.course_flow" if indicators()[indicator].kind == "flow" else "study.course_stock", language),
                )
            Picture(
                title=say("study.trade", language),
                svg=str(_trade(compared, indicator)),
                stem="cost-and-effect",
                words=tool_words(language),
                note=say("study.trade_note", language),
            )
        _card(say("study.table", language), _table(compared, indicator))
        _card(say("study.targets", language), _targets(compared))


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
            points.append((tip, cost / scale, effect, COLOURS[place % len(COLOURS)]))
    title = say("study.cost_axis", compared.language)
    return trade_picture(points, unit_of(compared, indicator), title, say("study.trade", compared.language))


def _table(compared: Compared, indicator: str) -> Mark:
    language = compared.language
    rows = []
    for place, policy in enumerate(compared.ranked(indicator), start=1):
        row = compared.effect(policy, indicator)
        share = float(row.effect) / float(row.baseline_mean) if row.baseline_mean else float("nan")
        per = float(row.cost_per_unit)
        rows.append(
            (
                str(place),
                compared.title(policy),
                effect_text(float(row.effect), indicator, compared),
                say(
                    "study.range",
                    language,
                    low=effect_text(float(row.low), indicator, compared),
                    high=effect_text(float(row.high), indicator, compared),
                ),
                say(
                    "study.range",
                    language,
                    low=effect_text(float(row.q025), indicator, compared),
                    high=effect_text(float(row.q975), indicator, compared),
                ),
                number_text(100 * share, decimals=2).replace("-", "\u2212") + "%"
                if share == share and indicators()[indicator].kind != "ratio"
                else "–",
                benefit_text(float(row.p_benefit)),
                amount(float(row.public_cost), language),
                amount(per, language, decimals=2)
                if per == per and indicators()[indicator].kind != "ratio" and float(row.low) * float(row.high) > 0
                else "–",
            )
        )
    keys = ("rank", "policy", "effect", "interval", "spread", "change", "benefit", "cost", "per_unit")
    headings = [say(f"study.head.{key}", language) for key in keys]
    return table(headings, rows, numbers=(2, 3, 4, 5, 6, 7, 8))


def _targets(compared: Compared) -> Mark:
    language, found = compared.language, compared.chances()
    if not found:
        return mark("p", say("study.no_targets", language), class_="quiet-text")
    rows = []
    for key, (goal, chances) in found.items():
        write = partial(effect_text, indicator=key, compared=compared, sign=False)
        for chance in chances:
            rows.append(
                (
                    indicators()[key].title.in_language(language),
                    write(goal),
                    compared.title(chance.scenario),
                    write(chance.mean),
                    per_cent_text(chance.share, decimals=0),
                )
            )
    headings = [say(f"study.head.{key}", language) for key in ("target", "goal", "scenario", "mean", "chance")]
    return joined(table(headings, rows, numbers=(1, 3, 4)), mark("p", say("study.targets_note", language), class_="quiet-text"))


def _effects_csv(compared: Compared) -> str:
    rows = compared.data.effects
    language = compared.language
    keys = ("policy", "indicator", "region", "unit", "effect", "low", "high", "q025", "q975", "benefit", "cost_million")
    headings = [say(f"study.head.{key}", language) for key in keys]
    cells = [
        (
            compared.title(r["policy"]),
            indicators()[r["indicator"]].title.in_language(language),
            region_name(r["region"], language),
            indicators()[r["indicator"]].unit.in_language(language),
            r["effect"],
            r["low"],
            r["high"],
            r["q025"],
            r["q975"],
            r["p_benefit"],
            r["public_cost"],
        )
        for r in rows.to_dict("records")
        if r["indicator"] in indicators()
    ]
    return csv_text(headings, cells)
