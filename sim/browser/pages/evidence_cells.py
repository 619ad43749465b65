"""What rows of the evidence tables are made of: text, badges, headings, and whether something was met."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.browser.words import say
from sim.texts.bilingual import Language


class Badge(NamedTuple):
    """A word that tells how a number is known, and its CSS class."""

    text: str
    kind: str


type Cell = str | Badge
type Rows = tuple[list[str], list[Sequence[Cell]], tuple[int, ...]]
"""Headings, rows, and the columns that hold numbers."""


def heads(language: Language, *keys: str) -> list[str]:
    """Headings of a table."""
    return [say(f"evidence.head.{key}", language) for key in keys]


def met(yes: bool, language: Language) -> str:
    """Whether something is as it should be."""
    return say("evidence.met" if yes else "evidence.missed", language)
