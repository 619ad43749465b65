"""References: a row that another row names exists, and where two tables tell the same thing they agree."""

from typing import Any

import numpy as np

from sim.world.columns import CITY_COUNT, FIELD_COUNT, MEMORY, REGION_COUNT, columns_of
from sim.world.world import World

TABLES = ("firms", "platforms", "results", "contracts", "alliances")
TARGETS = {
    ("firms", "partners"): "platforms",
    ("platforms", "partners"): "firms",
    ("results", "taker"): "firms",
    ("contracts", "buyer"): "firms",
    ("contracts", "result"): "results",
    ("alliances", "lead"): "firms",
    ("alliances", "members"): "firms",
    ("alliances", "platform"): "platforms",
}
"""Table to which a column of rows points."""
SELLERS = {("results", "origin"): "origin_firm", ("contracts", "seller"): "seller_firm"}
"""Columns of rows that point to a firm or to a platform, with the flag that says to which."""
SEATS = {("firms", "slot")}
"""Columns of rows that point into the candidate table; :func:`_check_candidates` looks at both sides."""
ENDS = {
    "city": CITY_COUNT, "field": FIELD_COUNT, "field2": FIELD_COUNT, "next_partner": MEMORY, "brokered": CITY_COUNT, "centre": CITY_COUNT,
    "seller_region": REGION_COUNT, "buyer_region": REGION_COUNT, "taker_region": REGION_COUNT, "landing_region": REGION_COUNT,
    "results.city": REGION_COUNT,
    "origin": 5, "level": 3, "stage": 7, "fate": 4, "cause": 4, "form": 5, "task": 3, "platforms.kind": 9, "contracts.kind": 5,
}  # fmt: skip
"""Number of values of an index or code, by column or by table and column."""


def check_references(world: World) -> None:
    """Every reference, index and code is in range, and every relation that is kept on two sides is the same on both."""
    for name in TABLES:
        _check_ranges(world, name)
    _check_sellers(world)
    _check_candidates(world)
    _check_alliances(world)
    _check_takers(world)
    _check_contracts(world)


def _used(world: World, name: str, column: str) -> np.ndarray:
    table: Any = getattr(world, name)
    return getattr(table, column)[: int(table.rows[0])]


def _length(world: World, name: str) -> int:
    return int(getattr(world, name).rows[0])


def _refuse(world: World, wrong: np.ndarray, what: str) -> None:
    """Raise unless nothing is wrong; the first wrong row is named."""
    if wrong.any():
        raise AssertionError(f"month {world.month}: {what} (row {int(np.argwhere(wrong)[0][0])})")


def _check_ranges(world: World, name: str) -> None:
    """Rows, indices and codes of one table lie where they may; -1 is allowed where it is the fill of the column."""
    for column, declared in columns_of(type(getattr(world, name))).items():  # type: ignore[arg-type]  # mypy takes a class variable for unhashable
        if declared.unit == "row" and (name, column) in TARGETS:
            end = _length(world, TARGETS[name, column])
        elif declared.unit in ("index", "code"):
            end = ENDS.get(f"{name}.{column}", ENDS.get(column, 0))
        else:
            continue
        values = _used(world, name, column)
        lowest = -1 if declared.fill == -1 else 0
        _refuse(world, (values < lowest) | (values >= end), f"{name}.{column} lies outside {lowest} .. {end - 1}")


def _check_sellers(world: World) -> None:
    """Who bore a result or sold a contract is a firm or a platform that exists."""
    for (name, column), flag in SELLERS.items():
        values, by_firm = _used(world, name, column), _used(world, name, flag)
        end = np.where(by_firm, _length(world, "firms"), _length(world, "platforms"))
        _refuse(world, (values < -1) | (values >= end), f"{name}.{column} names a firm or platform that does not exist")


