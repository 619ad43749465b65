"""A facade with the methods of Mesa's data collector over the run's own records."""

from typing import TYPE_CHECKING

import pandas as pd

from sim.calendar import month_text
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.runs.frames import indicator_frame
from sim.runs.outcome import DONE, RunOutcome

if TYPE_CHECKING:
    from sim.runs.engine import Engine


class Collector:
    """Frames of a running model, as plots of Mesa expect them."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine

    def get_model_vars_dataframe(self) -> pd.DataFrame:
        """Circle totals by month: one row per month lived, one column per series."""
        records = self._engine.world.records
        index = pd.Index([month_text(month) for month in records.months], name="month")
        if not records.months:
            return pd.DataFrame(columns=list(series_names()), index=index)
        return pd.DataFrame(records.array()[:, :, CIRCLE], columns=list(series_names()), index=index)

    def get_agent_vars_dataframe(self) -> pd.DataFrame:
        """The living enterprises this month: one row per firm, one column per attribute."""
        firms = self._engine.world.firms
        rows = int(firms.rows[0])
        plain = [name for name in firms._fields[1:] if getattr(firms, name).ndim == 1]
        frame = pd.DataFrame({name: getattr(firms, name)[:rows] for name in plain})
        return frame[frame.alive].drop(columns="alive")

    def indicators(self) -> pd.DataFrame:
        """Monthly indicators of every region, long format."""
        records = self._engine.world.records
        key = self._engine.scenario.key
        outcome = RunOutcome(key, 0, self._engine.seed, DONE, months=tuple(records.months), series=records.array())
        return indicator_frame([outcome])
