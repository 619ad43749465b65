"""Room for the month to come: tables that are nearly full are replaced by larger copies."""

from sim.world.columns import FILLED_AT_ONCE, capacity_of, enlarged, fill
from sim.world.world import World

FIRMS_A_MONTH = 4_000
RESULTS_A_MONTH = 3_000
CONTRACTS_A_MONTH = 20_000
ALLIANCES_A_MONTH = 200
PER_FIRM = {"firms": 0.05, "results": 0.05, "contracts": 0.3, "alliances": 0.01}
"""Room for a month by rows of the firm table, several times what is usual: for populations far beyond that of 2022."""
_ROOM = {"firms": FIRMS_A_MONTH, "results": RESULTS_A_MONTH, "contracts": CONTRACTS_A_MONTH, "alliances": ALLIANCES_A_MONTH}


def ensure_room(world: World) -> None:
    """Enlarge each table by half when the coming month could fill it."""
    firms = int(world.firms.rows[0])
    for name, needed in _ROOM.items():
        table = getattr(world, name)
        by_size = int(table.rows[0]) // 5 if name != "alliances" else 0
        wanted = int(table.rows[0]) + max(needed, by_size, int(PER_FIRM[name] * firms))
        make_room(world, name, wanted - int(table.rows[0]))


def make_room(world: World, name: str, needed: int) -> None:
    """Enlarge one table by half, or by more, if it has no room for ``needed`` further rows."""
    table = getattr(world, name)
    wanted = int(table.rows[0]) + needed
    if wanted > capacity_of(table):
        table = enlarged(table, max(wanted, capacity_of(table) * 3 // 2))
        setattr(world, name, table)
    if wanted > FILLED_AT_ONCE:
        fill(table, int(table.rows[0]), wanted)
