"""The brief of a comparison: which policy moves most, at what cost."""

import math
from functools import partial

from sim.indicators.registry import indicators
from sim.report.briefs.brief import PICTURE_INCHES, Brief, added_part, brief_report, period
from sim.report.briefs.change import Change, money, noun
from sim.report.briefs.ground import ground
from sim.report.briefs.steps import steps
from sim.report.comparison import FEN_PER_MILLION, Comparison
from sim.report.content.blocks import Picture, Report
from sim.report.content.table import Cell, Column, Numbers, Table, column, number, table
from sim.report.effect import Effect, find_effect
from sim.report.figures.effects import Labels, draw
from sim.report.measure import MISSING, Measure, measure_of, written
from sim.report.names import payer_name, scenario_name
from sim.report.sections.headline import FEW_PAIRS, added_levers, fewest_pairs
from sim.report.sections.ledger_table import PUBLIC_PAYERS
from sim.report.words import listed, report_text
from sim.texts.bilingual import Language

OUTCOME = "converted_results"
BESIDE = ("converted_results", "landed_results", "real_transfer")
LEAST_PART = 0.01
"""Part of the public money below which an account is not named as a payer."""
MOST_POLICIES = 6
"""Policies of which a brief tells the money one by one."""


def comparison_brief(comparison: Comparison, language: Language) -> Report:
    """Return the brief of a comparison."""
    manifest = comparison.manifest
    found = _ranked(comparison)
    levers = [lever for policy in comparison.policies for lever in added_levers(comparison, policy)]
    names = [_quoted(comparison, key, language) for key in comparison.policies]
    brief = Brief(
        subject=_subject(comparison, language),
        answer=_answer(comparison, found, language),
        question=report_text(
            "brief.comparison.question", language, policies=listed(names, language), baseline=_quoted(comparison, comparison.baseline, language),
            **period(manifest.horizon.model_dump(), language),
        ),
        money=[_money(comparison, effect, language) for effect in found[:MOST_POLICIES]],
        sure=_sure(comparison, found, language),
        ground=ground(levers, OUTCOME, language, posterior=manifest.numbers == "posterior"),
        steps=steps(_advice(comparison, found, language), levers, language, pairs=fewest_pairs(comparison)),
        pictures=[_picture(comparison, language)],
        overview=_overview(comparison, found, language),
    )  # fmt: skip
    return brief_report(brief, language, manifest.horizon.model_dump(), manifest.version)


def _subject(comparison: Comparison, language: Language) -> str:
    """Name two policies; more of them are counted."""
    if len(comparison.policies) > 2:
        return report_text("brief.comparison.subject", language, count=len(comparison.policies))
    return listed([_name(comparison, key, language) for key in comparison.policies], language)


def _ranked(comparison: Comparison) -> list[Effect]:
    """Effects on the outcome, the best first."""
    found = [find_effect(comparison, policy, OUTCOME) for policy in comparison.policies]
    return sorted((one for one in found if one is not None), key=lambda one: -_change(one).better)


def _change(effect: Effect) -> Change:
    return Change(effect.indicator, effect.effect, effect.low, effect.high)


def _name(comparison: Comparison, key: str, language: Language) -> str:
    return added_part(scenario_name(comparison, key, language), scenario_name(comparison, comparison.baseline, language))


def _quoted(comparison: Comparison, key: str, language: Language) -> str:
    return report_text("brief.quoted", language, name=_name(comparison, key, language))


def _cost(effect: Effect, language: Language) -> str:
    key = "none" if not effect.public_cost else "saved" if effect.public_cost < 0 else "spent"
    return report_text(f"brief.money.{key}", language, cost=money(effect.public_cost, language))


def _answer(comparison: Comparison, found: list[Effect], language: Language) -> str:
    if not found:
        return report_text("brief.nothing", language)
    best = found[0]
    key = ("best" if len(found) > 1 else "single") if _change(best).gain else ("none" if len(found) > 1 else "single")
    return report_text(
        f"brief.comparison.{key}", language, count=len(found), policy=_quoted(comparison, best.policy, language),
        change=_change(best).in_words(language), cost=_cost(best, language), noun=noun(OUTCOME, language),
    )  # fmt: skip


def _money(comparison: Comparison, effect: Effect, language: Language) -> str:
    """Say what a policy costs, who pays, and what one more result costs."""
    each, low, high = effect.unit_costs
    values = {"policy": _quoted(comparison, effect.policy, language), "cost": _cost(effect, language)}
    said = report_text("brief.comparison.money", language, **values)
    if payers := _payers(comparison, effect.policy, language):
        said += report_text("brief.comparison.payers", language, payers=listed(payers, language))
    if math.isfinite(each):
        ends = {"each": money(each, language), "low": money(low, language), "high": money(high, language)}
        return said + report_text("brief.comparison.each", language, **ends)
    return said + (report_text("brief.comparison.no_each", language) if effect.public_cost > 0 else "")


