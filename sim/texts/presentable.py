"""What people see when they print an object or leave it at the end of a notebook cell."""

from typing import TYPE_CHECKING

from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.report.cards.card import Card


class Presentable:
    """An object with a card: one line where it is printed, a small table in a notebook; names and units instead of keys."""

    __slots__ = ()

    def card(self, language: Language | None = None) -> "Card":
        """Return what a notebook shows.

        Args:
            language: ``en`` or ``zh``; by default that of the session (``METROSIM_LANG``, else the locale).
        """
        raise NotImplementedError(f"{type(self).__name__} has no card")

    def __repr__(self) -> str:
        return repr(self.card())

    def __str__(self) -> str:
        return repr(self.card())

    def _repr_html_(self) -> str:
        return self.card()._repr_html_()
