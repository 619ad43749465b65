"""Money: every yuan that leaves a payer's account arrives at a payee, once, and within the budgets."""

import numpy as np

from sim.ledger.book import Payer
from sim.levers.offers import PayeeKind
from sim.world.columns import CITY_COUNT
from sim.world.world import World


def check_money(world: World) -> None:
    """The ledger balances by payer, lever and payee; no budget is overdrawn; nothing is owed, and firms hold what was paid to them."""
    world.ledger.check()
    if (world.policy.offers.left < 0).any():
        raise AssertionError(f"month {world.month}: a budget is overdrawn")
    if world.policy.payments.rows[0]:
        raise AssertionError(f"month {world.month}: payments were made and not posted")
    _check_postings(world)
    _check_subsidies(world)


def _check_postings(world: World) -> None:
    """Every posting is a positive amount of a past month between accounts that exist."""
    journal = world.ledger.journal()
    ends = {
        "month": world.month + 1,
        "lever": len(world.ledger.lever_keys),
        "payer": len(Payer),
        "payee_kind": len(PayeeKind),
        "city": CITY_COUNT,
    }
    for name, end in ends.items():
        column = getattr(journal, name)
        wrong = (column < 0) | (column >= end)
        if wrong.any():
            raise AssertionError(f"month {world.month}: a posting names {name} {column[wrong][0]}, expected 0 .. {end - 1}")
    if (journal.amount <= 0).any():
        raise AssertionError(f"month {world.month}: a posting of {journal.amount.min()} fen, expected more than nothing")


def _check_subsidies(world: World) -> None:
    """Public money that firms say they received is what the ledger paid to them."""
    firms, rows, journal = world.firms, int(world.firms.rows[0]), world.ledger.journal()
    mine = (journal.payee_kind == PayeeKind.FIRM) & (journal.payer != Payer.PRIVATE)
    paid = np.zeros(rows, dtype=np.int64)
    np.add.at(paid, journal.payee[mine], journal.amount[mine])
    wrong = np.flatnonzero(paid != firms.subsidy[:rows])
    if len(wrong):
        firm = int(wrong[0])
        raise AssertionError(f"month {world.month}: firm {firm} received {firms.subsidy[firm]} fen, the ledger paid it {paid[firm]}")