def _payers(comparison: Comparison, policy: str, language: Language) -> list[str]:
    """Public accounts that pay more than in the baseline, the largest first."""
    ledger = comparison.ledger
    sums = ledger[ledger.payer.isin(PUBLIC_PAYERS)].groupby(["scenario", "payer"], observed=True)["amount_fen"].sum()

    def mean(scenario: str, payer: str) -> float:
        return float(sums.get((scenario, payer), 0.0)) / FEN_PER_MILLION / max(1, comparison.finished_runs(scenario))

    extra = {payer: mean(policy, payer) - mean(comparison.baseline, payer) for payer in PUBLIC_PAYERS}
    least = LEAST_PART * sum(amount for amount in extra.values() if amount > 0)
    paying = sorted((payer for payer, amount in extra.items() if amount > least), key=lambda payer: -extra[payer])
    return [
        report_text("brief.comparison.payer", language, payer=payer_name(one, language).lower(), amount=money(extra[one], language)) for one in paying
    ]


def _sure(comparison: Comparison, found: list[Effect], language: Language) -> list[str]:
    pairs = fewest_pairs(comparison)
    said = [report_text("brief.comparison.pairs", language, pairs=pairs)]
    known = [effect for effect in found[:MOST_POLICIES] if math.isfinite(effect.p_benefit)]
    if known:
        each = [
            report_text("brief.comparison.share", language, policy=_quoted(comparison, effect.policy, language),
                        count=written(effect.p_benefit * effect.pairs), pairs=effect.pairs)
            for effect in known
        ]  # fmt: skip
        said.append(report_text("brief.comparison.better", language, noun=noun(OUTCOME, language), shares=listed(each, language)))
    if found and pairs > 1:
        best = found[0]
        measure = measure_of(indicators()[OUTCOME], abs(best.effect), language)
        values = {"low": measure.change(best.q025), "high": measure.change(best.q975), "policy": _quoted(comparison, best.policy, language)}
        said.append(report_text("brief.comparison.spread", language, **values))
    return [*said, report_text("brief.comparison.rehearsal", language)] if pairs < FEW_PAIRS else said


def _advice(comparison: Comparison, found: list[Effect], language: Language) -> list[str]:
    if not found or not _change(found[0]).gain:
        return [report_text("brief.step.wait", language)]
    values = {"policy": _quoted(comparison, found[0].policy, language), "noun": noun(OUTCOME, language)}
    return [report_text("brief.step.trial", language, **values)]


def _picture(comparison: Comparison, language: Language) -> Picture:
    """The effects that the overview tells, with labels in plain words."""
    title, caption, clear, unclear = (report_text(f"brief.comparison.figure.{key}", language) for key in ("title", "caption", "clear", "unclear"))
    shown, labels = tuple(key for key in BESIDE if key in indicators()), Labels(clear, unclear)
    drawing = partial(draw, comparison, language, shown=shown, labels=labels)
    return Picture("brief-effects", title, caption, f"{title}. {caption}", drawing, PICTURE_INCHES)


def _overview(comparison: Comparison, found: list[Effect], language: Language) -> Table:
    """One row for each policy: what it changes, what it costs."""
    columns = [Column(report_text("table.policy", language))]
    rows: list[list[Cell]] = [[_name(comparison, effect.policy, language)] for effect in found]
    parts = (report_text("table.effect", language), *(report_text(f"table.part.{end}", language) for end in ("low", "high")))
    for key in BESIDE:
        effects = [find_effect(comparison, effect.policy, key) for effect in found]
        largest = max((abs(one.effect) for one in effects if one is not None), default=0.0)
        measure = measure_of(indicators()[key], largest, language)
        columns.append(Column(noun(key, language), measure.unit_of_change, parts))
        for row, one in zip(rows, effects, strict=True):
            row.append(_with_range(one, measure, language))
    columns.append(column(report_text("table.costs.public", language)))  # each with a unit of its own: sums differ by orders of magnitude
    for row, effect in zip(rows, found, strict=True):
        row.append(number(effect.public_cost, ("−" if effect.public_cost < 0 else "") + money(effect.public_cost, language)))
    return table("overview", report_text("brief.comparison.overview", language), columns, rows)


def _with_range(effect: Effect | None, measure: Measure, language: Language) -> Numbers:
    if effect is None:
        return Numbers(MISSING, (math.nan,) * 3)
    between = measure.limits_cell(effect.low, effect.high, language)
    text = measure.change(effect.effect) + (f" ({between.text})" if math.isfinite(effect.low) else "")
    return Numbers(text, (effect.effect / measure.size, *between.values))
