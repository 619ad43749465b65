"""Whom the founder of an alliance may meet: indices over alliances and platforms, so that founding does not search whole tables.

They are laid out anew every month, in the order of rows, and give the same firm or platform as a search in that order would.
"""

from typing import NamedTuple

import numpy as np

from sim.draws.keyed import uniform
from sim.kernels import inner, kernel, typed_table
from sim.world.columns import ALLIANCE_SIZE, CITY_COUNT, CONCEPT_CENTRE, FIELD_COUNT, MEMORY, Alliances, Firms, Platforms


@typed_table
class Acquaintance(NamedTuple):
    """Seats of each firm from the latest to the first, living alliances by field, and research platforms by city and field.

    A seat has the number ``row * ALLIANCE_SIZE + place + 1``; 0 is none.
    """

    latest: np.ndarray
    """Latest seat of each firm; int32, one per row of firms."""
    earlier: np.ndarray
    """The seat that the same firm took before, by seat; int32."""
    living: np.ndarray
    """Rows of living alliances by field, in order; int32, shape (13, capacity)."""
    number: np.ndarray
    """Living alliances by field, shape (13,)."""
    start: np.ndarray
    """First place of each city and field in ``platforms``, and the end of the last, shape (8 * 13 + 2,)."""
    platforms: np.ndarray
    """Rows of research platforms by city and field, in order; int32."""
    researchers: np.ndarray
    """Researchers of those platforms by city and field, persons, shape (8 * 13,)."""


def acquaintance(alliances: Alliances, firms: Firms, platforms: Platforms, month: int) -> Acquaintance:
    """Lay out the indices at the end of a month."""
    room, segments = alliances.lead.shape[0], CITY_COUNT * FIELD_COUNT
    index = Acquaintance(
        np.zeros(firms.alive.shape[0], dtype=np.int32),
        np.empty(room * ALLIANCE_SIZE + 1, dtype=np.int32),
        np.empty((FIELD_COUNT, room), dtype=np.int32),
        np.zeros(FIELD_COUNT, dtype=np.int64),
        np.zeros(segments + 2, dtype=np.int64),
        np.empty(platforms.kind.shape[0], dtype=np.int32),
        np.zeros(segments),
    )
    _lay_out(index, alliances, platforms, month)
    return index


@inner
def living(alliances, row, month):
    """Whether an alliance lives at the end of a month."""
    return alliances.ends[row] > month


@kernel
def _lay_out(index, alliances, platforms, month):
    for row in range(alliances.rows[0]):
        take_in(index, alliances, row, month)
    for row in range(platforms.rows[0]):
        if platforms.kind[row] < CONCEPT_CENTRE:
            index.start[_segment(platforms, row) + 2] += 1
    for segment in range(CITY_COUNT * FIELD_COUNT + 1):
        index.start[segment + 1] += index.start[segment]
    for row in range(platforms.rows[0]):  # the start of a segment moves up to its end, which is the start of the next
        if platforms.kind[row] < CONCEPT_CENTRE:
            segment = _segment(platforms, row)
            index.platforms[index.start[segment + 1]] = row
            index.start[segment + 1] += 1
            index.researchers[segment] += platforms.researchers[row]


@inner
def _segment(table, row):
    return table.city[row] * FIELD_COUNT + table.field[row]


@inner
def take_in(index, alliances, row, month):
    """Enter an alliance with all its members; alliances must come in the order of rows."""
    for place in range(alliances.size[row]):
        member = alliances.members[row, place]
        seat = row * ALLIANCE_SIZE + place + 1
        index.earlier[seat] = index.latest[member]
        index.latest[member] = seat
    if living(alliances, row, month):
        field = alliances.field[row]
        index.living[field, index.number[field]] = row
        index.number[field] += 1


@inner
def former_partner(index, alliances, lead, u):
    """A firm that shared an alliance with the lead, the same chance for each shared seat; -1 if none."""
    seats = 0
    seat = index.latest[lead]
    while seat > 0:
        seats += alliances.size[(seat - 1) // ALLIANCE_SIZE] - 1
        seat = index.earlier[seat]
    if seats == 0:
        return -1
    later = seats - 1 - int(u * seats)  # seats in the order of rows that come after the chosen one
    seat = index.latest[lead]
    while seat > 0:
        row, own = (seat - 1) // ALLIANCE_SIZE, (seat - 1) % ALLIANCE_SIZE
        others = alliances.size[row] - 1
        if later < others:
            place = others - 1 - later
            return alliances.members[row, place + (1 if place >= own else 0)]
        later -= others
        seat = index.earlier[seat]
    return -1


@inner
def established_partner(index, alliances, field, u, v):
    """A member of a living alliance of a field, so that firms are met in proportion to their links; -1 if none."""
    if index.number[field] == 0:
        return -1
    row = index.living[field, int(u * index.number[field])]
    return alliances.members[row, int(v * alliances.size[row])]


@inner
def platform_of(index, firms, platforms, p, key, lead):
    """A platform that the lead remembers, or one of its city and field (any city if there is none) in proportion to researchers."""
    identity = firms.identity[lead]
    known = firms.partners[lead, int(uniform(key, identity, 1) * MEMORY)]
    if known >= 0 and uniform(key, identity, 2) < p.memory:
        return known
    segment = _segment(firms, lead)
    left = uniform(key, identity, 3) * index.researchers[segment]
    for place in range(index.start[segment], index.start[segment + 1]):
        left -= platforms.researchers[index.platforms[place]]
        if left <= 0.0:
            return index.platforms[place]
    return _anywhere(platforms, firms.field[lead], uniform(key, identity, 4))


@inner
def _anywhere(platforms, field, u):
    """A research platform of a field in proportion to researchers, -1 if there is none; few cities have none of their own."""
    total = 0.0
    for row in range(platforms.rows[0]):
        if _suits(platforms, row, field):
            total += platforms.researchers[row]
    left = u * total
    for row in range(platforms.rows[0]):
        if _suits(platforms, row, field):
            left -= platforms.researchers[row]
            if left <= 0.0:
                return row
    return -1


@inner
def _suits(platforms, row, field):
    return platforms.kind[row] < CONCEPT_CENTRE and platforms.field[row] == field
