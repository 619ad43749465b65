"""Building HTML so that text from files can never become markup."""

from collections.abc import Iterable, Sequence
from html import escape

_VOID = {"meta", "br", "link"}


class Markup(str):
    """Text that is HTML already; everything else is escaped where it is put in."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str) -> Markup:
    """Return one element; children and attribute values are escaped unless they are :class:`Markup`.

    A trailing underscore in an attribute's name is dropped, others become hyphens.

    >>> element("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    written = "".join(f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    inside = "" if tag in _VOID else f"{joined(children)}</{tag}>"
    return Markup(f"<{tag}{written}>{inside}")


def joined(parts: Iterable[str]) -> Markup:
    """Put parts one behind the other, escaping plain text."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def code(text: str) -> Markup:
    """Return a command or an identifier that a reader may copy."""
    return element("pre", element("code", text))


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> Markup:
    """Return a table in a frame that scrolls sideways on narrow screens.

    Args:
        caption: what the table shows, with the unit when all numbers share one.
        head: titles of the columns.
        rows: cells; the first cell of a row names it.
        numbers: positions of the columns that hold numbers and stand to the right.
    """
    kinds = ["number" if place in numbers else "words" for place in range(len(head))]
    header = element("tr", *(element("th", cell, scope="col", class_=kind) for cell, kind in zip(head, kinds, strict=True)))
    body = [element("tr", *_cells(row, kinds)) for row in rows]
    inside = element("table", element("caption", caption), element("thead", header), element("tbody", *body))
    return element("div", inside, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _cells(row: Sequence[str], kinds: Sequence[str]) -> Iterable[Markup]:
    for place, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
        yield element("th", cell, scope="row", class_=kind) if place == 0 else element("td", cell, class_=kind)
