"""Events in the life of a technology enterprise: differences between its states at the ends of two months."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.calendar import MONTHS_PER_YEAR
from sim.indicators.registry import indicators
from sim.lives.event import Event
from sim.lives.results import State, field, region
from sim.world.columns import HIGH_TECH
from sim.world.world import World

WATCHED = ("alive", "status", "certificate_end", "alliances", "landed", "revenue", "rd", "equity_sold", "innovator")
TITLES = ("tech_sme", "high_tech", "leading", "young_eagle", "gazelle", "potential_unicorn", "unicorn", "innovative_sme", "srdi", "little_giant")
"""Titles in the order of the bits of ``status``; each is the key of an indicator."""
ORIGINS = ("initial", "spin_off", "start_up", "incubated", "attracted")


def state(world: World, row: int) -> dict[str, Any]:
    """What is watched of a firm, at the end of a month."""
    return {name: getattr(world.firms, name)[row].item() for name in WATCHED}


def birth(world: World, row: int) -> Event:
    """When, where and how a firm began."""
    firms = world.firms
    return Event(
        int(firms.born[row]),
        f"founded_{ORIGINS[int(firms.origin[row])]}",
        names={"city": region(int(firms.city[row]))},
        titles={"field": field(int(firms.field[row]))},
    )


def first_seen(now: State, world: World, row: int) -> Iterator[Event]:
    """Titles that a firm has when it is first seen."""
    for key in _held(now["status"]):
        yield Event(max(world.month, int(world.firms.born[row])), "holds", titles={"title": _title(key)})


def changes(before: State, after: State, month: int) -> Iterator[Event]:
    """What happened in a month."""
    yield from _titles(before, after, month)
    joined = after["alliances"] - before["alliances"]
    if joined:
        yield Event(month, "alliance_joined" if joined > 0 else "alliance_left")
    if after["landed"] > before["landed"]:
        yield Event(month, "first_sale_of_result")
    if after["equity_sold"] > before["equity_sold"]:
        yield Event(month, "equity", counts={"percent": 100 * after["equity_sold"]})
    if month % MONTHS_PER_YEAR == MONTHS_PER_YEAR - 1 and after["alive"]:
        yield Event(month, "year", amounts={"revenue": after["revenue"], "rd": after["rd"]})
    if before["alive"] and not after["alive"]:
        yield Event(month, "left")


def _titles(before: State, after: State, month: int) -> Iterator[Event]:
    for key in _held(before["status"] ^ after["status"]):
        yield Event(month, "won" if key in _held(after["status"]) else "lost", titles={"title": _title(key)})
    kept = before["status"] & after["status"] & HIGH_TECH
    if kept and after["certificate_end"] > before["certificate_end"]:
        yield Event(month, "renewed")


def _held(status: int) -> list[str]:
    return [key for bit, key in enumerate(TITLES) if status >> bit & 1]


def _title(key: str) -> Mapping[str, str]:
    title = indicators()[key].title
    return {"en": title.en, "zh": title.zh}
