"""Funds: what was committed is not yet called, cash, holdings, written off or sold, and every limit is kept."""

from sim.ledger.book import Payer
from sim.levers.offers import PayeeKind
from sim.processes.funds import EXITED, HELD, WRITTEN_OFF
from sim.world.world import World


def check_funds(world: World) -> None:
    """Cash = paid in + returned - invested; invested = held + written off + cost of what was sold; as the ledger has it, within every limit."""
    funds, rows = world.funds, int(world.funds.holding_rows[0])
    journal = world.ledger.journal()
    state, owner, amount = funds.holding_state[:rows], funds.holding_fund[:rows], funds.holding_amount[:rows]
    for fund in range(int(funds.rows[0])):
        mine = journal.lever == funds.lever[fund]
        received = int(journal.amount[mine & (journal.payee_kind == PayeeKind.FUND)].sum())
        spent = int(journal.amount[mine & (journal.payer == Payer.FUND)].sum())
        held, sold, lost = (int(amount[(owner == fund) & (state == what)].sum()) for what in (HELD, EXITED, WRITTEN_OFF))
        cash = funds.paid_in[fund] + funds.returned[fund] - funds.invested[fund]
        rules = {
            "cash": cash == funds.cash[fund] >= 0,
            "ledger in": received == funds.paid_in[fund] + funds.returned[fund],
            "ledger out": spent == funds.invested[fund],
            "holdings": funds.invested[fund] == held + sold + lost,
            "write-offs": funds.written_off[fund] == lost,
            "returns": funds.returned[fund] >= 0 and (sold > 0 or funds.returned[fund] == 0),
            "tranches": funds.paid_in[fund] <= funds.size[fund],
            "direct limit": funds.invested_direct[fund] <= funds.direct_limit[fund] * funds.size[fund],
            "small-firm floor": funds.invested_small[fund] >= funds.small_floor[fund] * (funds.invested[fund] - funds.project_limit[fund]),
            "parts": max(funds.invested_direct[fund], funds.invested_small[fund]) <= funds.invested[fund],
            "project limit": not len(amount[owner == fund]) or amount[owner == fund].max() <= funds.project_limit[fund],
        }
        broken = [name for name, holds in rules.items() if not holds]
        if broken:
            raise AssertionError(f"month {world.month}: fund {fund} breaks {', '.join(broken)}")
