"""The contract of a lever: what every instrument must do, whoever wrote it.

Example (in a test of your own)::

    from sim.testing import check_lever
    from my_plugin import MyLever

    def test_my_lever_keeps_the_contract():
        check_lever(MyLever)
"""

import pickle
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import numpy as np

from sim.evidence import lever_rows
from sim.indicators.registry import indicators
from sim.ledger.book import PUBLIC_PAYERS
from sim.levers.lever import Lever
from sim.levers.registry import lever_types
from sim.processes.order import month
from sim.runs.outcome import DONE, RunOutcome, simulate
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario

SEED = 20221231
MONTHS = "2023-01", "2024-01"
GROUPS = frozenset({"research", "breakthroughs", "verification", "market", "finance", "firms", "demand", "talent", "openness", "coordination"})


def check_lever(lever: type[Lever[Any]]) -> None:
    """Check one lever against the whole contract.

    The lever must be registered (built in, named by ``--plugin``, or through an entry point).

    Raises:
        AssertionError: the first clause that is broken, in words.

    Examples:
        >>> from sim.levers.registry import lever_types
        >>> check_lever(lever_types()["service_stations"])
    """
    for clause in CLAUSES:
        clause(lever)


def is_documented(lever: type[Lever[Any]]) -> None:
    """Title, summary and reasons stand in both languages; group, process, indicator and evidence exist."""
    texts = [lever.title, lever.summary, *(assumption.reason for assumption in lever.assumptions)]
    assert all(text.en.strip() and text.zh.strip() for text in texts), f"{lever.key}: a title, summary or reason lacks a language"
    assert lever.group in GROUPS, f"{lever.key}: group {lever.group!r} is none of {', '.join(sorted(GROUPS))}"
    assert lever.acts_on in {process.key for process in month()} | {"gravity"}, f"{lever.key}: there is no process {lever.acts_on!r}"
    assert lever.moves in indicators(), f"{lever.key}: there is no indicator {lever.moves!r}"
    assert set(lever.evidence) <= set(lever_rows()), f"{lever.key}: evidence that is not in levers.csv"
    assert lever.evidence or lever.assumptions, f"{lever.key}: neither evidence nor a marked assumption"
    described = lever.terms_type.model_fields
    assert all(field.description for field in described.values()), f"{lever.key}: a term without a description"
    assert {assumption.parameter for assumption in lever.assumptions} <= set(described), f"{lever.key}: an assumption about no term"


def has_defaults(lever: type[Lever[Any]]) -> None:
    """Every term has a default, and the terms survive JSON and the way to a worker process."""
    terms = lever.terms_type.model_validate({})
    again = lever.terms_type.model_validate_json(terms.model_dump_json())
    assert again == terms, f"{lever.key}: terms change on their way through JSON"
    assert pickle.loads(pickle.dumps(terms)) == terms, f"{lever.key}: terms change on their way to a worker"


def zero_changes_nothing(lever: type[Lever[Any]]) -> None:
    """With scale 0 the lever pays nothing and gives the baseline bit for bit."""
    neutral, without = _run(lever, 0.0), _baseline()
    assert not len(neutral.money), f"{lever.key}: pays at scale 0"
    assert neutral.series.tobytes() == without.series.tobytes(), f"{lever.key}: changes the run at scale 0"


def costs_pass_the_ledger(lever: type[Lever[Any]]) -> None:
    """What the lever pays is posted under its own name, and what is public shows as public cost."""
    outcome = _run(lever, 1.0)
    mine = outcome.money[outcome.money[:, 1] == outcome.levers.index(lever.key)] if len(outcome.money) else outcome.money
    assert len(mine) == len(outcome.money), f"{lever.key}: money is posted under another name"
    assert (outcome.money[:, 5] >= 0).all(), f"{lever.key}: pays a negative amount"


def budget_grows_with_scale(lever: type[Lever[Any]]) -> None:
    """A larger scale never costs the public less."""
    small, large = _public(_run(lever, 1.0)), _public(_run(lever, 3.0))
    assert large >= small * 0.98, f"{lever.key}: costs {small} fen at scale 1 and {large} at scale 3"


CLAUSES: tuple[Callable[[type[Lever[Any]]], None], ...] = (
    is_documented,
    has_defaults,
    zero_changes_nothing,
    costs_pass_the_ledger,
    budget_grows_with_scale,
)


def scenario_with(lever: type[Lever[Any]], scale: float, first: str = MONTHS[0], last: str = MONTHS[1]) -> Scenario:
    """Return the case without policy plus this lever, in force from the first month, and plus what it works through."""
    scenario = load_scenario("no-policy").with_horizon(first, last)
    assert lever.key in lever_types(), f"{lever.key} is not registered"
    for needed in lever.needs:
        scenario = scenario.with_levers(needed, start=first, end=None)
    return scenario.with_levers(lever.key, start=first, end=None, scale=scale)


@lru_cache(maxsize=8)
def _run(lever: type[Lever[Any]], scale: float) -> RunOutcome:
    alone = lever.needs == ()
    scenario = scenario_with(lever, scale)
    if not alone:
        scenario = scenario.model_copy(update={"levers": tuple((key, terms) for key, terms in scenario.levers if key == lever.key)})
    return _done(lever, simulate(scenario, seed=SEED, check=True))


@cache
def _baseline() -> RunOutcome:
    return simulate(load_scenario("no-policy").with_horizon(*MONTHS), seed=SEED)


def _done(lever: type[Lever[Any]], outcome: RunOutcome) -> RunOutcome:
    assert outcome.state == DONE, f"{lever.key}: the run failed while {outcome.stage}: {outcome.message}"
    return outcome


def _public(outcome: RunOutcome) -> int:
    public = np.isin(outcome.money[:, 2], [int(payer) for payer in PUBLIC_PAYERS])
    return int(outcome.money[public, 5].sum())
