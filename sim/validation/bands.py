"""The stylised facts and their bands, as committed before the first validation run (``calibration/targets/bands.csv``)."""

import csv
from functools import cache
from typing import NamedTuple

from sim.places import repository_or_package_data
from sim.texts.bilingual import Bilingual

NO_LIMIT = 1e9
"""Upper end of a band that has none."""


class Band(NamedTuple):
    """One fact: its row in the science notes (0: documents), the band that the median of runs must lie in, title and statistic."""

    key: str
    science_row: int
    low: float
    high: float
    title: Bilingual
    statistic: Bilingual

    @property
    def open_above(self) -> bool:
        """Whether the fact is a sign: above ``low``, by however much."""
        return self.high >= NO_LIMIT


@cache
def bands() -> tuple[Band, ...]:
    """Return the facts in the order of the file."""
    path = repository_or_package_data("calibration") / "targets" / "bands.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_band(row) for row in csv.DictReader(file))


def _band(row: dict[str, str]) -> Band:
    title, statistic = Bilingual(row["title_en"], row["title_zh"]), Bilingual(row["statistic_en"], row["statistic_zh"])
    return Band(row["key"], int(row["science_row"]), float(row["low"]), float(row["high"]), title, statistic)
