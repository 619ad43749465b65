"""Evidence: every lever and every number of the model with its document, and how well the population meets its targets."""

from collections.abc import Callable

import solara

from sim.browser import session
from sim.browser.drawing.marks import Mark, joined, mark
from sim.browser.live.tables import csv_text
from sim.browser.pages.evidence_cells import Badge, Cell, Keyed
from sim.browser.pages.evidence_rows import SECTIONS, rows_of
from sim.browser.widgets.controls import Press, Save, Search
from sim.browser.widgets.layout import box, doing, html, table
from sim.browser.words import count, say
from sim.texts.bilingual import Language

MOST_ROWS, FEW = 150, 4
"""Rows shown at most; columns of a table that need not be as wide as the page."""


@solara.component
def EvidencePage() -> None:
    """Choose a table and search in it."""
    language = session.language.value
    section, set_section = solara.use_state("levers")
    wanted, set_wanted = solara.use_state("")
    with box("desk plain"), box("main"), box("stack"):
        html(joined(mark("h2", say("page.evidence", language)), mark("p", say("evidence.lead", language), class_="lead")))
        with box("tabs"):
            for key in SECTIONS:
                Press(
                    label=say(f"evidence.{key}", language),
                    name=f"section-{key}",
                    look="main-press" if key == section else "quiet",
                    pressed=key == section,
                    event_press=doing(set_section, key),
                ).key(key)
        _Table(section, wanted, set_wanted, language)


@solara.component
def _Table(section: str, wanted: str, search: Callable[[str], None], language: Language) -> None:
    headings, rows, numbers = solara.use_memo(lambda: rows_of(section, language), [section, language])
    found = [row for row in rows if wanted.lower() in " ".join(_plain(cell) for cell in row).lower()]
    shown = found[:MOST_ROWS]
    with box("card"):
        with box("line-up search-row"):
            Search(label=say("evidence.search", language), value=wanted, name="search", event_choose=search)
            html(
                mark(
                    "p", say("evidence.found", language, shown=count(len(shown)), found=count(len(found))), class_="quiet-text", data_found=len(found)
                )
            )
            Save(
                label=say("picture.csv", language),
                name="save-table",
                file=f"{section}.csv",
                content=csv_text(headings, [[_plain(c) for c in row] for row in found]),
                mark="\ufeff",
            )
        html(
            joined(
                mark("p", say(f"evidence.about.{section}", language), class_="quiet-text"),
                table(headings, [[_shown(cell) for cell in row] for row in shown], numbers=numbers, css="few" if len(headings) <= FEW else ""),
            )
        )


def _plain(cell: Cell) -> str:
    if isinstance(cell, Keyed):
        return f"{cell.text} ({cell.key})"
    return cell.text if isinstance(cell, Badge) else cell


def _shown(cell: Cell) -> Mark | str:
    if isinstance(cell, Keyed):
        return mark("span", cell.text, title=cell.key)
    return mark("span", cell.text, class_=f"badge {cell.kind}") if isinstance(cell, Badge) else cell
