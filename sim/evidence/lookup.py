"""Finding one row by its id, with help for a misspelt one."""

from collections.abc import Mapping
from difflib import get_close_matches

from sim.texts.bilingual import Bilingual


class UnknownEvidenceError(KeyError):
    """No row has this id. ``text`` holds the message in both languages and the ids that come nearest."""

    def __init__(self, kind: Bilingual, asked: str, known: Mapping[str, object]) -> None:
        super().__init__(asked)
        near = get_close_matches(asked, known, n=3, cutoff=0.6)
        hint_en = f"; did you mean {' or '.join(near)}?" if near else ""
        hint_zh = f"；是否指 {'、'.join(near)}？" if near else ""
        self.suggestions = tuple(near)
        self.text = Bilingual(
            f"unknown {kind.en} {asked!r}{hint_en}",
            f"没有名为 {asked!r} 的{kind.zh}{hint_zh}",
        )

    def __str__(self) -> str:
        return self.text.en


def find[T](rows: Mapping[str, T], asked: str, kind: Bilingual) -> T:
    """Return the row with the id ``asked``.

    Raises:
        UnknownEvidenceError: no row has it; the message suggests the nearest ids.
    """
    try:
        return rows[asked]
    except KeyError:
        raise UnknownEvidenceError(kind, asked, rows) from None
