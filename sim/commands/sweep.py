"""``metrosim sweep``: many settings of levers and parameters, each compared with its baseline."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.formats import money, signed
from sim.commands.options import (
    CHECK,
    CLUSTER,
    CSV,
    DRY_RUN,
    JSON,
    LANG,
    NUMBERS,
    ON_ERROR,
    OUTCOME,
    PATIENCE,
    RESULTS,
    STORE,
    TLS_CA,
    TLS_CERT,
    TLS_KEY,
    WORKERS,
    checked_indicator,
)  # fmt: skip
from sim.commands.output import table
from sim.commands.study import How, Shown, carry_out
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.studies.sweep import Sweep

EXAMPLES = """Examples:

metrosim sweep plan.yaml --dry-run

metrosim sweep plan.yaml --store results/store --results results/sweep --lang zh

metrosim sweep plan.yaml --cluster tcp://10.0.0.7:8786 --store /shared/store

A plan:

scenario: transfer-agencies

vary: {levers.transfer_agencies.reward: [1%, 3%, 10%], parameters.search.take: {from: 0.3, to: 0.6}}

design: latin-hypercube

points: 16

replicates: 4
"""


def sweep(
    plan: Annotated[Path, typer.Argument(help="Plan file (YAML).")],
    outcome: OUTCOME = "converted_results",
    numbers: NUMBERS = "posterior",
    dry_run: DRY_RUN = False,
    workers: WORKERS = 0,
    cluster: CLUSTER = None,
    tls_ca: TLS_CA = "",
    tls_cert: TLS_CERT = "",
    tls_key: TLS_KEY = "",
    patience: PATIENCE = 3600.0,
    on_error: ON_ERROR = "after",
    store: STORE = None,
    results: RESULTS = None,
    check: CHECK = False,
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Run a sweep plan: grid, list, one at a time, Latin hypercube or Sobol. 参数扫描。"""
    from sim.studies.plan import load_plan
    from sim.studies.sweep import SweepStudy

    language: Language = lang or default_language()
    checked_indicator(outcome, language)
    study = SweepStudy.of(load_plan(plan), outcome=outcome)
    how = How(workers, cluster, (tls_ca, tls_cert, tls_key), patience, on_error, store, results, check, dry_run, csv, json, language, numbers)
    carry_out(study, how, SHOWN)


def _record(found: "Sweep") -> dict[str, object]:
    return {"points": found.points_table.to_dict("records"), "effects": _records(found), "failed": len(found.failures)}


def _records(found: "Sweep") -> list[dict[str, object]]:
    rows = found.effects[(found.effects.indicator == found.outcome) & (found.effects.region == "circle")]
    return [{str(name): value for name, value in record.items()} for record in rows.to_dict("records")]


def _show(found: "Sweep", language: Language) -> None:
    rows = []
    factors = list(found.plan.vary)
    effects = {int(str(record["point"])): record for record in _records(found)}
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


SHOWN: "Shown[Sweep]" = Shown(_show, _record, lambda found: found.effects)
