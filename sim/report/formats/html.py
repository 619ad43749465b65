"""HTML: one self-contained page that needs no network, fit for the screen and for printing."""

from collections.abc import Callable
from pathlib import Path

from sim.report.content.blocks import (
    Block,
    Bullets,
    Facts,
    Folded,
    Listing,
    Mono,
    Paragraph,
    Picture,
    Report,
    Section,
    Strong,
    Tone,
    Words,
)
from sim.report.content.table import Table, shown
from sim.report.figures.album import Album
from sim.report.formats.cut import first_rows
from sim.report.formats.format import BOTH, Format, file_of
from sim.report.markup import Markup, code, element, joined, table
from sim.report.words import report_text
from sim.texts.bilingual import Language

_THEME = Path(__file__).resolve().parents[1] / "theme.css"
_CLASSES: dict[Tone, str] = {"plain": "", "finding": "findings", "warning": "warning", "source": "source"}


def write(report: Report, folder: Path, album: Album) -> Path:
    """Write the page and return its path."""
    path = file_of(report, folder, "html")
    path.write_text(page(report, album), encoding="utf-8")
    return path


def page(report: Report, album: Album) -> str:
    """Return the whole page."""
    sections = [_section(one, report, album) for one in report.sections]
    header = element("header", element("h1", report.heading), element("p", report.subtitle))
    footer = element("footer", *(element("p", line) for line in report.footer))
    parts = [header, *_contents(report), element("main", *sections), footer]
    body = element("body", *parts, class_=report.form)
    return f"<!DOCTYPE html>\n{element('html', _head(report), body, lang='zh-CN' if report.language == 'zh' else 'en')}\n"


def _head(report: Report) -> Markup:
    return element(
        "head", element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", report.title), element("style", Markup(_THEME.read_text(encoding="utf-8"))),
    )  # fmt: skip


def _contents(report: Report) -> list[Markup]:
    """Links to the sections; a brief is too short for them."""
    if report.form == "brief":
        return []
    links = [element("a", section.title, href=f"#{section.key}") for section in report.sections]
    return [element("nav", *links, aria_label=report_text("page.contents", report.language))]


def _section(section: Section, report: Report, album: Album) -> Markup:
    inside = [_block(block, report.language, album) for block in section.blocks]
    return element("section", element("h2", section.title), *inside, id=section.key)


def _block(block: Block, language: Language, album: Album) -> Markup:
    match block:
        case Paragraph(words, tone):
            return _toned("p", _words(words), tone)
        case Bullets(items, tone):
            return _toned("div", element("ul", *(element("li", _words(item)) for item in items)), tone)
        case Listing(listed):
            return code(listed)
        case Facts(rows):
            return element("dl", *(joined([element("dt", name), element("dd", _words(what))]) for name, what in rows))
        case Folded(title, blocks):
            return element("details", element("summary", title), *(_block(one, language, album) for one in blocks))
        case Picture():
            return _picture(block, album)
        case Table():
            return _table(block, language)


def _toned(tag: str, inside: Markup, tone: Tone) -> Markup:
    return element(tag, inside, class_=_CLASSES[tone]) if _CLASSES[tone] else element(tag, inside)


def _words(words: Words) -> Markup:
    return joined(_run(one) for one in words)


def _run(one: str) -> str:
    tags: dict[type[str], Callable[[str], Markup]] = {Strong: lambda text: element("strong", text), Mono: lambda text: element("code", text)}
    return tags[type(one)](str(one)) if type(one) in tags else one


def _picture(picture: Picture, album: Album) -> Markup:
    drawing = element("div", Markup(album.svg(picture)), class_="drawing", role="img", aria_label=picture.description)
    frame = element("div", drawing, class_="scroll", tabindex="0")
    return element("figure", element("h3", picture.title), frame, element("figcaption", picture.caption), id=f"figure-{picture.key}")


def _table(block: Table, language: Language) -> Markup:
    rows, note = first_rows(block, language)
    head = [one.headed(language) for one in block.columns]
    numbers = [place for place, one in enumerate(block.columns) if one.numeric]
    drawn = table(block.caption, head, [[_run(shown(cell)) for cell in row] for row in rows], numbers=numbers)
    return joined([drawn, element("p", note, class_="source")]) if note else drawn


FORMAT = Format("html", BOTH, write)
