"""``metrosim run``: one scenario, some replicates."""

import hashlib
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.commands.failing import RUN_FAILED, refuse
from sim.commands.formats import level, money, unit_beside
from sim.commands.options import CHECK, CSV, JSON, LANG, NUMBERS, ON_ERROR, RESULTS, SEED, WORKERS, checked_count
from sim.commands.output import as_csv, as_json, line, note, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.runs.failures import OnError
    from sim.runs.outcome import RunOutcome
    from sim.runs.pool import RunOrder
    from sim.scenario.types import Scenario
    from sim.studies.numbers import Numbers

MOST_REPLICATES, MOST_MONTHS = 100_000, 600
EXAMPLES = """Examples:

metrosim run baseline-2022

metrosim run launch-fund --profile --lang zh

metrosim run my-policy.yaml --replicates 10 --results results/mine
"""


def run(
    scenario: Annotated[str, typer.Argument(help="Name of a shipped scenario, or a file.")],
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Runs with different seeds.")] = 1,
    seed: SEED = 1,
    numbers: NUMBERS = "posterior",
    draw: Annotated[int, typer.Option("--draw", min=0, help="Number of the first run's vector in the posterior.")] = 0,
    exact_seed: Annotated[bool, typer.Option("--exact-seed", help="Use --seed itself as the seed of the run, to replay it.")] = False,
    months: Annotated[int | None, typer.Option("--months", help="Shorten the horizon to so many months.")] = None,
    workers: WORKERS = 0,
    check: CHECK = False,
    profile: Annotated[bool, typer.Option("--profile", help="Print the month's processes in order, with time per step.")] = False,
    on_error: ON_ERROR = "after",
    results: RESULTS = None,
    no_results: Annotated[bool, typer.Option("--no-results", help="Write no results folder.")] = False,
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Run one scenario and print its main indicators. 运行一个情景。"""
    language: Language = lang or default_language()
    if no_results and results is not None:
        refuse(word("not_both", language, one="--no-results", other="--results"))
    chosen = _loaded(scenario, months, language)
    orders = _orders(chosen, replicates, seed, exact_seed, numbers, draw, check, profile, language)
    outcomes = _outcomes(orders, workers or os.cpu_count() or 1, on_error, language)
    done = [outcome for outcome in outcomes if outcome.state == "done"]
    rows = _summary(done) if done else []
    if csv is not None:
        as_csv(csv, ("indicator", "kind", "mean", "lowest", "highest"), rows)
    if json:
        as_json({"kind": "run", "scenario": chosen.key, "address": chosen.address(), "seeds": [o.seed for o in outcomes],
                 "indicators": {row[0]: row[2] for row in rows}, "public_cost": _cost(done)})  # fmt: skip
    else:
        _show(rows, done, profile, language)
    if results is not None or not (no_results or json):
        _store(outcomes, chosen, results or _own_folder(orders), language, quiet=json)
    _end(outcomes, scenario, months, numbers, draw, on_error, language)


def _loaded(name: str, months: int | None, language: Language) -> "Scenario":
    from sim.scenario.resolve import load_scenario

    scenario = load_scenario(name)
    if months is None:
        return scenario
    checked_count("--months", months, 1, MOST_MONTHS, language)
    return scenario.with_horizon(scenario.horizon.start, scenario.horizon.start + months - 1)


def _orders(
    scenario: "Scenario", replicates: int, seed: int, exact: bool, numbers: "Numbers", draw: int, check: bool, profile: bool, language: Language
) -> "list[RunOrder]":
    from sim.runs.pool import RunOrder
    from sim.runs.seeds import replicate_seed
    from sim.studies.numbers import numbers_of

    checked_count("--replicates", replicates, 1, MOST_REPLICATES, language)
    seeds = [seed + i if exact else replicate_seed(seed, i) for i in range(replicates)]
    return [
        RunOrder(scenario, i, one, numbers_of(numbers, scenario, draw + i), check=check, profile=profile) for i, one in enumerate(seeds)
    ]


def _outcomes(orders: "list[RunOrder]", workers: int, on_error: "OnError", language: Language) -> "list[RunOutcome]":
    from sim.commands.progress import shown
    from sim.runs.pool import run_all

    workers = min(workers, len(orders))
    with shown(len(orders), workers, language) as progress:
        return _until_failure(lambda: run_all(orders, workers=workers, progress=progress, on_error=on_error))


def _until_failure(run: "Callable[[], list[RunOutcome]]") -> "list[RunOutcome]":
    """Return the outcomes; where the first failure stops the runs, that failure alone."""
    from sim.runs.failures import StoppedByFailureError
    from sim.runs.outcome import RunOutcome

    try:
        return run()
    except StoppedByFailureError as stop:
        if not isinstance(stop.run, RunOutcome):
            raise
        return [stop.run]


def _summary(outcomes: "Sequence[RunOutcome]") -> list[tuple[str, str, float, float, float]]:
    """Mean, lowest and highest value of each indicator of the circle over the runs."""
    from sim.indicators.registry import indicators
    from sim.runs.summary import outcome_values

    values = [outcome_values(outcome) for outcome in outcomes]
    rows: list[tuple[str, str, float, float, float]] = []
    for key, indicator in indicators().items():
        found = [float(value[key][-1]) for value in values]
        rows.append((key, indicator.kind, sum(found) / len(found), min(found), max(found)))
    return rows


def _cost(outcomes: "Sequence[RunOutcome]") -> dict[str, float]:
    """Mean public money by lever, million CNY."""
    from sim.ledger.book import FEN_PER_MILLION, PUBLIC_PAYERS

    total: dict[str, float] = {}
    for outcome in outcomes:
        for _, lever, payer, _, _, amount in outcome.money.tolist():
            if payer in PUBLIC_PAYERS:
                key = outcome.levers[lever]
                total[key] = total.get(key, 0.0) + amount / FEN_PER_MILLION / len(outcomes)
    return total


def _show(rows: Sequence[Sequence[Any]], outcomes: "Sequence[RunOutcome]", profile: bool, language: Language) -> None:
    from sim.indicators.registry import indicators
    from sim.levers.registry import lever_types

    shown = []
    for key, kind, mean, low, high in rows:
        indicator = indicators()[key]
        values = (level(value, indicator.unit, language) for value in (mean, low, high))
        shown.append((indicator.title.in_language(language), word(kind, language), *values, unit_beside(indicator.unit, language)))
    if shown:
        table([word(key, language) for key in ("indicator", "kind", "mean", "low", "high", "unit")], shown, numbers=(2, 3, 4))
    costs = _cost(outcomes)
    if costs:
        line("")
        named = [(lever_types()[key].title.in_language(language), money(amount, language)) for key, amount in costs.items()]
        table([word("lever", language), word("amount", language)], named, numbers=(1,))
    if profile and outcomes:
        line("")
        _show_profile(outcomes, language)


def _show_profile(outcomes: "Sequence[RunOutcome]", language: Language) -> None:
    """The month in order, with time per step over all runs."""
    from sim.processes.order import MONTH

    whole = sum(timing.seconds for outcome in outcomes for timing in outcome.timings)
    rows = []
    for place, process in enumerate(MONTH):
        calls = sum(outcome.timings[place].calls for outcome in outcomes)
        seconds = sum(outcome.timings[place].seconds for outcome in outcomes)
        title = process.title.in_language(language)
        rows.append((str(place + 1), process.key, title, f"{calls:,}", f"{1000 * seconds / max(1, calls):.3f}", f"{seconds / whole:.1%}"))
    table(["#", *(word(key, language) for key in ("key", "process", "calls", "per_month", "share"))], rows, numbers=(0, 3, 4, 5))


def _own_folder(orders: "Sequence[RunOrder]") -> Path:
    """Folder named after the scenario and what the runs depend on: the same command writes to the same place."""
    from sim.runs.address import run_address

    addresses = " ".join(run_address(order.scenario, order.parameters, order.seed) for order in orders)
    digest = hashlib.sha256(addresses.encode()).hexdigest()
    return Path("results") / f"run-{orders[0].scenario.key.replace('/', '-')}-{digest[:12]}"


def _store(outcomes: "Sequence[RunOutcome]", scenario: "Scenario", folder: Path, language: Language, *, quiet: bool) -> None:
    from sim.runs.storage import store_runs

    store_runs(outcomes, [scenario], folder, command=shlex.join(["metrosim", *sys.argv[1:]]))
    (note if quiet else line)(word("results_written", language, path=folder))


def _end(
    outcomes: "Sequence[RunOutcome]", name: str, months: int | None, numbers: "Numbers", draw: int, on_error: "OnError", language: Language
) -> None:
    """Tell of failed runs and end with status 1 if there were any."""
    failed = [outcome for outcome in outcomes if outcome.state != "done"]
    if failed:
        first = failed[0]
        note(word("failed_runs", language, count=len(failed), total=len(outcomes), stage=first.stage, message=first.message))
        horizon = [] if months is None else ["--months", str(months)]
        vector = ["--draw", str(draw + first.replicate)] if numbers == "posterior" else ["--numbers", numbers]
        replay = ["metrosim", "run", name, "--seed", str(first.seed), "--exact-seed", *vector, *horizon]
        note(word("replay", language, command=shlex.join(replay)))
        if on_error != "ignore":
            raise typer.Exit(RUN_FAILED)
