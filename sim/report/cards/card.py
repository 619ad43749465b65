"""The card itself: a heading, a few facts, sentences, tables; as one line of text and as HTML."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sim.report.markup import Markup, element, joined
from sim.texts.bilingual import Language, default_language
from sim.texts.catalogue import text

_LINE = "1px solid rgba(128,128,128,.45)"
"""Half transparent grey is seen on white and on black; text and paper are left to the notebook's theme."""
_TABLE = "border-collapse:collapse;margin:.4em 0;color:inherit;background:transparent;font-size:.92em"
_CELL = f"border:0;border-bottom:{_LINE};padding:.2em .7em;vertical-align:top;color:inherit;background:transparent"


class CardTable(NamedTuple):
    """A table of a card; ``numbers`` are the columns that stand to the right."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()


class Body(NamedTuple):
    """What stands below the heading: sentences, then tables."""

    sentences: Sequence[str] = ()
    tables: Sequence[CardTable] = ()


def _nothing() -> Body:
    return Body()


@dataclass(frozen=True, repr=False)
class Card:
    """What a notebook shows of one object. The body is made when HTML is asked for, so that printing stays cheap."""

    kind: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    body: Callable[[], Body] = _nothing
    language: Language = "en"

    def __repr__(self) -> str:
        """One line without markup."""
        between, end = ("；", "（{}）") if self.language == "zh" else ("; ", " ({})")
        facts = between.join(self._fact(*fact) for fact in self.facts)
        colon = "：" if self.language == "zh" else ": "
        return self.kind + (colon + self.title if self.title else "") + (end.format(facts) if facts else "")

    def _repr_html_(self) -> str:
        body = self.body()
        facts = " · ".join(self._fact(*fact) for fact in self.facts)
        heading = element("div", element("span", self.kind, style="opacity:.7"), " ", element("strong", self.title))
        parts: list[Markup] = [heading]
        parts += [element("div", facts, style="opacity:.8;font-size:.92em")] if facts else []
        if len(body.sentences) == 1:
            parts.append(element("div", body.sentences[0], style="margin:.3em 0"))
        elif body.sentences:
            parts.append(element("ul", *(element("li", sentence) for sentence in body.sentences), style="margin:.4em 0 .4em 1.2em;padding:0"))
        parts += [_table(table) for table in body.tables]
        return element("div", *parts, lang="zh-CN" if self.language == "zh" else "en", style="color:inherit;max-width:70em;overflow-x:auto")

    def _fact(self, name: str, value: str) -> str:
        return f"{name}{'：' if self.language == 'zh' else ': '}{value}" if name else value


def words(key: str, language: Language | None, **values: object) -> str:
    """Return a text of the cards in a language, by default that of the session."""
    return text(f"card.{key}", language or default_language(), **values)


def _table(table: CardTable) -> Markup:
    sides = ["right" if place in table.numbers else "left" for place in range(len(table.head))]
    head = element("tr", *_cells("th", table.head, sides), style="background:transparent")
    rows = (element("tr", *_cells("td", row, sides), style="background:transparent") for row in table.rows)
    caption = element("caption", table.caption, style="caption-side:top;text-align:left;color:inherit;opacity:.8") if table.caption else Markup("")
    return element("table", caption, element("thead", head), element("tbody", joined(rows)), style=_TABLE)


def _cells(tag: str, cells: Iterable[str], sides: Sequence[str]) -> Iterable[Markup]:
    for cell, side in zip(cells, sides, strict=True):
        yield element(tag, cell, style=f"{_CELL};text-align:{side}")
