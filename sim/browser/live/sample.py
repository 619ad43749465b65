"""The sample of firms that the map draws: a fixed share of each city, the same from month to month."""

import numpy as np

from sim.world.columns import CITY_COUNT
from sim.world.world import World

DRAWN = 320
LEAST = 6
"""Firms drawn of the smallest city."""


def sampled_firms(world: World) -> np.ndarray:
    """Return the rows of about :data:`DRAWN` firms, chosen by birth identity so that the choice is fixed, in order of cities."""
    rows = int(world.firms.rows[0])
    living = np.flatnonzero(world.firms.alive[:rows])
    chosen = [_of_city(world, living[world.firms.city[living] == city], len(living)) for city in range(CITY_COUNT)]
    return np.concatenate(chosen)


def _of_city(world: World, rows: np.ndarray, total: int) -> np.ndarray:
    wanted = min(len(rows), max(LEAST, round(DRAWN * len(rows) / max(1, total))))
    order = np.argsort(world.firms.identity[rows], kind="stable")
    return rows[order[:wanted]]
