"""The eight members of the circle and the six nodes outside it."""

from functools import cache

from sim.evidence.records import OutsideNode, Region
from sim.evidence.tables import Row, bilingual, number, read_rows

MEMBERS = ("shenyang", "anshan", "fushun", "benxi", "fuxin", "liaoyang", "tieling", "shenfu")
"""Ids of the members in the order that every array over cities keeps."""

OUTSIDE = ("bth", "yrd", "gba", "ccha", "liaoning_rest", "abroad")
"""Ids of the outside nodes in the order that follows the members."""


@cache
def regions() -> tuple[Region, ...]:
    """The members in the order of ``MEMBERS`` (``calibration/evidence/regions.csv``).

    Population is in 10k_persons and GDP in 100M_CNY, both of 2022. Where no document gives a number, its rule
    says how it was filled and its label is ``assumed``.
    """
    rows = {row["id"]: row for row in read_rows("regions")}
    return tuple(_region(rows[member]) for member in MEMBERS)


@cache
def outside_nodes() -> tuple[OutsideNode, ...]:
    """The outside nodes in the order of ``OUTSIDE`` (``calibration/evidence/outside.csv``)."""
    rows = {row["id"]: row for row in read_rows("outside")}
    return tuple(_outside_node(rows[node]) for node in OUTSIDE)


def _region(row: Row) -> Region:
    return Region(
        id=row["id"],
        name=bilingual(row, "name"),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        population=number(row, "population_10k", "population", "10k_persons"),
        gdp=number(row, "gdp_100m_cny", "gdp", "100M_CNY"),
    )


def _outside_node(row: Row) -> OutsideNode:
    return OutsideNode(
        id=row["id"],
        name=bilingual(row, "name"),
        place=bilingual(row, "place"),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        economic_mass=number(row, "economic_mass", "mass", "shenyang_equals_1"),
        supply_weight=number(row, "supply_weight", "supply", "share"),
        is_hub=row["is_hub"] == "1",
        hub_source=row["hub_source"],
    )
