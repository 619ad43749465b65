"""``metrosim discover``: where a policy fails."""

from typing import TYPE_CHECKING, Annotated

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
    from sim.studies.discovery import Discovery

EXAMPLES = """Examples:

metrosim discover baseline-2022 launch-fund --factors funds,deal --outcome first_sales

metrosim discover baseline-2022 verify-and-pilot --factors pilot --outcome piloted_results --threshold 20 --points 256 --lang zh
"""


def discover(
    baseline: Annotated[str, typer.Argument(help="Scenario that the policy is compared with.")],
    policy: Annotated[str, typer.Argument(help="The policy: name or file.")],
    factors: Annotated[str, typer.Option("--factors", help="Parameters or groups, separated by commas; they vary over their ranges.")],
    outcome: Annotated[str, typer.Option("--outcome", help="Indicator on which the policy may fail.")] = "converted_results",
    threshold: Annotated[float, typer.Option("--threshold", help="It fails where its effect, in the better direction, is at most this.")] = 0.0,
    points: Annotated[int, typer.Option("--points", help="Plausible worlds that are tried.")] = 128,
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Paired runs in each world.")] = 2,
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
    """Find the assumptions under which a policy fails (PRIM and CART). 政策失效情形识别。"""
    from importlib.util import find_spec

    from sim.scenario.resolve import load_scenario
    from sim.studies.comparison import refuse_unpaired
    from sim.studies.discovery import DiscoveryStudy
    from sim.studies.ranges import parameter_ranges

    language: Language = lang or default_language()
    if find_spec("ema_workbench") is None:
        refuse(word("extra_missing", language, package="ema-workbench", extra="studies"))
    checked_indicator(outcome, language)
    checked_count("--points", points, 20, 100_000, language)
    checked_count("--replicates", replicates, 1, 1000, language)
    ranges = parameter_ranges([key.strip() for key in factors.split(",")])
    without, with_levers = load_scenario(baseline), load_scenario(policy)
    try:
        refuse_unpaired([without, with_levers], replicates)
    except ValueError as problem:
        refuse(str(problem))
    study = DiscoveryStudy(
        baseline=without, policy=with_levers, ranges=ranges, outcome=outcome, threshold=threshold, points=points, replicates=replicates, seed=seed
    )
    how = How(workers, cluster, (tls_ca, tls_cert, tls_key), patience, on_error, store, results, check, dry_run, csv, json, language, numbers)
    carry_out(study, how, SHOWN)


def _record(found: "Discovery") -> dict[str, object]:
    return {**found.facts, "worlds": len(found.draws), "boxes": found.boxes.to_dict("records")}


def _show(found: "Discovery", language: Language) -> None:
    from sim.parameters.registry import parameters

    worlds, fails = len(found.draws), int(found.fails.sum())
    line(word("fails_in", language, fails=fails, worlds=worlds, share=f"{fails / worlds:.0%}"))
    if found.boxes.empty:
        line(word("no_box", language))
        return
    line("")
    rows, last = [], ""
    for row in found.boxes.to_dict("records"):
        box = f"{row['method']} {row['box']}"
        shares = ("", "", "") if box == last else tuple(f"{row[key]:.0%}" for key in ("coverage", "density", "mass"))
        title = parameters()[row["parameter"]].free.title.in_language(language) if row["parameter"] in parameters() else row["parameter"]
        chance = "" if row["quasi_p"] != row["quasi_p"] else f"{row['quasi_p']:.2g}"
        rows.append((box if box != last else "", row["parameter"], title, f"{number(row['low'])} .. {number(row['high'])}", chance, *shares))
        last = box
    headings = ("box", "key", "parameter", "range", "by_chance", "coverage", "density", "mass")
    table([word(key, language) for key in headings], rows, numbers=(3, 4, 5, 6, 7))


SHOWN: "Shown[Discovery]" = Shown(_show, _record, lambda found: found.boxes)
