"""Official targets that the model measures, and whether a run meets them."""

from typing import Literal, NamedTuple

import numpy as np

from sim.evidence import MEMBERS, fact, target
from sim.indicators.records import CIRCLE
from sim.texts.bilingual import Bilingual as B


class Goal(NamedTuple):
    """A target: which indicator in which place and year must be at least or at most what.

    ``growth_from`` asks for the mean yearly growth since the end of that year instead of the level.
    """

    key: str
    indicator: str
    place: int
    year: int
    bound: float
    side: Literal["at_least", "at_most"] = "at_least"
    growth_from: int | None = None
    note: B = B("", "")

    @property
    def region(self) -> str:
        """Member or ``circle``."""
        return "circle" if self.place == CIRCLE else MEMBERS[self.place]

    def met(self, values: np.ndarray, years: list[int]) -> np.ndarray | None:
        """Whether courses of the indicator meet it; None if the horizon ends earlier.

        Args:
            values: shape (courses, years, 9).
            years: the calendar years.
        """
        if self.year not in years or (self.growth_from is not None and self.growth_from not in years):
            return None
        value = values[:, years.index(self.year), self.place]
        if self.growth_from is not None:
            before = values[:, years.index(self.growth_from), self.place]
            value = (value / before) ** (1.0 / (self.year - self.growth_from)) - 1.0
        found: np.ndarray = value >= self.bound if self.side == "at_least" else value <= self.bound
        return found


def goals() -> tuple[Goal, ...]:
    """Return the targets, with their bounds read from the evidence; money in million CNY."""
    turnover, high_tech = _value("metro_tech_contract_2027") * 100, _value("metro_hnte_2027")
    rescaled, growth = fact("derived_hnte_goal_rescaled_2027").value, _value("metro_rd_growth") / 100
    local, duplicate = _value("local_conversion_rate_2027") / 100, _value("duplicate_rd_rate_2026") / 100
    return (
        Goal("metro_tech_contract_2027", "registered_turnover", CIRCLE, 2027, turnover),
        Goal("metro_hnte_2027", "high_tech", CIRCLE, 2027, high_tech, note=B("as printed", "按原文")),
        Goal("derived_hnte_goal_rescaled_2027", "high_tech", CIRCLE, 2027, rescaled,
             note=B("on the base of table 1 (I-01)", "折算到表1口径（I-01）")),
        Goal("metro_rd_growth", "rd_real", CIRCLE, 2027, growth, growth_from=2023,
             note=B("mean yearly growth of firms' R&D from the end of 2023", "企业研发自2023年末起的年均增速")),
        Goal("local_conversion_rate_2027", "local_conversion_rate", 0, 2027, local, note=B("by value, of deals over results", "按成果交易金额")),
        Goal("duplicate_rd_rate_2026", "duplicate_rd_rate", CIRCLE, 2026, duplicate, side="at_most",
             note=B("over the whole circle, not inside clusters only", "按全圈口径，不限于集群内")),
    )  # fmt: skip


def _value(target_id: str) -> float:
    found = target(target_id).value
    if found is None:
        raise ValueError(f"target {target_id} prints no number")
    return float(found)
