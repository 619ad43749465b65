"""``metrosim sensitivity``: which assumptions move a policy's effect, or the ranking of policies."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sim.commands.failing import refuse
from sim.commands.formats import number
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
    SEED,
    STORE,
    TLS_CA,
    TLS_CERT,
    TLS_KEY,
    WORKERS,
    checked_count,
    checked_indicator,
)  # fmt: skip
from sim.commands.output import line, table
from sim.commands.study import How, Shown, carry_out
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.studies.sensitivity import Sensitivity

EXAMPLES = """Examples:

metrosim sensitivity baseline-2022 launch-fund verify-and-pilot --factors pilot,funds --outcome piloted_results

metrosim sensitivity baseline-2022 launch-fund --factors funds.pace,funds.hurdle --method sobol --size 32
"""


def sensitivity(
    scenarios: Annotated[list[str], typer.Argument(help="The baseline, then one policy or more.")],
    factors: Annotated[str, typer.Option("--factors", help="Parameters or groups, separated by commas; they vary over their ranges.")],
    method: Annotated[Literal["morris", "sobol"], typer.Option("--method", help="Morris to screen, Sobol for few factors.")] = "morris",
    size: Annotated[int, typer.Option("--size", help="Trajectories (Morris) or base samples, a power of two (Sobol).")] = 8,
    outcome: OUTCOME = "converted_results",
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Paired runs at each point.")] = 2,
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
    """Screen assumptions by their influence on effects and on the ranking of policies. 敏感性分析。"""
    from sim.scenario.resolve import load_scenario
    from sim.studies.comparison import refuse_unpaired
    from sim.studies.ranges import parameter_ranges
    from sim.studies.sensitivity import SensitivityStudy

    language: Language = lang or default_language()
    if len(scenarios) < 2:
        refuse(word("few_scenarios", language))
    checked_indicator(outcome, language)
    checked_count("--size", size, 2, 100_000, language)
    checked_count("--replicates", replicates, 1, 10_000, language)
    ranges = parameter_ranges([key.strip() for key in factors.split(",")])
    baseline, *policies = (load_scenario(name) for name in scenarios)
    try:
        refuse_unpaired([baseline, *policies], replicates)
    except ValueError as problem:
        refuse(str(problem))
    study = SensitivityStudy(
        baseline=baseline, policies=tuple(policies), ranges=ranges, method=method, size=size, replicates=replicates, seed=seed, outcome=outcome
    )
    how = How(workers, cluster, (tls_ca, tls_cert, tls_key), patience, on_error, store, results, check, dry_run, csv, json, language, numbers)
    carry_out(study, how, SHOWN)


def _groups(found: "Sensitivity") -> list[tuple[str, list[dict[str, Any]]]]:
    """Indices by what they are of: the baseline's level, each policy's effect, each policy's rank."""
    groups = []
    for (of, what), rows in found.indices.groupby(["of", "what"], sort=False):
        name = f"{of}, {what}" if what == "rank" else str(of)
        groups.append((name, [{str(key): value for key, value in row.items()} for row in rows.drop(columns=["of", "what"]).to_dict("records")]))
    return groups


def _stability(found: "Sensitivity") -> list[dict[str, Any]]:
    rows = found.stability[found.stability.indicator == found.outcome]
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]


def _record(found: "Sensitivity") -> dict[str, object]:
    points = len(found.sample.points)
    return {"outcome": found.outcome, "method": found.sample.method, "points": points, "left_out": found.left_out,
            "indices": dict(_groups(found)), "stability": _stability(found)}  # fmt: skip


def _show(found: "Sensitivity", language: Language) -> None:
    from sim.parameters.registry import parameters

    for name, rows in _groups(found):
        shown = [
            (row["factor"], parameters()[row["factor"]].free.title.in_language(language), number(row["influence"]), number(row["interval"]),
             number(row["interaction"]))
            for row in rows
        ]  # fmt: skip
        headings = [word(key, language) for key in ("key", "parameter", "influence", "plus_minus", "interaction")]
        table(headings, shown, numbers=(2, 3, 4), title=f"{name}: {found.outcome}")
        line("")
    for row in _stability(found):
        line(word("beats", language, policy=row["policy"], other=row["other"], share=f"{row['beats']:.0%}"))


SHOWN: "Shown[Sensitivity]" = Shown(_show, _record, lambda found: found.indices)
