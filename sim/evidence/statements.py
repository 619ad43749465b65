"""What the documents and the years before say: facts, targets and history."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sim.evidence.lookup import find
from sim.evidence.records import Fact, HistoryRow, Target
from sim.evidence.tables import Row, common, optional_number, optional_year, read_rows, several
from sim.texts.bilingual import Bilingual


@cache
def facts() -> Mapping[str, Fact]:
    """All facts by id, each in its own unit (``calibration/evidence/facts.csv``)."""
    return MappingProxyType({row["id"]: _fact(row) for row in read_rows("facts")})


def fact(fact_id: str) -> Fact:
    """Return one fact.

    >>> fact("t1_shenyang_hnte_2022").value
    4207.0

    Raises:
        UnknownEvidenceError: no fact has this id; the message suggests the nearest ones.
    """
    return find(facts(), fact_id, Bilingual("fact", "事实"))


@cache
def targets() -> Mapping[str, Target]:
    """All goals by id: official plans and the authors' proposals (``calibration/evidence/targets.csv``)."""
    return MappingProxyType({row["id"]: _target(row) for row in read_rows("targets")})


def target(target_id: str) -> Target:
    """Return one goal; an unknown id raises ``UnknownEvidenceError`` with suggestions."""
    return find(targets(), target_id, Bilingual("target", "目标"))


@cache
def history() -> Mapping[str, HistoryRow]:
    """Values of past years up to 2022 by id (``calibration/evidence/history.csv``)."""
    return MappingProxyType({row["id"]: _history_row(row) for row in read_rows("history")})


def history_value(indicator_id: str) -> float:
    """Return the value of one row of the history in that row's unit.

    >>> history_value("hnte_shenyang_2020")
    2560.0
    """
    return find(history(), indicator_id, Bilingual("history row", "历史数据")).value


def _fact(row: Row) -> Fact:
    return Fact(
        **common(row),
        region=row["region"],
        entity_type=row["entity_type"],
        value=float(row["value"]),
        qualifier=row["qualifier"],
        year=row["year"],
    )


def _target(row: Row) -> Target:
    return Target(
        **common(row),
        region=row["region"],
        entity_type=row["entity_type"],
        value=optional_number(row["value"]),
        qualifier=row["qualifier"],
        year=row["year"],
        target_year=optional_year(row["target_year"]),
        kind=row["kind"],
    )


def _history_row(row: Row) -> HistoryRow:
    return HistoryRow(
        **common(row),
        region=row["region"],
        year=int(row["year"]),
        period=row["period"],
        value=float(row["value"]),
        trust=row["trust"],
        figures=several(row["figures"]),
        derivation=row["derivation"],
    )
