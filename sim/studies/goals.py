"""What an optimisation may be about, and how a mix of levers is judged against doing nothing."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.indicators.registry import indicators

COST = "public_cost"
GOALS: Mapping[str, str] = {
    "converted": "converted_results",
    "turnover": "registered_turnover",
    "equality": "theil_turnover",
    "cost": COST,
}
"""Indicator by the short name of a goal; any other indicator with a better direction may be named by its key."""


class UnknownGoalError(ValueError):
    """No goal of this name exists, or its indicator has no better direction."""


class Goal(NamedTuple):
    """An indicator of the circle and the direction in which it is better: 1 up, -1 down."""

    name: str
    indicator: str
    better: int

    @property
    def place(self) -> int:
        """Place of the indicator in the register."""
        return list(indicators()).index(self.indicator)


def goal_of(name: str) -> Goal:
    """Return a goal by its short name or by the key of an indicator.

    Raises:
        UnknownGoalError: there is none.
    """
    key = GOALS.get(name, name)
    if key not in indicators():
        raise UnknownGoalError(name)
    better = -1 if key == COST else indicators()[key].better
    if not better:
        raise UnknownGoalError(name)
    return Goal(name, key, better)


def dominated(scores: np.ndarray) -> np.ndarray:
    """Say for each row whether another row is at least as good in every column and better in one; more is better.

    >>> dominated(np.array([[1.0, 2.0], [1.0, 1.0], [2.0, 0.0]])).tolist()
    [False, True, False]
    """
    as_good = (scores[None, :, :] >= scores[:, None, :]).all(axis=2)
    better = (scores[None, :, :] > scores[:, None, :]).any(axis=2)
    return np.asarray((as_good & better).any(axis=1))


def regrets(values: np.ndarray, better: int) -> np.ndarray:
    """What each mix misses in each world against the best mix of that world; shape (worlds, mixes), never negative.

    >>> regrets(np.array([[3.0, 1.0], [2.0, 5.0]]), 1).tolist()
    [[0.0, 2.0], [3.0, 0.0]]
    """
    worth = values * better
    return np.asarray(worth.max(axis=1, keepdims=True) - worth)
