"""Marks: SVG (and HTML) elements as text; everything that is not a mark is escaped."""

from html import escape


class Mark(str):
    """Text that is markup already; only :func:`mark` and :func:`joined` make it."""

    __slots__ = ()


def mark(name: str, *children: "Mark | str | float", **attributes: object) -> Mark:
    """Return one element; attributes that are None are left out, underscores become hyphens.

    >>> mark("text", "<b>", x=1, data_pick="city:0")
    '<text x="1" data-pick="city:0">&lt;b&gt;</text>'
    """
    said = "".join(f' {key.strip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    inside = "".join(child if isinstance(child, Mark) else escape(str(child)) for child in children)
    return Mark(f"<{name}{said}>{inside}</{name}>")


def joined(*marks: Mark | None) -> Mark:
    """Return marks one after another."""
    return Mark("".join(one for one in marks if one is not None))


def drawing(width: float, height: float, *marks: Mark | None, alt: str) -> Mark:
    """Return a whole picture that scales with the place it gets; ``alt`` is read out by screen readers."""
    attributes = {"viewBox": f"0 0 {_value(width)} {_value(height)}", "role": "img", "aria-label": alt, "xmlns": "http://www.w3.org/2000/svg"}
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return Mark(f"<svg{said}>{joined(*marks)}</svg>")


def line(x1: float, y1: float, x2: float, y2: float, css: str, **more: object) -> Mark:
    """Return a straight line."""
    return mark("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=css, **more)


def words(x: float, y: float, text: str, css: str = "label", anchor: str = "start", **more: object) -> Mark:
    """Return text at a place."""
    return mark("text", text, x=x, y=y, class_=css, text_anchor=anchor, **more)


def box(x: float, y: float, width: float, height: float, **more: object) -> Mark:
    """Return a rectangle."""
    return mark("rect", x=x, y=y, width=max(0.0, width), height=max(0.0, height), **more)


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return escape(str(value))
