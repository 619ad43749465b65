"""Technology fields, where they are strong, the future industries, and the ties between cities."""

from functools import cache

from sim.evidence.geography import MEMBERS
from sim.evidence.records import Field, FutureField, JointCluster, Strength
from sim.evidence.tables import Row, common, optional_year, read_rows, several


@cache
def fields() -> tuple[Field, ...]:
    """The 13 technology fields F01 to F13, in order (``calibration/evidence/fields.csv``)."""
    found = (Field(**common(row, "code")) for row in read_rows("fields"))
    return tuple(sorted(found, key=lambda field: field.id))


@cache
def field_strength() -> tuple[tuple[Strength, ...], ...]:
    """Strength of each field in each city, 8 members by 13 fields.

    P is a leading field of the city, S one named otherwise, ``-`` one that no document names there, which is
    weaker than absent (``calibration/evidence/field_strength.csv``, with a locator per cell).
    """
    cells = {(row["city"], row["field"]): _strength(row) for row in read_rows("field_strength")}
    return tuple(tuple(cells[member, field.id] for field in fields()) for member in MEMBERS)


@cache
def future_fields() -> tuple[FutureField, ...]:
    """The 4+8 future industries of Shenyang by the complete footnote, each mapped to a field."""
    rows = read_rows("future_fields")
    return tuple(FutureField(**common(row), group=row["group"], field=row["field"]) for row in rows)


@cache
def joint_clusters() -> tuple[JointCluster, ...]:
    """Ties between members of the circle (``calibration/evidence/joint_clusters.csv``)."""
    return tuple(_joint_cluster(row) for row in read_rows("joint_clusters"))


def _strength(row: Row) -> Strength:
    match row["strength"]:
        case "P" | "S" | "-" as strength:
            return strength
        case other:
            raise ValueError(f"{row['field']} in {row['city']}: the strength {other!r} is none of P, S and -")


def _joint_cluster(row: Row) -> JointCluster:
    return JointCluster(
        **common(row),
        cities=several(row["cities"]),
        field=row["field"],
        kind=row["kind"],
        start=optional_year(row["start"]),
        status=row["status"],
        evidence_id=row["evidence_id"],
    )
