"""Tables inside a page that is written by hand: what stands between two marks is written from the code.

A block begins with ``<!-- generated: NAME -->`` and ends with ``<!-- end -->``, each on a line of its own. ``python -m sim.reference``
writes the blocks of every page below ``docs`` anew; the prose around them is left alone.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from sim.texts.bilingual import Language

_BLOCK = re.compile(r"^<!-- generated: (?P<name>[^>\n]+?) -->\n(?P<body>.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)

type Block = Callable[[str, Language], list[str]]
"""Writes a block's lines from its name, which may end with what the block is about, and the language."""


def renewed(text: str, language: Language, blocks: Callable[[str], Block]) -> str:
    """Return a page with every block written anew.

    Args:
        text: the page.
        language: language of the page.
        blocks: returns what writes the block of a name.
    """

    def written(found: re.Match[str]) -> str:
        kind, _, about = found["name"].partition(" ")
        lines = "\n".join(blocks(kind)(about, language)).strip("\n")
        return f"<!-- generated: {found['name']} -->\n\n{lines}\n\n<!-- end -->"

    return _BLOCK.sub(written, text)


def block_names(text: str) -> tuple[str, ...]:
    """Return the names of the blocks of a page, in order."""
    return tuple(found["name"] for found in _BLOCK.finditer(text))


def pages_with_blocks(folder: Path) -> Iterator[tuple[Path, Language]]:
    """Yield the pages of a folder that have blocks, with their language; Chinese pages end in ``.zh.md``."""
    for path in sorted(folder.rglob("*.md")):
        if block_names(path.read_text(encoding="utf-8")):
            yield path, "zh" if path.name.endswith(".zh.md") else "en"
