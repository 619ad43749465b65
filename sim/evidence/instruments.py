"""The figures and rules of every policy instrument that the documents name."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sim.evidence.lookup import find
from sim.evidence.records import LeverRow
from sim.evidence.tables import Row, common, optional_number, optional_year, read_rows, several
from sim.texts.bilingual import Bilingual


@cache
def lever_rows() -> Mapping[str, LeverRow]:
    """All lever rows by id, ``<instrument>__<parameter>`` (``calibration/evidence/levers.csv``)."""
    return MappingProxyType({row["id"]: _lever_row(row) for row in read_rows("levers")})


def lever_row(row_id: str) -> LeverRow:
    """Return one lever row.

    >>> lever_row("launch_fund__size").schedule
    ((2026, 20.0), (2027, 20.0), (2028, 10.0))

    Raises:
        UnknownEvidenceError: no row has this id; the message suggests the nearest ones.
    """
    return find(lever_rows(), row_id, Bilingual("lever row", "政策工具条目"))


def _lever_row(row: Row) -> LeverRow:
    return LeverRow(
        **common(row),
        actor_paid=row["actor_paid"],
        mechanism=row["mechanism"],
        parameter=row["parameter"],
        value=optional_number(row["value"]),
        schedule=_schedule(row["schedule"]),
        start=optional_year(row["start"]),
        end=optional_year(row["end"]),
        region=row["region"],
        status=row["status"],
    )


def _schedule(cell: str) -> tuple[tuple[int, float], ...]:
    pairs = (part.split(":") for part in several(cell))
    return tuple((int(year), float(value)) for year, value in pairs)
