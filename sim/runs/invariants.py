"""Conservation, checked on a running world: money, firms, results, funds."""

import numpy as np

from sim.indicators.measure import series_names
from sim.ledger.book import Payer
from sim.levers.offers import PayeeKind
from sim.world.columns import CITY_COUNT, CLOSED, NO_CAUSE, OPEN, STOPPED
from sim.world.world import World


class Invariants:
    """Checks after each month; every breach is an ``AssertionError`` that says what was found and expected."""

    def __init__(self, world: World) -> None:
        self._stock = living_by_city(world)

    def check(self, world: World) -> None:
        """Check one month; ``world.records`` holds its entries and exits."""
        self._check_firms(world)
        check_results(world)
        check_money(world)
        check_funds(world)

    def _check_firms(self, world: World) -> None:
        names = series_names()
        last = world.records.values[-1][:, :CITY_COUNT]
        now = living_by_city(world)
        expected = self._stock + last[names.index("entries")] - last[names.index("exits")]
        if not np.array_equal(now, expected):
            raise AssertionError(f"month {world.month}: firms {now.tolist()}, expected stock + entries - exits = {expected.tolist()}")
        self._stock = now


def living_by_city(world: World) -> np.ndarray:
    """Number of living firms; shape (8,)."""
    rows = int(world.firms.rows[0])
    return np.bincount(world.firms.city[:rows][world.firms.alive[:rows]], minlength=CITY_COUNT)


def check_results(world: World) -> None:
    """Each result is open or has exactly one fate; a stopped one has exactly one cause."""
    results, rows = world.results, int(world.results.rows[0])
    fate, cause, stage = results.fate[:rows], results.cause[:rows], results.stage[:rows]
    if not np.array_equal(fate == OPEN, stage != CLOSED):
        raise AssertionError(f"month {world.month}: a result is closed without a fate, or has a fate while open")
    if not np.array_equal(fate == STOPPED, cause != NO_CAUSE):
        raise AssertionError(f"month {world.month}: a result is stopped without a cause, or has a cause without being stopped")
    if len(np.unique(results.identity[:rows])) != rows:
        raise AssertionError(f"month {world.month}: two results share a birth identity")


def check_money(world: World) -> None:
    """The ledger balances; no budget is overdrawn; nothing is owed or paid twice."""
    world.ledger.check()
    if (world.policy.offers.left < 0).any():
        raise AssertionError(f"month {world.month}: a budget is overdrawn")
    if world.policy.payments.rows[0]:
        raise AssertionError(f"month {world.month}: payments were made and not posted")


def check_funds(world: World) -> None:
    """Cash = paid in + returned - invested, within every limit, and as the ledger has it."""
    funds = world.funds
    journal = world.ledger.journal()
    for fund in range(int(funds.rows[0])):
        cash = funds.paid_in[fund] + funds.returned[fund] - funds.invested[fund]
        mine = journal.lever == funds.lever[fund]
        received = int(journal.amount[mine & (journal.payee_kind == PayeeKind.FUND)].sum())
        spent = int(journal.amount[mine & (journal.payer == Payer.FUND)].sum())
        rules = {
            "cash": cash == funds.cash[fund] >= 0,
            "ledger in": received == funds.paid_in[fund] + funds.returned[fund],
            "ledger out": spent == funds.invested[fund],
            "tranches": funds.paid_in[fund] <= funds.size[fund],
            "direct limit": funds.invested_direct[fund] <= funds.direct_limit[fund] * funds.size[fund],
            "small-firm floor": funds.invested_small[fund] >= funds.small_floor[fund] * (funds.invested[fund] - funds.project_limit[fund]),
        }
        broken = [name for name, holds in rules.items() if not holds]
        if broken:
            raise AssertionError(f"month {world.month}: fund {fund} breaks {', '.join(broken)}")
