"""``metrosim compare``: policies against a baseline on paired runs."""

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from sim.commands.failing import RUN_FAILED, refuse
from sim.commands.formats import money, signed
from sim.commands.options import CHECK, CSV, JSON, LANG, REPLICATES, RESULTS, SEED, STORE, WORKERS
from sim.commands.output import as_csv, as_json, line, note, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import LANGUAGES, Language

if TYPE_CHECKING:
    from sim.studies.comparison import Comparison

MOST_REPLICATES = 100_000
EXAMPLES = """Examples:

metrosim compare baseline-2022 launch-fund transfer-agencies --replicates 20

metrosim compare baseline-2022 my-policy.yaml --lang zh --results results/mine
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
    workers: WORKERS = 0,
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
    if len(scenarios) < 2:
        refuse(word("few_scenarios", language))
    if not 1 <= replicates <= MOST_REPLICATES:
        refuse(word("bad_number", language, option="--replicates", low=1, high=MOST_REPLICATES, value=replicates))
    if until is not None and not 0 < until < 1:
        refuse(word("bad_number", language, option="--until", low=0, high=1, value=until))
    how = _How(replicates, until, outcome, max(most, replicates), seed, workers or os.cpu_count() or 1, check, store)
    result = _compared(scenarios, how, language)
    if csv is not None:
        effects = result.table
        as_csv(csv, list(effects.columns), effects.to_numpy().tolist())
    if json:
        as_json(result.summary())
    elif not result.table.empty:  # it is empty when no pair came to its end; the failures are told below
        _show(result, language)
    if not json or results is not None:
        reports = _report_languages(report_lang or language) if report and len(result.failures) < len(result.outcomes) else ()
        _store(result, results, reports, language, quiet=json)
    _end(result, scenarios, language)


class _How(NamedTuple):
    """How a comparison is run."""

    replicates: int
    until: float | None
    outcome: str
    most: int
    seed: int
    workers: int
    check: bool
    store: Path | None


def _compared(names: list[str], how: _How, language: Language) -> "Comparison":
    from sim.commands.progress import shown
    from sim.indicators.registry import indicators
    from sim.scenario.resolve import load_scenario
    from sim.studies.comparison import compare as run
    from sim.studies.comparison import compare_until

    if how.outcome not in indicators():
        refuse(word("unknown_indicator", language, name=how.outcome))
    loaded = [load_scenario(name) for name in names]
    total = len(loaded) * how.replicates
    with shown(total, min(how.workers, total), language) as progress:
        same: dict[str, Any] = {"seed": how.seed, "workers": how.workers, "check": how.check, "store": how.store, "progress": progress}
        try:
            if how.until is None:
                return run(loaded, replicates=how.replicates, **same)
            return compare_until(loaded, outcome=f"circle.{how.outcome}", width=how.until, least=how.replicates, most=how.most, **same)
        except ValueError as problem:
            refuse(str(problem))


def _show(result: "Comparison", language: Language) -> None:
    from sim.indicators.registry import indicators
    from sim.studies.comparison import MAIN_INDICATORS

    titles = {policy.key: policy.title.in_language(language) for policy in result.policies}
    rows = []
    for key in MAIN_INDICATORS:
        indicator = indicators()[key]
        title = f"{indicator.title.in_language(language)} ({indicator.unit.in_language(language)})"
        for row in result.effects(f"circle.{key}").to_dict("records"):
            share = 100 * row["effect"] / row["baseline_mean"] if row["baseline_mean"] else float("nan")
            gain = indicator.kind != "ratio" and row["low"] * indicator.better > 0
            cells = (
                signed(row["effect"]),
                f"{signed(row['low'])} .. {signed(row['high'])}",
                f"{share:+.2f}%",
                f"{row['p_benefit']:.0%}" if row["p_benefit"] == row["p_benefit"] else "-",
                money(row["public_cost"], language),
                money(row["cost_per_unit"], language) if gain else "-",
            )
            rows.append((title, titles[row["policy"]], *cells))
            title = ""
    headings = [word(key, language) for key in ("indicator", "policy", "effect", "interval", "change", "benefit", "cost", "per_unit")]
    table(headings, rows, numbers=range(2, 8))


def _report_languages(wanted: Literal["en", "zh", "both"]) -> tuple[Language, ...]:
    return LANGUAGES if wanted == "both" else (wanted,)


def _store(result: "Comparison", folder: Path | None, reports: tuple[Language, ...], language: Language, *, quiet: bool) -> None:
    from sim.studies.comparison import store_comparison

    where = folder or Path("results") / f"compare-{result.address()[:12]}"
    store_comparison(result, where, command=shlex.join(["metrosim", *sys.argv[1:]]))
    say = note if quiet else line
    say(word("results_written", language, path=where))
    for chosen in reports:
        from sim.report import write_comparison_report

        say(word("report_written", language, path=write_comparison_report(where, chosen)))


def _end(result: "Comparison", names: list[str], language: Language) -> None:
    """Tell of failed runs and end with status 1 if there were any."""
    if not result.failures:
        return
    first = result.failures[0]
    note(word("failed_runs", language, count=len(result.failures), total=len(result.outcomes), stage=first.stage, message=first.message))
    given = dict(zip((scenario.key for scenario in result.scenarios), names, strict=True))  # a file is replayed from its path
    replay = ["metrosim", "run", given[first.scenario], "--seed", str(first.seed), "--exact-seed"]
    note(word("replay", language, command=shlex.join(replay)))
    raise typer.Exit(RUN_FAILED)
