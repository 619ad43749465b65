"""``metrosim optimise``: the best mixes of levers under a budget."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.failing import refuse
from sim.commands.formats import money, number, signed
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
    import pandas as pd

    from sim.studies.optimisation import Optimum

EXAMPLES = """Examples:

metrosim optimise baseline-2022 --budget 20亿 --goal converted --levers launch_fund,verify_action,pilot_equipment

metrosim optimise baseline-2022 --budget "500 million CNY" --goal converted,turnover --levers joint_rd=0..2,transfer_agencies.count=5..40

metrosim optimise baseline-2022 --budget 5亿 --goal converted --levers joint_rd.budget=1亿..5亿 --factors pilot,deal --draws 16 --lang zh

Goals: converted, turnover, equality, cost, or the key of an indicator.
"""


def optimise(
    base: Annotated[str, typer.Argument(help="Scenario to start from, and to compare with: name or file.")],
    budget: Annotated[str, typer.Option("--budget", help="Most extra public money over the horizon: 20亿, 500 million CNY.")],
    levers: Annotated[str, typer.Option("--levers", help="What may be turned: lever, lever=0..2, or lever.term=LOW..HIGH; commas between.")],
    goal: Annotated[str, typer.Option("--goal", help="One goal or several with commas: converted, turnover, equality, cost, or an indicator.")] = (
        "converted"
    ),
    trials: Annotated[int, typer.Option("--trials", help="Mixes that are tried.")] = 64,
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Paired runs of each mix in the search.")] = 2,
    winners: Annotated[int, typer.Option("--winners", help="Mixes of the front that are run again on fresh seeds.")] = 5,
    fresh: Annotated[int, typer.Option("--fresh", help="Fresh seeds of each winner.")] = 8,
    factors: Annotated[str, typer.Option("--factors", help="Parameters or groups over whose ranges regret is computed; none without it.")] = "",
    draws: Annotated[int, typer.Option("--draws", help="Worlds drawn from those ranges.")] = 8,
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
    """Find the best mixes of levers under a budget, and judge them on fresh seeds and in other worlds. 预算约束下的最优组合。"""
    from sim.scenario.resolve import load_scenario
    from sim.studies.mixes import mixed, read_dials
    from sim.studies.optimisation import OptimisationStudy
    from sim.studies.ranges import parameter_ranges

    language: Language = lang or default_language()
    _refuse_without_optuna(language)
    for option, value, low, high in (
        ("--trials", trials, 2, 100_000), ("--replicates", replicates, 1, 1000), ("--winners", winners, 1, 50), ("--fresh", fresh, 2, 10_000),
        ("--draws", draws, 0, 10_000),
    ):  # fmt: skip
        checked_count(option, value, low, high, language)
    goals = _goals(goal, language)
    dials = read_dials(levers)
    loaded = load_scenario(base)
    for ends in zip(*((factor.from_, factor.to) for factor in dials.values()), strict=True):
        mixed(loaded, dict(zip(dials, ends, strict=True)), "ends")  # both ends must be valid scenarios
    ranges = parameter_ranges([key.strip() for key in factors.split(",")]) if factors else {}
    study = OptimisationStudy(
        base=loaded, dials=dials, goals=goals, budget=_budget(budget, language), trials=trials, replicates=replicates, winners=winners,
        fresh=fresh, ranges=ranges, draws=draws, seed=seed,
    )  # fmt: skip
    how = How(workers, cluster, (tls_ca, tls_cert, tls_key), patience, on_error, store, results, check, dry_run, csv, json, language, numbers)
    carry_out(study, how, SHOWN)


def _refuse_without_optuna(language: Language) -> None:
    from importlib.util import find_spec

    if find_spec("optuna") is None:
        refuse(word("extra_missing", language, package="optuna", extra="studies"))


def _goals(written: str, language: Language) -> tuple[str, ...]:
    from sim.studies.goals import GOALS, UnknownGoalError, goal_of

    names = tuple(dict.fromkeys(name.strip() for name in written.split(",") if name.strip()))
    for name in names:
        try:
            goal_of(name)
        except UnknownGoalError:
            refuse(word("unknown_goal", language, name=name, goals=", ".join(GOALS)))
    checked_count("--goal", len(names), 1, 6, language)
    return names


def _budget(written: str, language: Language) -> int:
    from sim.scenario.amounts import money as read_money

    try:
        return read_money(written)
    except ValueError:
        refuse(word("bad_money", language, option="--budget", value=written))


def _record(found: "Optimum") -> dict[str, object]:
    return {**found.facts, **{name: rows.to_dict("records") for name, rows in found.tables.items() if name != "worlds"}, "failed": found.failed}


def _show(found: "Optimum", language: Language) -> None:
    if found.winners.empty:
        line(word("no_winner", language))
        return
    study = found.study
    rows = []
    trials = {int(row["mix"]): row for row in found.trials.to_dict("records")}
    for mix, effects in found.winners.groupby("mix", sort=False):
        told = effects.set_index("goal")
        dials = [str(trials[int(str(mix))][name]) for name in study.dials]
        aims = [f"{signed(told.effect[goal.name])} ({signed(told.low[goal.name])} .. {signed(told.high[goal.name])})" for goal in study.aims]
        cost = told[told.indicator == "public_cost"].effect.iloc[0]
        rows.append((str(mix), *dials, *aims, money(cost, language), word("yes" if bool(effects.within_budget.all()) else "no", language)))
    headings = ["#", *(name.removeprefix("levers.") for name in study.dials), *(_named(goal.indicator, language) for goal in study.aims)]
    table([*headings, word("cost", language), word("within_budget", language)], rows, numbers=range(len(headings) + 1))
    if not found.regret.empty:
        line("")
        cells = [
            (str(row["mix"]), str(row["goal"]), number(row["mean_regret"]), number(row["largest_regret"]), f"{row['best_share']:.0%}")
            for row in found.regret.to_dict("records")
        ]
        table([word(key, language) for key in ("mix", "goal", "mean_regret", "largest_regret", "best_share")], cells, numbers=(2, 3, 4))
        for row in found.stability[_told_once(found.stability)].to_dict("records"):
            line(word("beats_on", language, policy=row["policy"], other=row["other"], share=f"{row['beats']:.0%}", goal=row["goal"]))


def _told_once(stability: "pd.DataFrame") -> "pd.Series[bool]":
    """Of the two rows of a pair, the one whose first mix is ahead."""
    return (stability.beats > 0.5) | ((stability.beats == 0.5) & (stability.policy < stability.other))


def _named(indicator: str, language: Language) -> str:
    from sim.indicators.registry import indicators

    return indicators()[indicator].title.in_language(language)


SHOWN: "Shown[Optimum]" = Shown(_show, _record, lambda found: found.trials)
