"""What the compare page reads of a stored comparison: effects, courses over time, chances of the official targets."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.calendar import month_index
from sim.indicators.registry import indicators
from sim.report.comparison import Comparison
from sim.report.targets import TARGET_YEAR, goals
from sim.runs.tables import DamagedResultsError
from sim.texts.bilingual import Language

SHOWN = (
    "converted_results",
    "landed_results",
    "first_sales",
    "registered_turnover",
    "high_tech",
    "srdi",
    "local_conversion_rate",
    "circle_conversion_rate",
)


class Chance(NamedTuple):
    """Share of runs of a scenario that reach a target, and the mean they reach."""

    scenario: str
    share: float
    mean: float


class Compared:
    """A stored comparison, read part by part."""

    def __init__(self, folder: Path, language: Language) -> None:
        self.data = Comparison(folder, language)
        self.language = language

    def title(self, key: str) -> str:
        """Title of a scenario of the comparison."""
        return self.data.manifest.scenarios[key].title.both().in_language(self.language)

    @cached_property
    def ready(self) -> list[str]:
        """Policies of which at least one pair came to its end."""
        found = set(self.data.effects["policy"])
        return [policy for policy in self.data.policies if policy in found]

    def effect(self, policy: str, indicator: str, region: str = "circle") -> pd.Series:
        """Return the row of one paired effect.

        Raises:
            DamagedResultsError: the table holds none.
        """
        rows = self.data.effects
        found = rows[(rows.policy == policy) & (rows.indicator == indicator) & (rows.region == region)]
        if found.empty:
            raise DamagedResultsError(self.data.folder / "effects.parquet", f"no row of {policy}, {indicator}, {region}")
        return found.iloc[0]

    def ranked(self, indicator: str) -> list[str]:
        """Return the policies, the best first."""
        better = indicators()[indicator].better or 1
        return sorted(self.ready, key=lambda policy: -better * float(self.effect(policy, indicator).effect))

    def course(self, indicator: str) -> tuple[list[int], dict[str, np.ndarray]]:
        """Return months, and by scenario mean, lowest and highest tenth over the runs; shape (3, months). Ratios have no course."""
        months, values = self._monthly(indicator)
        return months, {key: _spread(mine) for key, mine in values.items()}

    def differences(self, indicator: str) -> tuple[list[int], dict[str, np.ndarray]]:
        """Return months, and by policy the same of its paired differences to the baseline."""
        months, values = self._monthly(indicator)
        base = values[self.data.baseline]
        pairs = {key: (values[key] - base).dropna(axis=1, how="all") for key in self.ready}
        return months, {key: _spread(mine) for key, mine in pairs.items()}

    def _monthly(self, indicator: str) -> tuple[list[int], dict[str, pd.DataFrame]]:
        """Return months, and by scenario one column of values a run; flows summed over twelve months."""
        rows = self.data.monthly([indicator])
        months = sorted({int(month) for month in rows["month"]})
        found = {}
        for key in self.data.order:
            mine = rows[rows.scenario == key].pivot_table(index="month", columns="replicate", values="value", dropna=False).reindex(months)
            if mine.shape[1]:
                found[key] = mine.rolling(12, min_periods=12).sum() if indicators()[indicator].kind == "flow" else mine
        return months, found

    def chances(self) -> dict[str, tuple[float, list[Chance]]]:
        """Return for each official target of 2027 its value and the chance of each scenario; empty if the horizon does not reach it."""
        if self.data.last_month < month_index(TARGET_YEAR, 12):
            return {}
        goal = goals()
        wanted = {"registered_turnover": goal.turnover, "high_tech": goal.high_tech_rescaled}
        yearly = self.data.yearly(list(wanted))
        yearly = yearly[yearly.year == TARGET_YEAR]
        return {key: (value, self._chances(yearly[yearly.indicator == key], value)) for key, value in wanted.items()}

    def _chances(self, rows: pd.DataFrame, goal: float) -> list[Chance]:
        found = []
        for key in self.data.order:
            values = rows[rows.scenario == key]["value"]
            if len(values):
                found.append(Chance(key, float((values >= goal).mean()), float(values.mean())))
        return found

    def failures(self) -> Sequence[tuple[str, str, str, str]]:
        """Return scenario, stage, message and replay command of the runs that failed."""
        rows = self.data.runs[self.data.runs["state"] != "done"]
        return [(str(r["scenario"]), str(r["stage"]), str(r["message"]), str(r["replay"])) for r in rows.to_dict("records")]


def _spread(runs: pd.DataFrame) -> np.ndarray:
    return np.stack([runs.mean(axis=1), runs.quantile(0.1, axis=1), runs.quantile(0.9, axis=1)])
