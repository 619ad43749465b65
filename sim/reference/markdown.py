"""Tables and headings in Markdown."""

from collections.abc import Iterable, Sequence

from sim.texts.bilingual import Bilingual, Language

WRITTEN = Bilingual("Written from the code by `make docs`; do not edit.", "本页由 `make docs` 从代码生成，请勿手工修改。")


def heading(title: Bilingual, introduction: Bilingual, language: Language) -> list[str]:
    """Return the head of a page."""
    return [f"# {title.in_language(language)}", "", introduction.in_language(language), "", f"*{WRITTEN.in_language(language)}*", ""]


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a table; bars inside cells are escaped."""
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return [*lines, ""]


def cell(value: object) -> str:
    """Return one cell's text."""
    return str(value).replace("|", "\\|").replace("\n", " ")


def text(lines: Iterable[str]) -> str:
    """Join lines to a page that ends with one newline."""
    return "\n".join(lines).rstrip() + "\n"
