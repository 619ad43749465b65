"""``metrosim attribute``: which lever of a package brings how much."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.failing import refuse
from sim.commands.formats import change, unit_beside
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
from sim.texts.bilingual import Bilingual, Language

if TYPE_CHECKING:
    from sim.studies.attribution import Attribution

EXAMPLES = """Examples:

metrosim attribute verify-and-pilot --outcome piloted_results

metrosim attribute my-package.yaml --replicates 20 --orders 48 --store results/store --lang zh
"""


def attribute(
    scenario: Annotated[str, typer.Argument(help="A package of at least two levers: name or file of a scenario.")],
    baseline: Annotated[str, typer.Option("--baseline", help="What it is set against; levers that both have alike take no part.")] = "baseline-2022",
    outcome: OUTCOME = "converted_results",
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Seeds on which every coalition is run.")] = 10,
    orders: Annotated[int | None, typer.Option("--orders", help="Sample so many orders of levers instead of all coalitions.")] = None,
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
    """Share out the effect of a package among its levers (Shapley), with interactions. 政策组合效果分解。"""
    from sim.scenario.resolve import load_scenario
    from sim.studies.attribution import AttributionStudy, coalitions_to_run, players_of

    language: Language = lang or default_language()
    checked_indicator(outcome, language)
    checked_count("--replicates", replicates, 1, 10_000, language)
    checked_count("--orders", 1 if orders is None else orders, 1, 10_000, language)
    loaded = load_scenario(scenario)
    without = load_scenario(baseline).with_horizon(loaded.horizon.start, loaded.horizon.end)
    try:
        coalitions_to_run(players_of(loaded, without), orders, seed)
    except ValueError as problem:
        refuse(str(problem))
    study = AttributionStudy(
        scenario=loaded, baseline=without, replicates=replicates, orders=orders, seed=seed, outcome=outcome
    )
    how = How(workers, cluster, (tls_ca, tls_cert, tls_key), patience, on_error, store, results, check, dry_run, csv, json, language, numbers)
    carry_out(study, how, SHOWN)


def _record(found: "Attribution") -> dict[str, object]:
    shares = found.shares[found.shares.indicator == found.outcome].to_dict("records")
    return {"scenario": found.scenario.key, "outcome": found.outcome, "exact": found.exact, "shares": shares, "interactions": _pairs(found)}


def _pairs(found: "Attribution") -> list[dict[str, object]]:
    rows = found.interaction_table
    return [{str(name): value for name, value in record.items()} for record in rows[rows.indicator == found.outcome].to_dict("records")]


def _show(found: "Attribution", language: Language) -> None:
    from sim.indicators.registry import indicators
    from sim.levers.registry import lever_types

    indicator = indicators()[found.outcome]
    unit = indicator.unit
    line(f"{found.scenario.title.in_language(language)}: {indicator.title.in_language(language)} ({unit_beside(unit, language)})")
    line("")
    rows = []
    for share in found.shares[found.shares.indicator == found.outcome].to_dict("records"):
        title = lever_types()[share["lever"]].title.in_language(language)
        ends = _between(share["low"], share["high"], unit, language)
        rows.append((title, change(share["share"], unit, language), ends, f"{share['percent']:.0f}%"))
    table([word(key, language) for key in ("lever", "effect", "interval", "of_package")], rows, numbers=(1, 2, 3))
    pairs = []
    for record in _pairs(found):
        both = " + ".join(lever_types()[str(record[side])].title.in_language(language) for side in ("lever", "other"))
        low, high, mean = (float(str(record[name])) for name in ("low", "high", "interaction"))
        pairs.append((both, change(mean, unit, language), _between(low, high, unit, language)))
    if pairs:
        line("")
        table([word(key, language) for key in ("together", "effect", "interval")], pairs, numbers=(1, 2))


def _between(low: float, high: float, unit: Bilingual, language: Language) -> str:
    return f"{change(low, unit, language)} .. {change(high, unit, language)}"


SHOWN: "Shown[Attribution]" = Shown(_show, _record, lambda found: found.shares)
