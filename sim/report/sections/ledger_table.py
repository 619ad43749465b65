"""Section: who paid whom, and whether the books agree."""

import pandas as pd

from sim.report.comparison import FEN_PER_MILLION, Comparison
from sim.report.content.blocks import Block, points, text
from sim.report.content.table import Cell, Column, Table, column, table
from sim.report.measure import Measure, money, money_measure
from sim.report.names import payee_name, payer_name, scenario_name
from sim.report.words import report_text
from sim.texts.bilingual import Language

PUBLIC_PAYERS = ("city", "circle", "province", "centre")
_TOLERANCE = 0.01
"""Million CNY by which public payments and the recorded public cost of a run may differ through rounding."""


def ledger_table(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return payments by payer and by payee for each scenario, and the checks of the books."""
    ledger = comparison.ledger
    if ledger.empty:
        return (text(report_text("table.ledger.empty", language)),)
    measure = money_measure(float(ledger["amount_fen"].sum()) / FEN_PER_MILLION / len(comparison.finished), language)
    checks = [balance_line(comparison, language), public_cost_line(comparison, language)]
    sides = [_side(comparison, side, measure, language) for side in ("payer", "payee")]
    return (*sides, text(report_text("table.ledger.check", language)), points(checks))


def balance_line(comparison: Comparison, language: Language) -> str:
    """Compare, run by run and to the fen, what all payers paid with what all payees received."""
    ledger = comparison.ledger
    paid = ledger[ledger["payer"].notna()].groupby(["scenario", "replicate"], observed=True)["amount_fen"].sum()
    received = ledger[ledger["payee"].notna()].groupby(["scenario", "replicate"], observed=True)["amount_fen"].sum()
    wrong = int((paid.reindex(comparison.finished).fillna(0) != received.reindex(comparison.finished).fillna(0)).sum())
    key = "unbalanced" if wrong else "balanced"
    return report_text(f"table.ledger.{key}", language, wrong=wrong, runs=len(comparison.finished))


def public_cost_line(comparison: Comparison, language: Language) -> str:
    """Compare public payments of the ledger with the indicator of public cost that the model recorded."""
    ledger = comparison.ledger
    public = ledger[ledger["payer"].isin(PUBLIC_PAYERS)].groupby(["scenario", "replicate"], observed=True)["amount_fen"].sum()
    recorded = comparison.totals(["public_cost"]).set_index(["scenario", "replicate"])["value"]
    paid = (public / FEN_PER_MILLION).reindex(comparison.finished).fillna(0.0)
    largest = float((paid - recorded.reindex(comparison.finished).fillna(0.0)).abs().max())
    if largest <= _TOLERANCE:
        return report_text("table.ledger.cost_agrees", language)
    return report_text("table.ledger.cost_differs", language, largest=money(largest, language))


def _side(comparison: Comparison, side: str, measure: Measure, language: Language) -> Table:
    sums = comparison.ledger.groupby(["scenario", side], observed=True)["amount_fen"].sum() / FEN_PER_MILLION
    keys = [str(key) for key in sums.groupby(level=1).sum().sort_values(ascending=False).index]
    naming = payer_name if side == "payer" else payee_name
    last = ["total", "public"] if side == "payer" else ["total"]
    titles = [*(naming(key, language) for key in keys), *(report_text(f"table.ledger.{key}", language) for key in last)]
    columns = [Column(report_text("table.scenario", language)), *(column(title, measure.unit) for title in titles)]
    rows: list[list[Cell]] = []
    for scenario in comparison.order:
        own = _means(sums, scenario, keys, comparison.finished_runs(scenario))
        amounts = [*own.values(), sum(own.values())]
        if side == "payer":
            amounts.append(sum(own.get(key, 0.0) for key in PUBLIC_PAYERS))
        rows.append([scenario_name(comparison, scenario, language), *(measure.level_cell(amount) for amount in amounts)])
    title = report_text("table.ledger.paid" if side == "payer" else "table.ledger.received", language)
    stop = "。" if language == "zh" else ". "
    caption = title + stop + report_text("table.ledger.caption", language)
    return table(f"ledger-{side}", caption, columns, rows)


def _means(sums: "pd.Series[float]", scenario: str, keys: list[str], runs: int) -> dict[str, float]:
    return {key: float(sums.get((scenario, key), 0.0)) / max(1, runs) for key in keys}
