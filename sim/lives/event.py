"""An event of a life, and a life."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from sim.texts.bilingual import Language
from sim.texts.catalogue import text
from sim.texts.numbers import money_text, month_words, number_text

type Kind = Literal["result", "firm"]
MILLION = 100_000_000
"""Fen in a million CNY."""


class UnknownLifeError(LookupError):
    """No result or firm of the run has this identity or number."""


class Event(NamedTuple):
    """One thing that happened.

    ``what`` is a key of the catalogue under ``life``; values are keys of the catalogue (``word.city.benxi``), titles by language, or amounts
    in million CNY, and become words by :meth:`told`.
    """

    month: int
    what: str
    names: Mapping[str, str] = {}
    titles: Mapping[str, Mapping[str, str]] = {}
    amounts: Mapping[str, float] = {}
    counts: Mapping[str, float] = {}

    def told(self, language: Language) -> str:
        """The event as a sentence without its month."""
        values: dict[str, str] = {name: text(key, language) for name, key in self.names.items()}
        values |= {name: title[language] for name, title in self.titles.items()}
        values |= {name: money_text(_rounded(amount) * MILLION, language) for name, amount in self.amounts.items()}
        values |= {name: number_text(count, decimals=1) for name, count in self.counts.items()}
        return text(f"life.{self.what}", language, **values)

    def as_record(self) -> dict[str, object]:
        """The event as plain values: month, key, and what it is about (amounts in million CNY)."""
        titles = {name: title["en"] for name, title in self.titles.items()}
        return {"month": month_words(self.month, "en"), "event": self.what, **self.names, **titles, **self.amounts, **self.counts}


def _rounded(amount: float) -> float:
    """Three digits say what a reader of a life wants to know."""
    return float(f"{amount:.3g}")


class Life(NamedTuple):
    """The life of one result or firm in one run."""

    scenario: str
    kind: Kind
    identity: int
    row: int
    """Row in the run's table; the browser's live run counts from it."""
    events: tuple[Event, ...]

    @property
    def name(self) -> str:
        """Birth identity as sixteen hexadecimal digits."""
        return f"{self.identity:016x}"
