"""Where the numbers come from, and how the traps in the documents were decided."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sim.evidence.lookup import find
from sim.evidence.records import Choice, Source
from sim.evidence.tables import Row, bilingual, read_rows, several
from sim.texts.bilingual import Bilingual


@cache
def sources() -> Mapping[str, Source]:
    """All sources by key: documents, press, studies (``science:...``), rules (``sources.csv``)."""
    return MappingProxyType({row["key"]: _source(row) for row in read_rows("sources")})


def source(key: str) -> Source:
    """Return one source; an unknown key raises ``UnknownEvidenceError`` with suggestions."""
    return find(sources(), key, Bilingual("source", "来源"))


@cache
def choices() -> Mapping[str, Choice]:
    """The written choice for every trap, by trap id I-01 to I-60 (``choices.csv``)."""
    return MappingProxyType({row["id"]: _choice(row) for row in read_rows("choices")})


def _source(row: Row) -> Source:
    return Source(
        key=row["key"],
        title=bilingual(row, "title"),
        kind=row["kind"],
        date=row["date"],
        status=row["status"],
        caveats=several(row["caveats"]),
    )


def _choice(row: Row) -> Choice:
    return Choice(
        id=row["id"],
        weight=row["weight"],
        text=bilingual(row, "choice"),
        where=row["where"],
        status=row["status"],
        issue=row["issue"],
    )
