"""Fixed geography: distances, field strengths and masses of the eight members and the six outside regions."""

from typing import NamedTuple

import numpy as np

from sim.kernels import typed_table


@typed_table
class Geography(NamedTuple):
    """Arrays over regions (0..7 members, 8..13 outside) and fields (0..12)."""

    distance: np.ndarray
    """Great-circle distance in km, shape (14, 14); inside a region the mean distance assumed for it."""
    strength: np.ndarray
    """Strength of a region in a field: 1 primary, 0.5 secondary, 0.1 not named; shape (14, 13)."""
    mass: np.ndarray
    """Demand for technology relative to Shenyang, shape (14,)."""
    supply: np.ndarray
    """Technology supplied relative to Shenyang, shape (14,)."""
    hub: np.ndarray
    """Whether a region is a national technology hub, shape (14,)."""
    linked: np.ndarray
    """Jointly built clusters: pairs of members linked in a field, shape (8, 8, 13), bool."""
    field_distance: np.ndarray
    """Cognitive distance between fields, 0..1, shape (13, 13)."""
    future: np.ndarray
    """Weight of 4+8 future industries in each field, shape (13,)."""