def _check_candidates(world: World) -> None:
    """Firms and slots of the candidate table name each other; the dead have left it; each segment counts its own."""
    firms, table, rows = world.firms, world.candidates, _length(world, "firms")
    alive, slot = firms.alive[:rows], firms.slot[:rows]
    _refuse(world, (slot < -1) | (slot >= len(table.slot)), "firms.slot lies outside the candidate table")
    _refuse(world, ~alive & (slot >= 0), "a firm that left keeps its slot")
    seated = np.flatnonzero(slot >= 0)
    _refuse(world, (table.slot < -1) | (table.slot >= rows), "the candidate table names a firm that does not exist")
    if not np.array_equal(table.slot[slot[seated]], seated) or int((table.slot >= 0).sum()) != len(seated):
        raise AssertionError(f"month {world.month}: firms and slots of the candidate table do not name each other")
    segment = np.searchsorted(table.start, slot[seated], side="right") - 1
    mine = firms.city[seated].astype(np.int64) * FIELD_COUNT + firms.field[seated]
    if not np.array_equal(segment, mine):
        raise AssertionError(f"month {world.month}: a firm sits in the candidates of another city or field")
    if not np.array_equal(np.bincount(segment, minlength=len(table.used)), table.used):
        raise AssertionError(f"month {world.month}: a segment of the candidate table counts other firms than sit in it")


def _check_alliances(world: World) -> None:
    """Members of a living alliance live, are different firms of its field, and count it; its lead is the first of them."""
    table, firms, rows = world.alliances, world.firms, _length(world, "alliances")
    living = np.flatnonzero(table.ends[:rows] > world.month)
    members, size = table.members[living], table.size[living]
    seats = np.arange(members.shape[1])[None, :] < size[:, None]
    _refuse(world, (members >= 0) != seats, "the members of an alliance do not fill its seats")
    ordered = np.sort(np.where(seats, members, -1 - np.arange(members.shape[1])), axis=1)
    _refuse(world, (np.diff(ordered, axis=1) == 0).any(axis=1), "a firm sits twice in an alliance")
    _refuse(world, seats & ~firms.alive[members], "a firm that left sits in an alliance")
    _refuse(world, seats & (firms.field[members] != table.field[living][:, None]), "a member of an alliance works in another field")
    _refuse(world, (table.lead[living] != members[:, 0]) | (table.city[living] != firms.city[table.lead[living]]),
            "an alliance is not led by its first member, in that firm's city")  # fmt: skip
    counted = np.bincount(members[seats], minlength=_length(world, "firms"))
    alive = firms.alive[: len(counted)]
    _refuse(world, alive & (firms.alliances[: len(counted)] != counted), "firms.alliances differs from the alliances that name the firm")


def _check_takers(world: World) -> None:
    """A firm that takes a result sits in the region that the result names."""
    taker, region = _used(world, "results", "taker"), _used(world, "results", "taker_region")
    _refuse(world, (taker >= 0) & (world.firms.city[taker] != region), "a result's taker sits in another region")


def _check_contracts(world: World) -> None:
    """Seller and buyer of a contract sit in the regions that it names, and it sells its result for whom bore it."""
    seller, by_firm, region = (_used(world, "contracts", name) for name in ("seller", "seller_firm", "seller_region"))
    home = np.where(by_firm, world.firms.city[np.where(by_firm, seller, 0)], world.platforms.city[np.where(by_firm, 0, seller)])
    _refuse(world, (seller >= 0) & (home != region), "the seller of a contract sits in another region")
    buyer, place = _used(world, "contracts", "buyer"), _used(world, "contracts", "buyer_region")
    _refuse(world, (buyer >= 0) & (world.firms.city[buyer] != place), "the buyer of a contract sits in another region")
    result = _used(world, "contracts", "result")
    sold = (result >= 0) & ((world.results.origin[result] != seller) | (world.results.origin_firm[result] != by_firm))
    _refuse(world, sold, "a contract sells a result that another bore")
