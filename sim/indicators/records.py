"""What a run writes down: monthly series by region, and yearly flows between regions."""

from dataclasses import dataclass, field

import numpy as np

from sim.world.columns import REGION_COUNT

CIRCLE = 8
"""Column of the circle; columns 0..7 are the members."""


@dataclass(slots=True)
class YearFlows:
    """Contracts of one calendar year, seller by buyer region; values in million CNY."""

    registered_value: np.ndarray = field(default_factory=lambda: np.zeros((REGION_COUNT, REGION_COUNT)))
    real_value: np.ndarray = field(default_factory=lambda: np.zeros((REGION_COUNT, REGION_COUNT)))
    contracts: np.ndarray = field(default_factory=lambda: np.zeros((REGION_COUNT, REGION_COUNT)))


@dataclass(slots=True)
class Records:
    """Records of one run."""

    months: list[int] = field(default_factory=list)
    values: list[np.ndarray] = field(default_factory=list)
    """One array of shape (series, 9) per month, in the order of :func:`sim.indicators.measure.series_names`."""
    years: dict[int, YearFlows] = field(default_factory=dict)

    def array(self) -> np.ndarray:
        """All months as one array of shape (months, series, 9)."""
        return np.stack(self.values) if self.values else np.empty((0, 0, CIRCLE + 1))
