"""One part of the performance document: a table and the sentences above it, in English and Chinese."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.texts.bilingual import Bilingual, Language

type Cell = str | Bilingual
"""What stands in a table: a figure, or words in both languages."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a benchmark measured.

    ``numbers`` are the raw figures by name, for the plot, for the goals and for the ratios of other sections.
    """

    title: Bilingual
    text: Bilingual
    head: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    numbers: dict[str, float] = field(default_factory=dict)

    def markdown(self, language: Language = "en") -> str:
        """The section as Markdown."""
        title, text = self.title.in_language(language), self.text.in_language(language)
        return f"## {title}\n\n{text}\n\n" + table(self.head, self.rows, language)


def table(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], language: Language) -> str:
    """A table as Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_said(cell, language) for cell in line) + " |" for line in lines) + "\n"


def _said(cell: Cell, language: Language) -> str:
    return cell if isinstance(cell, str) else cell.in_language(language)
