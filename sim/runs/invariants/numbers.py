"""Numbers: every recorded value and every cell of state is a finite number inside what its unit allows."""

from typing import Any

import numpy as np

from sim.runs.invariants.references import TABLES
from sim.world.columns import columns_of
from sim.world.world import World

BETWEEN_0_AND_1 = ("0..1", "share")
MAY_BE_NEGATIVE = {("firms", "growth"), ("firms", "cash"), ("firms", "boost")}
"""Columns of real numbers that may lie below zero: growth and its impulse, and an overdrawn account."""
_ROUNDING = 1e-9


def check_numbers(world: World) -> None:
    """No recorded value and no cell is infinite or not a number; shares lie in 0..1, and amounts are not negative."""
    if world.records.values and not np.isfinite(world.records.values[-1]).all():
        raise AssertionError(f"month {world.month}: a recorded value is no finite number")
    for name in (*TABLES, "cities"):
        table: Any = getattr(world, name)
        for column, declared in columns_of(type(table)).items():  # type: ignore[arg-type]  # mypy takes a class variable for unhashable
            if declared.dtype == np.float64:
                used = getattr(table, column) if name == "cities" else getattr(table, column)[: int(table.rows[0])]
                _check_column(world, name, column, used, declared.unit)
    for name, notes in world.notes.items():
        if notes.dtype.kind == "f" and not np.isfinite(notes).all():
            raise AssertionError(f"month {world.month}: a note of {name} is no finite number")


def _check_column(world: World, name: str, column: str, values: np.ndarray, unit: str) -> None:
    if not np.isfinite(values).all():
        raise AssertionError(f"month {world.month}: {name}.{column} holds {values[~np.isfinite(values)][0]}, expected a finite number")
    low = -np.inf if (name, column) in MAY_BE_NEGATIVE else 0.0
    high = 1.0 + _ROUNDING if unit in BETWEEN_0_AND_1 else np.inf
    wrong = (values < low - _ROUNDING) | (values > high)
    if wrong.any():
        raise AssertionError(f"month {world.month}: {name}.{column} holds {values[wrong][0]}, expected {low} .. {high}")
