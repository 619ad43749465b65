"""Alliances of end-2022: over 400, a few of them counted in the zones (traps I-28, I-29).

The members of an alliance share a field; large firms are members of many (broad degrees, F7). Most are of one city.
"""

from bisect import bisect_left

import numpy as np

from sim.draws.arrays import families, uniforms
from sim.draws.keyed import Draws
from sim.evidence import fact, regions
from sim.world.columns import ALLIANCE_SIZE, CITY_COUNT, CONCEPT_CENTRE, Alliances, Firms, Platforms, allocate
from sim.world.population.counts import table_one
from sim.world.population.firms import MONTH
from sim.world.population.parameters import Population

ALLIANCE_FAMILY = 0xF3000000
LOCAL_CHANCE = 0.8
CAPACITY = 3000

type Pool = tuple[memoryview[int], memoryview[float]]
"""Rows of firms, and cumulative weights."""


def alliance_counts(p: Population) -> np.ndarray:
    """Alliances by member: zone counts, and the rest to Shenyang and Shenfu by their high-tech firms; shape (8,)."""
    members = [region.id for region in regions()]
    found = np.zeros(CITY_COUNT, dtype=int)
    for zone, member in (("anshan", "anshan"), ("tengao", "anshan"), *((m, m) for m in members[2:7])):
        found[members.index(member)] += int(fact(f"{zone}_htz_alliances").value)
    rest = int(p.alliances) - int(found.sum())
    high_tech = table_one()["high_tech"]
    found[7] = round(rest * high_tech[7] / (high_tech[0] + high_tech[7]))
    found[0] = rest - found[7]
    return found


def build_alliances(firms: Firms, platforms: Platforms, draws: Draws, p: Population, start: int, *, scale: float = 1.0) -> Alliances:
    """Return the alliances, ``scale`` times those counted but none where there is no firm, and count them in their member firms."""
    peopled = np.bincount(firms.city[: int(firms.rows[0])], minlength=CITY_COUNT) > 0
    counted = np.where(peopled, np.rint(alliance_counts(p) * scale), 0).astype(int)
    total = int(counted.sum())
    alliances = allocate(Alliances, max(CAPACITY, 2 * total), total)
    alliances.rows[0] = total
    alliances.city[:total] = np.repeat(np.arange(CITY_COUNT), counted)
    within = np.concatenate([np.arange(n) for n in counted])
    parents = (ALLIANCE_FAMILY + alliances.city[:total].astype(np.int64)).astype(np.uint64)
    alliances.identity[:total] = families(parents, MONTH, within)
    draw = [uniforms(draws.key("population.alliance", MONTH), alliances.identity[:total], i) for i in range(4 + 3 * ALLIANCE_SIZE)]
    pools = _Pools(firms, platforms, p)
    for row, numbers in enumerate(np.transpose(draw).tolist()):
        _fill(alliances, firms, pools, row, numbers, start)
    seats, rows = alliances.members[:total], int(firms.rows[0])
    firms.alliances[:rows] += np.bincount(seats[seats >= 0], minlength=rows).astype(firms.alliances.dtype)
    return alliances


class _Pools:
    """Firms of each city and field, with cumulative weights by size, and research platforms of each city and field.

    As views whose elements are Python's numbers, because they are looked at one by one.
    """

    def __init__(self, firms: Firms, platforms: Platforms, p: Population) -> None:
        rows = int(firms.rows[0])
        weight = firms.revenue[:rows] ** p.alliance_hub
        self.of_city = [self._pool(np.flatnonzero(firms.city[:rows] == c), weight) for c in range(CITY_COUNT)]
        self._by_field: dict[tuple[int, int], Pool] = {}
        self._firms, self._weight, self._rows = firms, weight, rows
        self._platforms = platforms
        self._research: dict[tuple[int, int], np.ndarray] = {}

    @staticmethod
    def _pool(members: np.ndarray, weight: np.ndarray) -> Pool:
        return memoryview(members), memoryview(np.cumsum(weight[members]))

    def of_field(self, field: int, city: int) -> Pool:
        """Firms of a field, of one city or (city -1) of all."""
        pool = self._by_field.get((field, city))
        if pool is None:
            mine = self._firms.field[: self._rows] == field
            if city >= 0:
                mine &= self._firms.city[: self._rows] == city
            pool = self._by_field[field, city] = self._pool(np.flatnonzero(mine), self._weight)
        return pool

    def platforms_of(self, field: int, city: int) -> np.ndarray:
        """Research platforms of a field in a city, or in all cities if there is none."""
        found = self._research.get((field, city))
        if found is None:
            platforms, used = self._platforms, int(self._platforms.rows[0])
            fitting = (platforms.kind[:used] < CONCEPT_CENTRE) & (platforms.field[:used] == field)
            found = np.flatnonzero(fitting & (platforms.city[:used] == city))
            found = self._research[field, city] = found if len(found) else np.flatnonzero(fitting)
        return found


def _draw(pool: Pool, u: float) -> int:
    members, cumulative = pool
    return members[min(len(members) - 1, bisect_left(cumulative, u * cumulative[-1]))]


def _fill(alliances: Alliances, firms: Firms, pools: _Pools, row: int, u: list[float], start: int) -> None:
    """Choose the lead by size, then members of its field, then a platform of the field (E-20.8)."""
    city = int(alliances.city[row])
    lead = _draw(pools.of_city[city], u[0])
    field = int(firms.field[lead])
    members = [lead]
    for seat in range(1, 2 + int(u[1] * (ALLIANCE_SIZE - 1))):
        local = u[4 + seat] < LOCAL_CHANCE
        pool = pools.of_field(field, city if local else -1)
        candidate = _draw(pool, u[4 + ALLIANCE_SIZE + seat])
        if candidate not in members:
            members.append(candidate)
    alliances.lead[row], alliances.field[row], alliances.size[row] = lead, field, len(members)
    alliances.members[row, : len(members)] = members
    alliances.platform[row] = _platform(pools.platforms_of(field, city), u[2])
    alliances.born[row] = start - 1 - int(u[3] * 60)


def _platform(fitting: np.ndarray, u: float) -> int:
    return int(fitting[int(u * len(fitting))]) if len(fitting) else -1
