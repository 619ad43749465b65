"""``metrosim sweep``: many settings of levers and parameters, each compared with its baseline."""

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.failing import RUN_FAILED, refuse
from sim.commands.formats import money, signed
from sim.commands.options import CHECK, CSV, JSON, LANG, RESULTS, STORE, WORKERS
from sim.commands.output import as_csv, as_json, line, note, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.studies.plan import SweepPlan
    from sim.studies.sweep import Sweep

SECONDS_A_RUN, BYTES_A_RUN = 0.45, 300_000
EXAMPLES = """Examples:

metrosim sweep plan.yaml --dry-run

metrosim sweep plan.yaml --store results/store --results results/sweep --lang zh

A plan:

scenario: transfer-agencies

vary: {levers.transfer_agencies.reward: [1%, 3%, 10%], parameters.search.take: {from: 0.3, to: 0.6}}

design: latin-hypercube

points: 16

replicates: 4
"""


def sweep(
    plan: Annotated[Path, typer.Argument(help="Plan file (YAML).")],
    outcome: Annotated[str, typer.Option("--outcome", help="Indicator shown in the table.")] = "converted_results",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count runs and estimate time and disk.")] = False,
    workers: WORKERS = 0,
    store: STORE = None,
    results: RESULTS = None,
    check: CHECK = False,
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Run a sweep plan: grid, list, one at a time, Latin hypercube or Sobol. 参数扫描。"""
    from sim.indicators.registry import indicators
    from sim.studies.plan import load_plan

    language: Language = lang or default_language()
    if outcome not in indicators():
        refuse(word("unknown_indicator", language, name=outcome))
    loaded = load_plan(plan)
    count = workers or os.cpu_count() or 1
    if dry_run:
        _estimate(loaded, count, language)
        return
    found = _swept(loaded, count, store, check, language)
    if csv is not None:
        as_csv(csv, list(found.effects.columns), found.effects.to_numpy().tolist())
    if json:
        as_json({"points": found.points_table.to_dict("records"), "effects": _records(found, outcome), "failed": len(found.failures)})
    else:
        _show(found, outcome, language)
    if results is not None:
        found.store(results, command=shlex.join(["metrosim", *sys.argv[1:]]))
        (note if json else line)(word("results_written", language, path=results))
    if found.failures:
        first = found.failures[0]
        note(word("failed_runs", language, count=len(found.failures), total=len(found.outcomes), stage=first.stage, message=first.message))
        raise typer.Exit(RUN_FAILED)


def _estimate(plan: "SweepPlan", workers: int, language: Language) -> None:
    from sim.studies.sweep import sweep_orders

    points, orders = sweep_orders(plan)
    minutes = SECONDS_A_RUN * len(orders) / workers / 60
    size = BYTES_A_RUN * len(orders) / 1e6
    line(word("estimate", language, points=len(points), replicates=plan.replicates, runs=len(orders), minutes=f"{minutes:.1f}", size=f"{size:,.0f}"))


def _swept(plan: "SweepPlan", workers: int, store: Path | None, check: bool, language: Language) -> "Sweep":
    from sim.commands.progress import shown
    from sim.studies.sweep import sweep as run
    from sim.studies.sweep import sweep_orders

    total = len(sweep_orders(plan)[1])
    with shown(total, min(workers, total), language) as progress:
        return run(plan, workers=workers, store=store, check=check, progress=progress)


def _records(found: "Sweep", outcome: str) -> list[dict[str, object]]:
    rows = found.effects[(found.effects.indicator == outcome) & (found.effects.region == "circle")]
    return [{str(name): value for name, value in record.items()} for record in rows.to_dict("records")]


def _show(found: "Sweep", outcome: str, language: Language) -> None:
    rows = []
    factors = list(found.plan.vary)
    effects = {int(str(record["point"])): record for record in _records(found, outcome)}
    for point in found.points_table.to_dict("records"):
        record = effects.get(int(point["point"]))
        cells = ["-", "-", "-"]
        if record is not None:
            effect, low, high, cost = (float(str(record[name])) for name in ("effect", "low", "high", "public_cost"))
            cells = [signed(effect), f"{signed(low)} .. {signed(high)}", money(cost, language)]
        shown = ["" if value != value else str(value) for value in (point[factor] for factor in factors)]
        rows.append((str(point["point"]), *shown, *cells))
    headings = ["#", *(factor.split(".", 1)[1] for factor in factors), *(word(key, language) for key in ("effect", "interval", "cost"))]
    table(headings, rows, numbers=range(len(headings)))
