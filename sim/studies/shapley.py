"""Shapley values of a game, exactly or by sampled orders.

    phi_i = mean over orders of [v(those before i, and i) - v(those before i)]

The values of one game always add up to v(all) - v(none) (efficiency), exactly or sampled.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import comb, factorial

import numpy as np

type Coalition = frozenset[str]

MOST_EXACT = 6
"""Largest number of players for which every coalition is run: 64 coalitions."""


def all_coalitions(players: Sequence[str]) -> list[Coalition]:
    """Every coalition, the empty one first.

    >>> [sorted(c) for c in all_coalitions(("a", "b"))]
    [[], ['a'], ['b'], ['a', 'b']]
    """
    return [frozenset(chosen) for size in range(len(players) + 1) for chosen in combinations(players, size)]


def sampled_orders(players: Sequence[str], count: int, seed: int) -> list[tuple[str, ...]]:
    """Return ``count`` orders of the players, each with its reverse (which halves the sampling error of sums of pairs)."""
    generator = np.random.default_rng(seed)
    orders: list[tuple[str, ...]] = []
    while len(orders) < count:
        order = tuple(players[i] for i in generator.permutation(len(players)))
        orders += [order, order[::-1]]
    return orders[:count]


def coalitions_of(orders: Iterable[Sequence[str]]) -> list[Coalition]:
    """Coalitions that walking along the orders visits, smallest first."""
    seen = {frozenset(order[:size]) for order in orders for size in range(len(order) + 1)}
    return sorted(seen, key=lambda coalition: (len(coalition), sorted(coalition)))


def shapley_exact(players: Sequence[str], value: Mapping[Coalition, np.ndarray]) -> dict[str, np.ndarray]:
    """Return each player's share from the values of every coalition; arrays of any one shape."""
    n = len(players)
    shares = {}
    for player in players:
        others = [other for other in players if other != player]
        total = np.zeros_like(value[frozenset()])
        for coalition in all_coalitions(others):
            weight = factorial(len(coalition)) * factorial(n - len(coalition) - 1) / factorial(n)
            total = total + weight * (value[coalition | {player}] - value[coalition])
        shares[player] = total
    return shares


def shapley_sampled(orders: Sequence[Sequence[str]], value: Mapping[Coalition, np.ndarray]) -> dict[str, np.ndarray]:
    """Return each player's share as the mean gain along sampled orders; a leading axis of the result runs over orders."""
    gains: dict[str, list[np.ndarray]] = {player: [] for player in orders[0]}
    for order in orders:
        for place, player in enumerate(order):
            gains[player].append(value[frozenset(order[: place + 1])] - value[frozenset(order[:place])])
    return {player: np.stack(found) for player, found in gains.items()}


def interactions(players: Sequence[str], value: Mapping[Coalition, np.ndarray]) -> dict[tuple[str, str], np.ndarray]:
    """Shapley interaction index of each pair: what two together bring beyond the sum of each, averaged over the rest."""
    n = len(players)
    found = {}
    for one, two in combinations(players, 2):
        rest = [player for player in players if player not in (one, two)]
        total = np.zeros_like(value[frozenset()])
        for coalition in all_coalitions(rest):
            weight = 1 / ((n - 1) * comb(n - 2, len(coalition)))
            both, first, second = (value[coalition | added] for added in ({one, two}, {one}, {two}))
            total = total + weight * (both - first - second + value[coalition])
        found[one, two] = total
    return found
