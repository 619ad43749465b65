"""The outcome of one run: what is kept of it, small enough to travel between processes."""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sim.indicators.records import YearFlows
from sim.ledger.book import Payer
from sim.levers.offers import PayeeKind
from sim.runs.engine import Engine, Timing
from sim.runs.interrupt import interrupt_kept
from sim.runs.invariants import check_funds, check_money, check_results
from sim.scenario.types import Scenario
from sim.texts.bilingual import Language
from sim.texts.presentable import Presentable

if TYPE_CHECKING:
    from sim.report.cards.card import Card

DONE, FAILED = "done", "failed"


@dataclass(frozen=True, slots=True, repr=False)
class RunOutcome(Presentable):
    """Series, money and flows of one run, or what went wrong in it."""

    scenario: str
    replicate: int
    seed: int
    state: str
    stage: str = ""
    message: str = ""
    months: tuple[int, ...] = ()
    series: np.ndarray = field(default_factory=lambda: np.empty((0, 0, 9)))
    """Shape (months, series, 9): members and the circle, in the order of ``series_names``."""
    money: np.ndarray = field(default_factory=lambda: np.empty((0, 6), dtype=np.int64))
    """Rows month, lever, payer, payee kind, city, amount in fen; one row per combination."""
    levers: tuple[str, ...] = ()
    years: Mapping[int, YearFlows] = field(default_factory=dict)
    timings: tuple[Timing, ...] = ()

    def card(self, language: Language | None = None) -> "Card":
        """Return what a notebook shows, in a language (``en`` or ``zh``) or that of the session."""
        from sim.report.cards.run import outcome_card

        return outcome_card(self, language)


def simulate(
    scenario: Scenario,
    *,
    seed: int,
    replicate: int = 0,
    parameters: Mapping[str, float] | None = None,
    check: bool = False,
    profile: bool = False,
) -> RunOutcome:
    """Run one scenario with one seed; an error becomes a failed outcome, never an exception.

    At the end of every run the ledger must balance, each result must have one fate and each fund must have kept its rules.

    Args:
        scenario: the resolved scenario.
        seed: run seed.
        replicate: number of the replicate, carried along.
        parameters: free numbers by dotted key, each in its own unit (:func:`sim.parameters`).
        check: verify conservation each month.
        profile: keep the time of each process.

    Examples:
        >>> import sim
        >>> outcome = sim.simulate(sim.load_scenario("no-policy").with_horizon("2023-01", "2023-02"), seed=7, check=True)
        >>> outcome.state, outcome.series.shape[0], outcome.series.shape[2]
        ('done', 2, 9)
        >>> outcome.money.shape[1]
        6

    Raises:
        KeyboardInterrupt: Ctrl-C came during the run.
    """
    with interrupt_kept():
        return _lived(scenario, seed, replicate, parameters, check=check, profile=profile)


def _lived(
    scenario: Scenario, seed: int, replicate: int, parameters: Mapping[str, float] | None, *, check: bool, profile: bool
) -> RunOutcome:
    stage = "building"
    try:
        engine = Engine(scenario, seed=seed, parameters=parameters, check=check, profile=profile)
        stage = "running"
        world = engine.run()
        stage = "checking"
        check_money(world)
        check_results(world)
        check_funds(world)
        stage = "recording"
        return RunOutcome(
            scenario=scenario.key,
            replicate=replicate,
            seed=seed,
            state=DONE,
            months=tuple(world.records.months),
            series=world.records.array(),
            money=_summed(world.ledger.journal()),
            levers=world.ledger.lever_keys,
            years=dict(world.records.years),
            timings=tuple(engine.timings()) if profile else (),
        )
    except Exception as error:  # a failed run is data: it must not end the study
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
        return RunOutcome(scenario.key, replicate, seed, FAILED, stage, message)


def _summed(journal: tuple[np.ndarray, ...]) -> np.ndarray:
    """Sum the journal over payees of one kind: month, lever, payer, payee kind, city, amount."""
    month, lever, payer, kind, _, city, amount = journal
    if not len(month):
        return np.empty((0, 6), dtype=np.int64)
    keys = np.stack([month, lever, payer, kind, city], axis=1)
    unique, inverse = np.unique(keys, axis=0, return_inverse=True)
    total = np.zeros(len(unique), dtype=np.int64)
    np.add.at(total, inverse.reshape(-1), amount)
    return np.column_stack([unique, total])


PAYER_NAMES = {int(payer): payer.name.lower() for payer in Payer}
PAYEE_NAMES = {int(kind): kind.name.lower() for kind in PayeeKind}
