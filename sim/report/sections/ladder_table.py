"""Section: enterprises of every status by member at the end of the horizon."""

import math

import pandas as pd

from sim.evidence import MEMBERS
from sim.report.comparison import CIRCLE, Comparison
from sim.report.content.blocks import Block, Folded
from sim.report.content.table import Cell, Column, Numbers, table
from sim.report.figures.ladders import FLAGS
from sim.report.measure import MISSING, written
from sim.report.names import indicator_name, region_name, scenario_name
from sim.report.spread import paired
from sim.report.words import report_text
from sim.texts.bilingual import Language


def ladder_table(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return for each policy a folded table: baseline stocks by member, and the change."""
    regions = (*MEMBERS, CIRCLE)
    totals = comparison.totals(FLAGS, regions).set_index(["scenario", "replicate", "region", "indicator"])["value"]
    stocks = totals.unstack(["region", "indicator"])
    return tuple(_folded(comparison, policy, stocks, language) for policy in comparison.policies)


def _folded(comparison: Comparison, policy: str, stocks: pd.DataFrame, language: Language) -> Folded:
    name = scenario_name(comparison, policy, language)
    parts = (report_text("table.part.level", language), report_text("table.part.change", language))
    columns = [Column(report_text("table.ladders.member", language)), *(Column(indicator_name(flag, language), "", parts) for flag in FLAGS)]
    rows: list[list[Cell]] = [
        [region_name(region, language), *(_cell(stocks, comparison.baseline, policy, region, flag) for flag in FLAGS)]
        for region in (*MEMBERS, CIRCLE)
    ]
    caption = report_text("table.ladders.caption", language, policy=name)
    return Folded(name, (table(f"ladders-{policy}", caption, columns, rows),))


def _cell(stocks: pd.DataFrame, baseline: str, policy: str, region: str, flag: str) -> Numbers:
    if (region, flag) not in stocks:
        return Numbers(MISSING, (math.nan, math.nan))
    before, after = (float(values.mean()) for values in paired(stocks[region, flag], baseline, policy))
    text = f"{written(before, _digits(before))} ({written(after - before, 1, signed=True)})"
    return Numbers(text, (before, after - before))


def _digits(value: float) -> int:
    return 0 if abs(value) >= 100 else 1
