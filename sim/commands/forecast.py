"""``metrosim forecast``: what to expect of a scenario, year by year, with intervals."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.formats import level, unit_beside
from sim.commands.options import (
    CHECK,
    CLUSTER,
    CSV,
    DRY_RUN,
    JSON,
    LANG,
    NUMBERS,
    ON_ERROR,
    PATIENCE,
    RESULTS,
    SEED,
    STORE,
    TLS_CA,
    TLS_CERT,
    TLS_KEY,
    WORKERS,
    checked_count,
)  # fmt: skip
from sim.commands.output import line, table
from sim.commands.study import How, Shown, carry_out
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.forecast.study import Forecast

MAIN = ("high_tech", "tech_sme", "young_eagle", "gazelle", "potential_unicorn", "registered_turnover", "local_conversion_rate")
EXAMPLES = """Examples:

metrosim forecast baseline-2022

metrosim forecast plan-2027 --until 2035 --draws 500 --csv forecast.csv --lang zh
"""


def forecast(
    scenario: Annotated[str, typer.Argument(help="Name of a shipped scenario, or a file.")],
    until: Annotated[int, typer.Option("--until", min=2023, max=2072, help="Last year.")] = 2027,
    draws: Annotated[int, typer.Option("--draws", "-n", help="Vectors of the posterior, each with a seed of its own.")] = 200,
    discrepancy: Annotated[
        bool, typer.Option("--discrepancy/--no-discrepancy", help="Let the intervals hold what the model leaves out as well.")
    ] = True,
    seed: SEED = 1,
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
    """Forecast a scenario: intervals by indicator, region and year, and the probability of official targets. 预测。"""
    from sim.calendar import month_index
    from sim.forecast.study import ForecastStudy
    from sim.scenario.resolve import load_scenario

    language: Language = lang or default_language()
    checked_count("--draws", draws, 2, 100_000, language)
    loaded = load_scenario(scenario)
    loaded = loaded.with_horizon(loaded.horizon.start, month_index(until, 12))
    study = ForecastStudy(scenario=loaded, draws=draws, discrepancy=discrepancy, seed=seed)
    how = How(workers, cluster, (tls_ca, tls_cert, tls_key), patience, on_error, store, results, check, dry_run, csv, json, language, numbers)
    carry_out(study, how, shown_with(language))


def _show(found: "Forecast", language: Language) -> None:
    from sim.indicators.registry import indicators

    rows = []
    for key in MAIN:
        indicator = indicators()[key]
        title = f"{indicator.title.in_language(language)} ({unit_beside(indicator.unit, language)})"
        for row in found.of(key).to_dict("records"):
            at = {name: level(row[name], indicator.unit, language) for name in ("q025", "q10", "q50", "q90", "q975")}
            rows.append((title, str(row["year"]), at["q50"], f"{at['q10']} .. {at['q90']}", f"{at['q025']} .. {at['q975']}"))
            title = ""
    table([word(key, language) for key in ("indicator", "year", "median", "eighty", "ninety_five")], rows, numbers=(1, 2, 3, 4))
    line("")
    goals = [
        (row["target"], indicators()[row["indicator"]].title.in_language(language), row["region"], str(row["year"]),
         level(row["bound"], indicators()[row["indicator"]].unit, language), f"{row['probability']:.0%}" if row["draws"] else "-")
        for row in found.targets.to_dict("records")
    ]  # fmt: skip
    table([word(key, language) for key in ("target", "indicator", "region", "year", "bound", "probability")], goals, numbers=(3, 4, 5))


def _record(found: "Forecast") -> dict[str, object]:
    return {"kind": "forecast", **found.facts, "targets": found.targets.to_dict("records"), "forecast": found.table.to_dict("records")}


def shown_with(language: Language) -> "Shown[Forecast]":
    """Return how a forecast is shown: table, CSV of the documented layout, and a report with fan charts."""

    def after(found: "Forecast", folder: Path, say: Callable[[str], None]) -> None:
        from sim.report import write_report

        for path in write_report(folder, language):
            say(word("report_written", language, path=path))
        found.table.to_csv(folder / "forecast.csv", index=False, lineterminator="\n")

    return Shown(_show, _record, lambda found: found.table, after)
