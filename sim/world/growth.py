"""Room for the month to come: tables that are nearly full are replaced by larger copies."""

from sim.world.columns import capacity_of, enlarged
from sim.world.world import World

FIRMS_A_MONTH = 4_000
RESULTS_A_MONTH = 3_000
CONTRACTS_A_MONTH = 20_000
ALLIANCES_A_MONTH = 200
_ROOM = {"firms": FIRMS_A_MONTH, "results": RESULTS_A_MONTH, "contracts": CONTRACTS_A_MONTH, "alliances": ALLIANCES_A_MONTH}


def ensure_room(world: World) -> None:
    """Enlarge each table by half when the coming month could fill it."""
    for name, needed in _ROOM.items():
        table = getattr(world, name)
        wanted = int(table.rows[0]) + max(needed, int(table.rows[0]) // 5 if name != "alliances" else needed)
        if wanted > capacity_of(table):
            setattr(world, name, enlarged(table, max(wanted, capacity_of(table) * 3 // 2)))
