"""What an indicator is."""

from typing import Literal, NamedTuple

from sim.texts.bilingual import Bilingual

type Kind = Literal["flow", "stock", "ratio"]


class Indicator(NamedTuple):
    """One measured series: key, titles, unit, kind and direction.

    A flow is summed over months, a stock is read at the end, a ratio is the quotient of two recorded series
    summed over the months asked for. ``better`` is +1 if more is better, -1 if less is, 0 if neither.
    """

    key: str
    title: Bilingual
    unit: Bilingual
    kind: Kind
    better: int = 1
    numerator: str = ""
    denominator: str = ""
