"""The numbers behind the charts of the run, as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from sim.browser.drawing.arrows import largest
from sim.browser.drawing.ground import all_regions
from sim.browser.live.view import View
from sim.browser.words import FEN_PER_MILLION, lever_name, say
from sim.calendar import month_text
from sim.indicators.registry import indicators
from sim.ledger.book import Payer
from sim.texts.bilingual import Language
from sim.texts.catalogue import text
from sim.texts.names import region_name


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV; texts that a spreadsheet would take for formulas are quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] in "=+-@\t\r":
        return "'" + cell
    return f"{cell:.6g}" if isinstance(cell, float) else cell


def series_csv(view: View, keys: Sequence[str], language: Language) -> str:
    """Return monthly values of some indicators."""
    titles = [f"{indicators()[key].title.in_language(language)} ({indicators()[key].unit.in_language(language)})" for key in keys]
    columns = [view.series(key) for key in keys]
    rows = [(month_text(month), *(float(column[i]) for column in columns)) for i, month in enumerate(view.months)]
    return csv_text([say("table.month", language), *titles], rows)


def traffic_csv(view: View, language: Language) -> str:
    """Return the flows of the last twelve months, biggest first."""
    names = [region_name(key, language) for key in all_regions()]
    rows = [(names[flow.origin], names[flow.destination], flow.value) for flow in largest(view.traffic, 1000)]
    return csv_text([say("table.origin", language), say("table.destination", language), say("table.million", language)], rows)


def money_csv(view: View, language: Language) -> str:
    """Return what each payer paid for each lever."""
    ledger = view.world.ledger
    payers = [text(f"word.payer.{payer.name.lower()}", language) for payer in Payer]
    rows = [(lever_name(key, language), *(float(v) / FEN_PER_MILLION for v in ledger.paid_by[i])) for i, key in enumerate(ledger.lever_keys)]
    return csv_text([say("table.lever", language), *(f"{name} ({say('table.million', language)})" for name in payers)], rows)
