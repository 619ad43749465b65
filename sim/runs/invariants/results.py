"""Results: each has exactly one stage, and exactly one fate when it is closed."""

import numpy as np

from sim.world.columns import CLOSED, NEVER, NO_CAUSE, OPEN, STOPPED
from sim.world.world import World


def check_results(world: World) -> None:
    """Each result is open or has exactly one fate and the month of it; a stopped one has exactly one cause."""
    results, rows, month = world.results, int(world.results.rows[0]), world.month
    fate, cause, stage, closed = results.fate[:rows], results.cause[:rows], results.stage[:rows], results.closed[:rows]
    if not np.array_equal(fate == OPEN, stage != CLOSED):
        raise AssertionError(f"month {month}: a result is closed without a fate, or has a fate while open")
    if not np.array_equal(fate == STOPPED, cause != NO_CAUSE):
        raise AssertionError(f"month {month}: a result is stopped without a cause, or has a cause without being stopped")
    if not np.array_equal(fate != OPEN, closed != NEVER) or (closed[fate != OPEN] > month).any():
        raise AssertionError(f"month {month}: a result has a fate without a month, or a month of a fate that it does not have")
    if len(np.unique(results.identity[:rows])) != rows:
        raise AssertionError(f"month {month}: two results share a birth identity")
