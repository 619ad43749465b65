"""``metrosim compare``: policies against a baseline on paired runs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sim.commands.failing import refuse
from sim.commands.formats import change, money, unit_beside
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
    REPLICATES,
    RESULTS,
    SEED,
    STORE,
    TLS_CA,
    TLS_CERT,
    TLS_KEY,
    WORKERS,
    checked_count,
    checked_indicator,
)  # fmt: skip
from sim.commands.output import table
from sim.commands.study import How, Shown, carry_out
from sim.commands.words import default_language, word
from sim.texts.bilingual import LANGUAGES, Language

if TYPE_CHECKING:
    from sim.studies.comparison import Comparison, ComparisonStudy

MOST_REPLICATES = 100_000
EXAMPLES = """Examples:

metrosim compare baseline-2022 launch-fund transfer-agencies --replicates 20

metrosim compare baseline-2022 my-policy.yaml --lang zh --results results/mine

metrosim compare baseline-2022 launch-fund --until 0.1 --store results/store
"""


def compare(
    scenarios: Annotated[list[str], typer.Argument(help="The baseline, then one policy or more: names or files.")],
    replicates: REPLICATES = 20,
    until: Annotated[
        float | None, typer.Option("--until", help="Add replicates until half of each interval is below this share of the effect.")
    ] = None,
    outcome: Annotated[str, typer.Option("--outcome", help="Effect that --until watches.")] = "converted_results",
    most: Annotated[int, typer.Option("--most", help="Replicates at which --until stops in any case.")] = 1000,
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
    results: RESULTS = None,
    store: STORE = None,
    csv: CSV = None,
    json: JSON = False,
    check: CHECK = False,
    report: Annotated[bool, typer.Option("--report/--no-report", help="Write the HTML report.")] = True,
    report_lang: Annotated[
        Literal["en", "zh", "both"] | None, typer.Option("--report-lang", help="Language of the report; that of --lang if not given.")
    ] = None,
    lang: LANG = None,
) -> None:
    """Compare policies with a baseline on paired runs: effect, interval, benefit, cost. 比较政策。"""
    language: Language = lang or default_language()
    if until is not None and not 0 < until < 1:
        refuse(word("bad_number", language, option="--until", low=0, high=1, value=until))
    checked_count("--replicates", replicates, 1, MOST_REPLICATES, language)
    study = _study(scenarios, replicates, until, checked_indicator(outcome, language), max(most, replicates), seed, language)
    how = How(workers, cluster, (tls_ca, tls_cert, tls_key), patience, on_error, store, results, check, dry_run, csv, json, language, numbers)
    wanted = report_lang or language
    carry_out(study, how, shown_with((LANGUAGES if wanted == "both" else (wanted,)) if report else ()))


def _study(
    names: Sequence[str], replicates: int, until: float | None, outcome: str, most: int, seed: int, language: Language
) -> "ComparisonStudy":
    from sim.scenario.resolve import load_scenario
    from sim.studies.comparison import ComparisonStudy, refuse_unpaired

    if len(names) < 2:
        refuse(word("few_scenarios", language))
    loaded = tuple(load_scenario(name) for name in names)
    try:
        refuse_unpaired(loaded, replicates)
    except ValueError as problem:
        refuse(str(problem))
    return ComparisonStudy(compared=loaded, replicates=replicates, width=until, most=most, outcome=f"circle.{outcome}", seed=seed)


def _show(result: "Comparison", language: Language) -> None:
    from sim.indicators.registry import indicators
    from sim.studies.comparison import MAIN_INDICATORS

    if result.table.empty:  # no pair came to its end; the failures are told elsewhere
        return
    titles = {policy.key: policy.title.in_language(language) for policy in result.policies}
    rows = []
    for key in MAIN_INDICATORS:
        indicator = indicators()[key]
        title = f"{indicator.title.in_language(language)} ({unit_beside(indicator.unit, language)})"
        for row in result.effects(f"circle.{key}").to_dict("records"):
            share = 100 * row["effect"] / row["baseline_mean"] if row["baseline_mean"] else float("nan")
            written = {name: change(row[name], indicator.unit, language) for name in ("effect", "low", "high", "q025", "q975")}
            gain = indicator.kind != "ratio" and row["low"] * indicator.better > 0
            cells = (
                written["effect"],
                f"{written['low']} .. {written['high']}",
                f"{written['q025']} .. {written['q975']}",
                f"{share:+.2f}%",
                f"{row['p_benefit']:.0%}" if row["p_benefit"] == row["p_benefit"] else "-",
                money(row["public_cost"], language),
                money(row["cost_per_unit"], language) if gain else "-",
            )
            rows.append((title, titles[row["policy"]], *cells))
            title = ""
    headings = [word(key, language) for key in ("indicator", "policy", "effect", "interval", "spread", "change", "benefit", "cost", "per_unit")]
    table(headings, rows, numbers=range(2, 9))


def shown_with(languages: Sequence[Language]) -> "Shown[Comparison]":
    """Return how a comparison is shown, with reports in some languages."""

    def after(result: "Comparison", folder: Path, say: Callable[[str], None]) -> None:
        if not languages or len(result.failures) == len(result.outcomes):
            return
        from sim.report import write_report  # with its libraries of figures, which need much memory

        for language in languages:
            for path in write_report(folder, language):
                say(word("report_written", language, path=path))

    return Shown(_show, lambda result: result.summary(), lambda result: result.table, after)
