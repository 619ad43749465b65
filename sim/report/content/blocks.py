"""The blocks a report is made of; formats render them, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from matplotlib.figure import Figure

from sim.report.content.table import Table
from sim.texts.bilingual import Language

type Form = Literal["full", "brief"]
type Tone = Literal["plain", "finding", "warning", "source"]


class Strong(str):
    """Words that stand out."""

    __slots__ = ()


class Mono(str):
    """A command or an identifier that a reader may copy."""

    __slots__ = ()


type Words = tuple[str, ...]
"""A text in parts, some of which may be :class:`Strong` or :class:`Mono`."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; its tone says whether it is a finding, a warning or a note on sources."""

    words: Words
    tone: Tone = "plain"


@dataclass(frozen=True)
class Bullets:
    """An unordered list."""

    items: tuple[Words, ...]
    tone: Tone = "plain"


@dataclass(frozen=True)
class Listing:
    """A command or a piece of a file, to be copied as it stands."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Names and what they are, one below the other."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Picture:
    """A figure that is drawn when a format asks for it."""

    key: str
    """Name of its files."""
    title: str
    caption: str
    description: str
    """What the figure shows, for those who cannot see it."""
    draw: Callable[[], Figure]
    width: float | None = None
    """Width in inches at which it is laid out, if not that of the page; a narrower figure has larger letters when printed."""


@dataclass(frozen=True)
class Folded:
    """Blocks that a page may fold away below their title."""

    title: str
    blocks: "tuple[Block, ...]"


type Block = Paragraph | Bullets | Listing | Facts | Picture | Table | Folded


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; the key is its anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """All that a report on one study says, in one language."""

    form: Form
    language: Language
    title: str
    """Title of the document."""
    heading: str
    subtitle: str
    sections: tuple[Section, ...]
    footer: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    """Names and values of what made it: command, version, seeds."""
    data: Callable[[], list[Table]] = list
    """Tables too long for a page, made when a spreadsheet asks for them."""


def text(words: str, tone: Tone = "plain") -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph((words,), tone)


def points(items: "list[str] | tuple[str, ...]", tone: Tone = "plain") -> Bullets:
    """Return a list of plain sentences."""
    return Bullets(tuple((item,) for item in items), tone)


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    """Return the tables among blocks in their order, also those folded away."""
    found: list[Table] = []
    for block in blocks:
        found += [block] if isinstance(block, Table) else tables(block.blocks) if isinstance(block, Folded) else []
    return found


def report_tables(report: Report) -> list[Table]:
    """Return all tables of a report in their order."""
    return [one for section in report.sections for one in tables(section.blocks)]
