"""What the sweep page reads of a stored sweep: points as numbers, effects with costs, influence of each factor."""

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.browser.studies.factors import factor_title
from sim.calendar import month_text, parse_month
from sim.runs.tables import read_json, read_table
from sim.scenario.amounts import money, read_number
from sim.texts.bilingual import Language

_FEN_PER_MILLION = 100_000_000


class Swept:
    """A stored sweep."""

    def __init__(self, folder: Path, language: Language) -> None:
        self.language = language
        self.manifest: dict[str, Any] = read_json(folder / "manifest.json")
        self._points = read_table(folder / "points.parquet", columns=("point",))
        self._effects = read_table(folder / "effects.parquet", columns=("point", "indicator", "region", "effect", "low", "high", "public_cost"))

    @property
    def factors(self) -> list[str]:
        """Keys of the factors in the order of the plan."""
        return [str(column) for column in self._points.columns if column != "point"]

    def title(self, factor: str) -> str:
        """Title of a factor."""
        return factor_title(factor, self.language)

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """Values of the factors by point, as numbers; money in million CNY, NaN where a factor keeps the scenario's value."""
        table = {key: [as_number(value) for value in self._points[key]] for key in self.factors}
        return pd.DataFrame(table, index=self._points["point"])

    def is_money(self, factor: str) -> bool:
        """Whether a factor is an amount of money."""
        return any(_is_money(str(value)) for value in self._points[factor].dropna())

    def is_share(self, factor: str) -> bool:
        """Whether a factor is written as per cent."""
        return any(str(value).endswith("%") for value in self._points[factor].dropna())

    def effects(self, indicator: str) -> pd.DataFrame:
        """Return the effects on one indicator of the circle by point: effect, low, high, public cost."""
        rows = self._effects[(self._effects.indicator == indicator) & (self._effects.region == "circle")]
        return rows.set_index("point")[["effect", "low", "high", "public_cost"]]

    def influence(self, indicator: str) -> list[tuple[str, float]]:
        """Return rank correlation of each factor with the effect, the strongest first; factors that do not vary are left out."""
        effects = self.effects(indicator)["effect"]
        found = []
        for key in self.factors:
            values = self.numbers[key].reindex(effects.index)
            known = values.notna()
            if values[known].nunique() > 1 and effects[known].nunique() > 1:
                found.append((key, float(values[known].rank().corr(effects[known].rank()))))
        return sorted(found, key=lambda one: -abs(one[1]))

    def box(self, indicator: str) -> list[tuple[str, float, float, float, float]]:
        """Return the failure box: by factor the range of the tenth of points with the worst effect, beside the whole range."""
        effects = self.effects(indicator)["effect"]
        worst = effects.nsmallest(max(2, round(len(effects) / 10))).index
        found = []
        for key in self.factors:
            whole, bad = self.numbers[key].dropna(), self.numbers[key].reindex(worst).dropna()
            if len(bad) and whole.nunique() > 1:
                found.append((key, float(whole.min()), float(whole.max()), float(bad.min()), float(bad.max())))
        return found


def as_number(value: object) -> float:
    """Read a value of a plan as a number: money in million CNY, a month as its index, anything else that is no number as NaN."""
    text = str(value)
    if _is_money(text):
        return money(text) / _FEN_PER_MILLION
    try:
        return read_number(text)
    except ValueError:
        pass
    try:
        return float(parse_month(text)) if len(text) <= len(month_text(0)) else np.nan
    except ValueError:
        return np.nan


def _is_money(text: str) -> bool:
    try:
        money(text)
    except ValueError:
        return False
    return True
