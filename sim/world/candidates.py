"""The candidate table: a stable slot for each firm, so that drawing a candidate does not depend on who else lives.

Firms of one city and field share a segment of slots. A firm's slot follows from its birth identity; a draw picks
a slot, and draws again if it is empty. An entry or exit therefore changes only the draws that fall on its own slot.
"""

from typing import NamedTuple

import numpy as np

from sim.draws.keyed import mix, uniform
from sim.kernels import inner, kernel, typed_table
from sim.world.columns import CITY_COUNT, FIELD_COUNT, Firms

SLACK = 3
SMALLEST_SEGMENT = 16
MOST_TRIES = 24


@typed_table
class Candidates(NamedTuple):
    """Slots by (city, field) segment."""

    start: np.ndarray
    """First slot of each segment, shape (8 * 13 + 1,)."""
    slot: np.ndarray
    """Firm row in each slot, -1 when empty."""
    used: np.ndarray
    """Slots in use by segment, shape (8 * 13,)."""


def build_candidates(firms: Firms) -> Candidates:
    """Lay out the segments for the living firms, with room for entrants, and seat every firm."""
    rows = int(firms.rows[0])
    living = firms.alive[:rows]
    segment = firms.city[:rows].astype(np.int64) * FIELD_COUNT + firms.field[:rows]
    counts = np.bincount(segment[living], minlength=CITY_COUNT * FIELD_COUNT)
    sizes = np.maximum(SMALLEST_SEGMENT, SLACK * counts)
    start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    table = Candidates(start, np.full(int(start[-1]), -1, dtype=np.int32), np.zeros(len(sizes), dtype=np.int64))
    seat_all(table, firms)
    return table


@kernel
def seat_all(table, firms):
    """Seat every living firm, in order of rows."""
    for row in range(firms.rows[0]):
        if firms.alive[row]:
            seat(table, firms, row)


@inner
def seat(table, firms, row):
    """Give a firm its slot: the hash of its identity, or the next empty one. Returns False if the segment is full."""
    segment = firms.city[row] * FIELD_COUNT + firms.field[row]
    first, size = table.start[segment], table.start[segment + 1] - table.start[segment]
    place = int(mix(firms.identity[row]) % np.uint64(size))
    for step in range(size):
        slot = first + (place + step) % size
        if table.slot[slot] < 0:
            table.slot[slot] = row
            table.used[segment] += 1
            firms.slot[row] = slot
            return True
    firms.slot[row] = -1
    return False


@inner
def unseat(table, firms, row):
    """Free the slot of a firm that leaves."""
    if firms.slot[row] >= 0:
        table.slot[firms.slot[row]] = -1
        table.used[firms.city[row] * FIELD_COUNT + firms.field[row]] -= 1
        firms.slot[row] = -1


@inner
def draw_candidate(table, city, field, key, identity, index):
    """Draw a living firm of one city and field, each with equal chance; -1 when none was found in 24 tries (E-0.7).

    Uses the running indices ``index * 24`` to ``index * 24 + 23`` of the key.
    """
    segment = city * FIELD_COUNT + field
    first, size = table.start[segment], table.start[segment + 1] - table.start[segment]
    if table.used[segment] == 0:
        return -1
    for attempt in range(MOST_TRIES):
        slot = first + int(uniform(key, identity, index * MOST_TRIES + attempt) * size)
        if table.slot[slot] >= 0:
            return table.slot[slot]
    return -1
