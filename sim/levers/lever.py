"""What a lever is: a typed, dated, costed instrument that acts on one process."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from sim.levers.office import Office
from sim.levers.quantities import Felt
from sim.levers.terms import DatedTerms
from sim.texts.bilingual import Bilingual


class Assumption(NamedTuple):
    """A term that the documents leave open: parameter, value used, plausible range and reason.

    Value and range are written with their unit, as a reader would.

    Examples:
        >>> from sim.texts.bilingual import Bilingual
        >>> Assumption("fee", "8万", "3万 .. 20万", Bilingual("Fees are not printed.", "展位费未载明。")).bounds
        '3万 .. 20万'
    """

    parameter: str
    value: str
    bounds: str
    reason: Bilingual


def _revived(key: str, terms: DatedTerms) -> "Lever[Any]":
    """Make a lever again from its name and its terms."""
    from sim.levers.registry import lever_types  # the register imports the levers, which import this file

    return lever_types()[key](terms)


class Lever[T: DatedTerms](ABC):
    """Base of all levers; a subclass is one instrument.

    Subclasses set the class attributes and implement :meth:`act`, which is called once for each month in
    force, before the other processes of the month. ``docs/examples/night_market.py`` is a complete one.

    Examples:
        >>> from sim.levers.registry import lever_types
        >>> fund = lever_types()["launch_fund"]
        >>> lever = fund(fund.terms_type.model_validate({}))
        >>> [lever.in_force(month) for month in (71, 72, 107, 108)]  # 2025-12, 2026-01, 2028-12, 2029-01
        [False, True, True, False]
    """

    key: ClassVar[str]
    """Name in scenario files."""
    title: ClassVar[Bilingual]
    summary: ClassVar[Bilingual]
    """One sentence: who gets what for what."""
    group: ClassVar[str]
    """Row group of the lever table: research, verification, market, finance, firms, demand, talent, openness, coordination."""
    acts_on: ClassVar[str]
    """Key of the process whose mechanism it touches."""
    moves: ClassVar[str]
    """Key of the indicator that the mechanism moves first."""
    felt: ClassVar[Felt] = "cities"
    """Whether that indicator moves in the cities of the lever or anywhere in the circle."""
    raises: ClassVar[bool] = True
    """Whether the lever raises that indicator; otherwise it lowers it."""
    needs: ClassVar[tuple[str, ...]] = ()
    """Keys of levers that it works through: without one of them in force it changes nothing."""
    evidence: ClassVar[tuple[str, ...]]
    """Row ids of ``levers.csv``."""
    figures: ClassVar[Mapping[str, str]] = {}
    """Rows whose printed value is the default of a term: row id, and the term's name (``tranches.0`` for a part, ``#tranches`` for its length)."""
    assumptions: ClassVar[tuple[Assumption, ...]] = ()
    terms_type: ClassVar[type[DatedTerms]]

    def __init__(self, terms: T) -> None:
        self.terms = terms

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel by name and terms: classes of schemes and plug-ins cannot be found by import."""
        return _revived, (self.key, self.terms)

    def in_force(self, month: int) -> bool:
        """Whether the lever acts in a month (index, 0 is January 2020): E-1.1 of the ODD protocol."""
        end = self.terms.end
        return self.terms.start <= month and (end is None or month <= end)

    @abstractmethod
    def act(self, office: Office) -> None:
        """Post offers, shift quantities and make scheduled payments for this month.

        With ``scale: 0`` it must do nothing.

        Args:
            office: the lever's desk; its only way to touch the run.
        """
