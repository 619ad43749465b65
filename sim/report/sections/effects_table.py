"""Section: the table of main effects, and the file with all of them."""

import math
from pathlib import Path

import pandas as pd

from sim.indicators.registry import indicators
from sim.report.comparison import Comparison
from sim.report.content.blocks import Block, text
from sim.report.content.table import Cell, Column, Numbers, Table, column, number, range_column, table
from sim.report.effect import Effect, effect_of, find_effect
from sim.report.measure import MISSING, Measure, measure_of, written
from sim.report.names import indicator_name, region_name, scenario_name
from sim.report.words import report_text
from sim.texts.bilingual import Language

SHOWN = (
    "results_born", "verified_results", "piloted_results", "converted_results", "landed_results",
    "stopped_technical", "stopped_market", "stopped_funding", "first_sales", "real_transfer", "registered_turnover",
    "leakage", "circle_conversion_rate", "high_tech", "gazelle", "srdi", "rd_real", "duplicate_rd_rate",
    "private_crowded_in", "talent", "theil_turnover", "public_cost",
)  # fmt: skip
NO_BREAK = "\u00a0"


def effects_table(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return a table of the main effects for each policy."""
    tables = [_of_policy(comparison, policy, language) for policy in comparison.policies]
    more = report_text("page.full_table", language, file=file_name(language))
    return (text(report_text("table.effects.caption", language)), *tables, text(more))


def all_effects(comparison: Comparison, language: Language) -> Table:
    """Return all effects on all indicators and members, too long a table for a page."""
    first = (Column(report_text("table.policy", language)), Column(report_text("table.ladders.member", language)))
    rows = [
        [scenario_name(comparison, str(row["policy"]), language), region_name(str(row["region"]), language), *effect_row(effect_of(row), language)]
        for row in comparison.effects.to_dict("records")
    ]
    return table("all-effects", report_text("workbook.all_effects", language), (*first, *effect_columns(language)), rows)


def file_name(language: Language) -> str:
    """Name of the file that holds all effects."""
    return f"effects.{language}.csv"


def write_effects_file(comparison: Comparison, language: Language, path: Path) -> None:
    """Write all effects with keys and titles as CSV, marked as UTF-8 so that spreadsheets show Chinese."""
    effects = comparison.effects
    names = {
        "policy_title": [scenario_name(comparison, str(key), language) for key in effects["policy"]],
        "indicator_title": [indicator_name(str(key), language) for key in effects["indicator"]],
        "region_title": [region_name(str(key), language) for key in effects["region"]],
        "unit": [indicators()[str(key)].unit.in_language(language) for key in effects["indicator"]],
    }
    pd.concat([effects.reset_index(drop=True), pd.DataFrame(names)], axis=1).to_csv(path, index=False, encoding="utf-8-sig")


def _of_policy(comparison: Comparison, policy: str, language: Language) -> Table:
    found = [find_effect(comparison, policy, key) for key in SHOWN]
    rows = [effect_row(effect, language) for effect in found if effect is not None]
    caption = report_text("table.effects.of", language, policy=scenario_name(comparison, policy, language))
    return table(f"effects-{policy}", caption, effect_columns(language), rows)


def effect_columns(language: Language) -> tuple[Column, ...]:
    """Return the columns of a table of effects."""

    def title(key: str) -> str:
        return report_text(f"table.{key}", language)

    return (
        Column(title("indicator")), Column(title("unit")), column(title("baseline")), column(title("under_policy")), column(title("effect")),
        range_column(title("interval"), language), range_column(title("spread"), language), column(title("percent")), column(title("chance")),
        Column(title("verdict")),
    )  # fmt: skip


def effect_row(effect: Effect, language: Language) -> list[Cell]:
    """Return one effect in the cells of :func:`effect_columns`."""
    indicator = indicators()[effect.indicator]
    largest = max((abs(value) for value in (effect.baseline, effect.under_policy) if math.isfinite(value)), default=0.0)
    measure = measure_of(indicator, largest, language)
    fine, percent = measure.finer(effect.low, effect.high), effect.in_percent()[0]
    return [
        indicator.title.in_language(language), measure.unit or indicator.unit.in_language(language),
        measure.level_cell(effect.baseline), measure.level_cell(effect.under_policy), fine.change_cell(effect.effect),
        fine.limits_cell(effect.low, effect.high, language), _spread(effect, fine, language),
        number(percent, written(percent, 1, signed=True) + "%" if math.isfinite(percent) else MISSING),
        _chance(effect), report_text(f"verdict.{effect.verdict}", language).replace(" ", NO_BREAK),
    ]  # fmt: skip


def _spread(effect: Effect, measure: Measure, language: Language) -> Numbers:
    low, high = (effect.q025, effect.q975) if effect.pairs > 1 else (math.nan, math.nan)
    return measure.limits_cell(low, high, language)


def _chance(effect: Effect) -> Numbers:
    share = 100 * effect.p_benefit if indicators()[effect.indicator].better else math.nan
    return number(share, written(share) + "%" if math.isfinite(share) else MISSING)
