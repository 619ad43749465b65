"""``metrosim attribute``: which lever of a package brings how much."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.failing import refuse
from sim.commands.formats import signed
from sim.commands.options import CSV, JSON, LANG, SEED, STORE, WORKERS
from sim.commands.output import as_csv, as_json, line, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.studies.attribution import Attribution

MOST_REPLICATES, MOST_ORDERS = 10_000, 10_000
EXAMPLES = """Examples:

metrosim attribute verify-and-pilot --outcome piloted_results

metrosim attribute my-package.yaml --replicates 20 --orders 48 --store results/store --lang zh
"""


def attribute(
    scenario: Annotated[str, typer.Argument(help="A scenario with at least two levers: name or file.")],
    outcome: Annotated[str, typer.Option("--outcome", help="Indicator whose change in the circle is shared out.")] = "converted_results",
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Seeds on which every coalition is run.")] = 10,
    orders: Annotated[int | None, typer.Option("--orders", help="Sample so many orders of levers instead of all coalitions.")] = None,
    seed: SEED = 1,
    workers: WORKERS = 0,
    store: STORE = None,
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Share out the effect of a package among its levers (Shapley), with interactions. 政策组合效果分解。"""
    from sim.indicators.registry import indicators

    language: Language = lang or default_language()
    if outcome not in indicators():
        refuse(word("unknown_indicator", language, name=outcome))
    for option, value, most in (("--replicates", replicates, MOST_REPLICATES), ("--orders", orders or 1, MOST_ORDERS)):
        if not 1 <= value <= most:
            refuse(word("bad_number", language, option=option, low=1, high=most, value=value))
    found = _attributed(scenario, replicates, seed, workers or os.cpu_count() or 1, orders, store, language)
    shares = found.shares[found.shares.indicator == outcome]
    if csv is not None:
        as_csv(csv, list(found.shares.columns), found.shares.to_numpy().tolist())
    if json:
        as_json({"scenario": found.scenario.key, "outcome": outcome, "exact": found.exact, "shares": shares.to_dict("records"),
                 "interactions": _of(found, outcome)})  # fmt: skip
    else:
        _show(found, outcome, language)


def _attributed(name: str, replicates: int, seed: int, workers: int, orders: int | None, store: Path | None, language: Language) -> "Attribution":
    from sim.commands.progress import shown
    from sim.scenario.resolve import load_scenario
    from sim.studies.attribution import attribute as run
    from sim.studies.attribution import coalitions_to_run

    scenario = load_scenario(name)
    try:
        total = len(coalitions_to_run(scenario, orders, seed)[1]) * replicates
    except ValueError as problem:
        refuse(str(problem))
    with shown(total, min(workers, total), language) as progress:
        return run(scenario, replicates=replicates, seed=seed, workers=workers, orders=orders, store=store, progress=progress)


def _of(found: "Attribution", outcome: str) -> list[dict[str, object]]:
    rows = found.interaction_table
    return [{str(name): value for name, value in record.items()} for record in rows[rows.indicator == outcome].to_dict("records")]


def _show(found: "Attribution", outcome: str, language: Language) -> None:
    from sim.indicators.registry import indicators
    from sim.levers.registry import lever_types

    indicator = indicators()[outcome]
    line(f"{found.scenario.title.in_language(language)}: {indicator.title.in_language(language)} ({indicator.unit.in_language(language)})")
    line("")
    rows = []
    for share in found.shares[found.shares.indicator == outcome].to_dict("records"):
        title = lever_types()[share["lever"]].title.in_language(language)
        rows.append((title, signed(share["share"]), f"{signed(share['low'])} .. {signed(share['high'])}", f"{share['percent']:.0f}%"))
    table([word(key, language) for key in ("lever", "effect", "interval", "of_package")], rows, numbers=(1, 2, 3))
    pairs = []
    for record in _of(found, outcome):
        both = " + ".join(lever_types()[str(record[side])].title.in_language(language) for side in ("lever", "other"))
        low, high, mean = (float(str(record[name])) for name in ("low", "high", "interaction"))
        pairs.append((both, signed(mean), f"{signed(low)} .. {signed(high)}"))
    if pairs:
        line("")
        table([word(key, language) for key in ("together", "effect", "interval")], pairs, numbers=(1, 2))
