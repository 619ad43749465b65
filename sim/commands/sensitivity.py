"""``metrosim sensitivity``: which assumptions move a policy's effect, or the ranking of policies."""

import os
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sim.commands.failing import refuse
from sim.commands.formats import number
from sim.commands.options import CSV, JSON, LANG, SEED, STORE, WORKERS
from sim.commands.output import as_csv, as_json, line, table
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
    outcome: Annotated[str, typer.Option("--outcome", help="Indicator of the circle.")] = "converted_results",
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Paired runs at each point.")] = 2,
    seed: SEED = 1,
    workers: WORKERS = 0,
    store: STORE = None,
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Screen assumptions by their influence on effects and on the ranking of policies. 敏感性分析。"""
    from sim.commands.progress import shown
    from sim.indicators.registry import indicators
    from sim.scenario.resolve import load_scenario
    from sim.studies.sensitivity import draw_sample, parameter_ranges
    from sim.studies.sensitivity import sensitivity as run

    language: Language = lang or default_language()
    if len(scenarios) < 2:
        refuse(word("few_scenarios", language))
    if outcome not in indicators():
        refuse(word("unknown_indicator", language, name=outcome))
    if not 2 <= size <= 100_000:
        refuse(word("bad_number", language, option="--size", low=2, high=100_000, value=size))
    if not 1 <= replicates <= 10_000:
        refuse(word("bad_number", language, option="--replicates", low=1, high=10_000, value=replicates))
    sample = draw_sample(parameter_ranges([key.strip() for key in factors.split(",")]), method=method, size=size, seed=seed)
    baseline, *policies = (load_scenario(name) for name in scenarios)
    total, count = len(sample.points) * len(scenarios) * replicates, workers or os.cpu_count() or 1
    with shown(total, min(count, total), language) as progress:
        found = run(baseline, policies, sample, replicates=replicates, seed=seed, workers=count, store=store, progress=progress)
    tables = _tables(found, outcome)
    if csv is not None:
        as_csv(
            csv, ("of", "factor", "influence", "interval", "interaction"), [(name, *row.values()) for name, rows in tables.items() for row in rows]
        )
    if json:
        as_json({"outcome": outcome, "method": method, "points": len(sample.points), "indices": tables, "stability": _stability(found, outcome)})
    else:
        _show(tables, found, outcome, language)


def _tables(found: "Sensitivity", outcome: str) -> dict[str, list[dict[str, Any]]]:
    """Indices by what they are of: the baseline's level, each policy's effect, each policy's rank."""
    tables = {"baseline": found.of_level(outcome)}
    for policy in found.policies:
        tables[policy] = found.of_effect(policy, outcome)
    if len(found.policies) > 1:
        tables |= {f"{policy}, rank": found.of_rank(policy, outcome) for policy in found.policies}
    return {name: [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")] for name, rows in tables.items()}


def _stability(found: "Sensitivity", outcome: str) -> list[dict[str, Any]]:
    rows = found.stability[found.stability.indicator == outcome]
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]


def _show(tables: dict[str, list[dict[str, Any]]], found: "Sensitivity", outcome: str, language: Language) -> None:
    from sim.parameters.registry import parameters

    for name, rows in tables.items():
        shown = [
            (row["factor"], parameters()[row["factor"]].free.title.in_language(language), number(row["influence"]), number(row["interval"]),
             number(row["interaction"]))
            for row in rows
        ]  # fmt: skip
        headings = [word(key, language) for key in ("key", "parameter", "influence", "plus_minus", "interaction")]
        table(headings, shown, numbers=(2, 3, 4), title=f"{name}: {outcome}")
        line("")
    for row in _stability(found, outcome):
        line(word("beats", language, policy=row["policy"], other=row["other"], share=f"{row['beats']:.0%}"))
