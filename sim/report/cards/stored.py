"""Card of a results folder."""

from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from sim.report.cards.card import Body, Card, CardTable, words
from sim.report.cards.effects import effects_tables
from sim.report.studies.full import VIEWS
from sim.report.studies.stored import StoredStudy
from sim.texts.bilingual import Language, default_language

if TYPE_CHECKING:
    from sim.studies.stored import StoredResults


def stored_card(stored: "StoredResults", language: Language | None) -> Card:
    """Return the card of stored results: what was run, what came out, which tables are there."""
    chosen = language or default_language()
    manifest = stored.manifest
    titles = {key: str(one["title"][chosen]) for key, one in manifest["scenarios"].items()}
    horizon = manifest["horizon"]
    facts = (
        (words("kind.stored", chosen), words(f"kind.{manifest['kind']}", chosen)),
        (words("horizon", chosen), f"{horizon['start']} … {horizon['end']}"),
        (words("runs", chosen), f"{_rows(stored, 'runs'):,}"),
        (words("version", chosen), str(manifest["version"])),
    )
    title = ("、" if chosen == "zh" else ", ").join(titles.values())
    return Card(words("kind.results", chosen), title, facts, lambda: _body(stored, titles, chosen), chosen)


def _body(stored: "StoredResults", titles: dict[str, str], language: Language) -> Body:
    kind = stored.manifest["kind"]
    head = [words("table", language), words("rows", language)]
    tables = [CardTable(words("tables", language), head, [[name, f"{_rows(stored, name):,}"] for name in stored.tables], (1,))]
    if kind == "comparison":
        policies = [(key, titles[key]) for key in stored.manifest["policies"]]
        return Body((), [*effects_tables(stored.effects, policies, language), *tables])
    sentences = VIEWS[kind].findings(StoredStudy(stored.folder, language)) if kind in VIEWS else []
    return Body(sentences, tables)


def _rows(stored: "StoredResults", name: str) -> int:
    return int(pq.read_metadata(stored.folder / f"{name}.parquet").num_rows)
