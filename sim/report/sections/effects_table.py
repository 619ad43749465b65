"""Section: the table of main effects, and the file with all of them."""

import math
from pathlib import Path

import pandas as pd

from sim.indicators.registry import indicators
from sim.report.comparison import Comparison
from sim.report.effect import Effect, find_effect
from sim.report.markup import Markup, element, joined, table
from sim.report.measure import MISSING, measure_of, written
from sim.report.names import indicator_name, region_name, scenario_name
from sim.report.words import report_text
from sim.texts.bilingual import Language

SHOWN = (
    "results_born", "verified_results", "piloted_results", "converted_results", "landed_results",
    "stopped_technical", "stopped_market", "stopped_funding", "first_sales", "real_transfer", "registered_turnover",
    "leakage", "circle_conversion_rate", "high_tech", "gazelle", "srdi", "rd_real", "duplicate_rd_rate",
    "private_crowded_in", "talent", "theil_turnover", "public_cost",
)  # fmt: skip
COLUMNS = ("indicator", "unit", "baseline", "under_policy", "effect", "interval", "spread", "percent", "chance", "verdict")
NO_BREAK = "\u00a0"
NUMBERS = range(2, 9)


def effects_table(comparison: Comparison, language: Language) -> Markup:
    """Return a table of the main effects for each policy."""
    tables = [_of_policy(comparison, policy, language) for policy in comparison.policies]
    more = report_text("page.full_table", language, file=file_name(language))
    return joined([element("p", report_text("table.effects.caption", language)), *tables, element("p", more)])


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


def _of_policy(comparison: Comparison, policy: str, language: Language) -> Markup:
    found = [find_effect(comparison, policy, key) for key in SHOWN]
    rows = [effect_row(effect, language) for effect in found if effect is not None]
    head = [report_text(f"table.{column}", language) for column in COLUMNS]
    return table(scenario_name(comparison, policy, language), head, rows, numbers=NUMBERS)


def effect_row(effect: Effect, language: Language) -> list[str]:
    """Write one effect in the cells of :data:`COLUMNS`."""
    indicator = indicators()[effect.indicator]
    largest = max(abs(value) for value in (effect.baseline, effect.under_policy) if math.isfinite(value))
    measure = measure_of(indicator, largest, language)
    fine = measure.finer(effect.low, effect.high)
    interval = report_text("table.interval_text", language, low=fine.change(effect.low), high=fine.change(effect.high))
    spread = report_text("table.interval_text", language, low=fine.change(effect.q025), high=fine.change(effect.q975))
    percent = effect.in_percent()[0]
    return [
        indicator.title.in_language(language), measure.unit or indicator.unit.in_language(language), measure.level(effect.baseline),
        measure.level(effect.under_policy), fine.change(effect.effect),
        interval if math.isfinite(effect.low) else MISSING,
        spread if math.isfinite(effect.q025) and effect.pairs > 1 else MISSING,
        written(percent, 1, signed=True) + "%" if math.isfinite(percent) else MISSING,
        written(100 * effect.p_benefit) + "%" if math.isfinite(effect.p_benefit) and indicator.better else MISSING,
        report_text(f"verdict.{effect.verdict}", language).replace(" ", NO_BREAK),
    ]  # fmt: skip
