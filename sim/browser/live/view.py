"""What the page reads of a run: series by key, sums of the last year, contracts between regions."""

from functools import cached_property

import numpy as np

from sim.browser.live.run import LiveRun
from sim.calendar import MONTHS_PER_YEAR
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.world.columns import NEVER, REGION_COUNT
from sim.world.world import World


class View:
    """A month of a run, read once for all pictures of the page."""

    def __init__(self, run: LiveRun) -> None:
        if run.model is None:
            raise ValueError("a closed run shows nothing")
        self.run = run
        self.world: World = run.model.world
        self.months = list(self.world.records.months)
        self._values = self.world.records.array()

    @property
    def end(self) -> int:
        """Last month of the horizon."""
        return self.run.scenario.horizon.end

    def series(self, key: str, region: int = CIRCLE) -> np.ndarray:
        """Return the monthly values of one series; empty before the first month."""
        if not self.months:
            return np.empty(0)
        return self._values[: len(self.months), series_names().index(key), region]

    def last(self, key: str, region: int = CIRCLE) -> float:
        """Return the last value of a stock, 0 before the first month."""
        values = self.series(key, region)
        return float(values[-1]) if values.size else 0.0

    def first(self, key: str, region: int = CIRCLE) -> float:
        """Return the first recorded value."""
        values = self.series(key, region)
        return float(values[0]) if values.size else 0.0

    def total(self, key: str, region: int = CIRCLE) -> float:
        """Return the sum of a flow since the start."""
        return float(self.series(key, region).sum())

    def year(self, key: str, region: int = CIRCLE) -> float:
        """Return the sum of a flow over the last twelve months."""
        return float(self.series(key, region)[-MONTHS_PER_YEAR:].sum())

    @cached_property
    def traffic(self) -> np.ndarray:
        """Real transfer of the last twelve months, seller by buyer region, million CNY, shape (14, 14)."""
        return traffic(self.world, first=self.world.month - MONTHS_PER_YEAR + 1, last=self.world.month)


def traffic(world: World, *, first: int, last: int, field: int | None = None, registered: bool = False) -> np.ndarray:
    """Sum contracts of some months (and one field) by seller and buyer region, million CNY, shape (14, 14).

    A contract counts in the month of its signature, or of its registration if ``registered``.
    """
    contracts, rows = world.contracts, int(world.contracts.rows[0])
    month = (contracts.registered if registered else contracts.month)[:rows]
    wanted = (month >= first) & (month <= last) & (month < NEVER)
    if field is not None:
        wanted &= contracts.field[:rows] == field
    found = np.zeros((REGION_COUNT, REGION_COUNT))
    np.add.at(found, (contracts.seller_region[:rows][wanted], contracts.buyer_region[:rows][wanted]), contracts.value[:rows][wanted])
    return found
