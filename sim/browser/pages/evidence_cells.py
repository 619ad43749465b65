"""What rows of the evidence tables are made of: text, badges, headings, and whether something was met."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.browser.words import say
from sim.texts.bilingual import Language


class Badge(NamedTuple):
    """A word that tells how a number is known, and its CSS class."""

    text: str
    kind: str


class Keyed(NamedTuple):
    """A title and the key by which plans and files call it: shown when pointed at, kept in the saved table, and found by a search."""

    text: str
    key: str


type Cell = str | Badge | Keyed
type Rows = tuple[list[str], list[Sequence[Cell]], tuple[int, ...]]
"""Headings, rows, and the columns that hold numbers."""


def heads(language: Language, *keys: str) -> list[str]:
    """Headings of a table."""
    return [say(f"evidence.head.{key}", language) for key in keys]


def met(yes: bool, language: Language) -> Badge:
    """Whether something is as it should be."""
    return Badge(say("evidence.met" if yes else "evidence.missed", language), "met" if yes else "missed")
