"""Section: what the policies cost, in all and for each extra result."""

import math

from sim.report.comparison import Comparison
from sim.report.content.blocks import Block
from sim.report.content.table import Cell, Column, column, range_column, table
from sim.report.effect import find_effect
from sim.report.figures.costs import RESULTS
from sim.report.measure import Measure, money_measure
from sim.report.names import scenario_name
from sim.report.words import report_text
from sim.texts.bilingual import Language


def cost_table(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return public cost and cost per extra converted and landed result, all in one unit."""
    measure = money_measure(1, language)
    title = {key: report_text(f"table.costs.{key}", language) for key in ("public", "public_interval", "converted", "landed", "limits")}
    columns = (
        Column(report_text("table.policy", language)),
        column(title["public"], measure.unit), range_column(title["public_interval"], language, measure.unit),
        column(title["converted"], measure.unit), range_column(title["limits"], language, measure.unit),
        column(title["landed"], measure.unit), range_column(title["limits"], language, measure.unit),
    )  # fmt: skip
    rows = [_row(comparison, policy, measure, language) for policy in comparison.policies]
    return (table("costs", report_text("table.costs.caption", language), columns, rows),)


def _row(comparison: Comparison, policy: str, measure: Measure, language: Language) -> list[Cell]:
    effects = [find_effect(comparison, policy, key) for key in RESULTS]
    cost = find_effect(comparison, policy, "public_cost")
    public = next((effect.public_cost for effect in effects if effect is not None), math.nan)
    low, high = (cost.low, cost.high) if cost is not None else (math.nan, math.nan)
    whole = measure._replace(decimals=0 if language == "zh" else 1)
    cells: list[Cell] = [scenario_name(comparison, policy, language), whole.change_cell(public), whole.limits_cell(low, high, language)]
    for effect in effects:
        each, least, most = effect.unit_costs if effect is not None else (math.nan,) * 3
        cells += [measure.level_cell(each), measure.limits_cell(least, most, language, signed=False)]
    return cells
