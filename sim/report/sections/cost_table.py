"""Section: what the policies cost, in all and for each extra result."""

import math

from sim.report.comparison import Comparison
from sim.report.effect import find_effect
from sim.report.figures.costs import RESULTS
from sim.report.markup import Markup, table
from sim.report.measure import MISSING, Measure, money_measure
from sim.report.names import scenario_name
from sim.report.words import report_text
from sim.texts.bilingual import Language


def cost_table(comparison: Comparison, language: Language) -> Markup:
    """Return public cost and cost per extra converted and landed result, all in one unit."""
    measure = money_measure(1, language)
    columns = ("table.policy", "table.costs.public", "table.costs.public_interval", "table.costs.converted",
               "table.costs.limits", "table.costs.landed", "table.costs.limits")  # fmt: skip
    rows = [_row(comparison, policy, measure, language) for policy in comparison.policies]
    caption = report_text("table.costs.caption", language, unit=measure.unit)
    return table(caption, [report_text(key, language) for key in columns], rows, numbers=range(1, 7))


def _row(comparison: Comparison, policy: str, measure: Measure, language: Language) -> list[str]:
    effects = [find_effect(comparison, policy, key) for key in RESULTS]
    cost = find_effect(comparison, policy, "public_cost")
    public = next((effect.public_cost for effect in effects if effect is not None), math.nan)
    whole = measure._replace(decimals=0 if language == "zh" else 1)
    cells = [scenario_name(comparison, policy, language), whole.change(public)]
    cells.append(_limits(whole, cost.low, cost.high, language) if cost is not None else MISSING)
    for effect in effects:
        each, low, high = effect.unit_costs if effect is not None else (math.nan,) * 3
        cells += [measure.level(each), _limits(measure, low, high, language, signed=False)]
    return cells


def _limits(measure: Measure, low: float, high: float, language: Language, *, signed: bool = True) -> str:
    if not (math.isfinite(low) and math.isfinite(high)):
        return MISSING
    write = measure.change if signed else measure.level
    return report_text("table.interval_text", language, low=write(low), high=write(high))
