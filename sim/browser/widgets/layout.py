"""Plain boxes of the pages: sections, cards, key figures, tables, messages."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import solara

from sim.browser.drawing.marks import Mark, joined, mark


def box(css: str, tag: str = "div") -> Any:
    """Return an element that others are put in with a ``with`` statement."""
    return solara.v.Html(tag=tag, class_=css)


def doing(act: Callable[..., object], *given: object) -> Callable[[object], None]:
    """Return a callback that does something with what is given now, whatever the page sends along."""

    def callback(_data: object) -> None:
        act(*given)

    return callback


def html(content: Mark, css: str = "", tag: str = "div") -> Any:
    """Show markup that was made with marks, so everything of others in it is escaped."""
    return solara.HTML(tag=tag, unsafe_innerHTML=str(content), classes=[css] if css else [])


def say_text(text: str, css: str = "text", tag: str = "p") -> Any:
    """Show plain text."""
    return html(mark("span", text), css, tag)


def notice(text: str, kind: str = "info") -> Any:
    """Show a message; ``kind`` is info, warning or error."""
    role = "alert" if kind == "error" else "status"
    return html(mark("div", text, class_=f"notice tone-{kind}", role=role))


def figures(items: Iterable[tuple[str, str, str, str]]) -> Any:
    """Show key figures: mark, title, value and what stands below."""
    cards = [
        mark(
            "div",
            mark("div", title, class_="kpi-title"),
            mark("div", *_parts(value), class_="kpi-value"),
            mark("div", below or "\u00a0", class_="kpi-below"),
            class_="kpi",
            data_kpi=key,
        )
        for key, title, value, below in items
    ]
    return html(joined(*cards), "kpis")


def _parts(value: str) -> list[Mark]:
    """Set the unit of a figure smaller than its number."""
    number = value.rstrip("".join(character for character in value if not character.isdigit()))
    return [mark("span", number), mark("small", value[len(number) :])]


def table(headings: Sequence[str], rows: Iterable[Sequence[Mark | str]], *, numbers: Sequence[int] = (), css: str = "") -> Mark:
    """Return a table as markup; columns in ``numbers`` are set right."""

    def cell(tag: str, content: Mark | str, column: int) -> Mark:
        return mark(tag, content, class_="number" if column in numbers else None, scope="col" if tag == "th" else None)

    head = mark("thead", mark("tr", *(cell("th", heading, i) for i, heading in enumerate(headings))))
    body = mark("tbody", *(mark("tr", *(cell("td", content, i) for i, content in enumerate(row))) for row in rows))
    return mark("div", mark("table", head, body), class_=f"table {css}".strip(), tabindex=0)
