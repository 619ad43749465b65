"""Results that still have a way to go: their rows, found once a month, so that no step looks through all that are closed.

Results are born in the first step only and a closed one never opens again; so what is found then holds for the month, except that
some of it closes on the way: steps ask for the stage anyway.
"""

import numpy as np

from sim.kernels import kernel
from sim.world.columns import CLOSED
from sim.world.world import World


def open_results(world: World) -> np.ndarray:
    """Return the rows of all results that were open when it was first asked this month, in ascending order; shape (n,)."""
    notes, results = world.notes, world.results
    moment = world.month, int(results.rows[0])
    found = notes.get("results.open")
    if found is None or tuple(notes["results.open_in"]) != moment:
        room = np.empty(moment[1] + 1, dtype=np.int64)
        found = notes["results.open"] = room[: _gather(results.stage, moment[1], room)].copy()
        notes["results.open_in"] = np.array(moment)
    return found


@kernel
def _gather(stage, rows, found):
    """Write down the rows that are not closed; return how many there are."""
    count = 0
    for row in range(rows):
        found[count] = row
        count += stage[row] != CLOSED
    return count
