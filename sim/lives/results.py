"""Events in the life of a result (科技成果): differences between its states at the ends of two months."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.evidence import MEMBERS, OUTSIDE, fields
from sim.lives.event import Event
from sim.world.columns import CONTRACTED, LANDED_CIRCLE, LANDED_OUTSIDE, NO_DEAL, OFFERED, OPEN, PILOTING, QUEUED, SEEKING, STOPPED, VERIFYING
from sim.world.world import World

WATCHED = (
    "stage", "verified", "piloted", "centre", "grant", "fund_money", "growth_money", "partner_money", "spent", "form", "price", "taker",
    "taker_region", "fate", "cause", "landing_region", "sales", "trl",
)  # fmt: skip
NEWBORN = {**dict.fromkeys(WATCHED, 0), "verified": False, "piloted": False, "centre": -1, "taker": -1, "taker_region": -1, "landing_region": -1}
"""State of a result before its first month."""
STAGES = ("queued", "verifying", "seeking", "piloting", "offered", "contracted", "closed")
CAUSES = ("no_cause", "technical", "market", "funding")
DEALS = ("no_deal", "transfer", "licence", "equity", "development")
LEAST = 0.001
"""Sums below 1,000 CNY are not told, in million CNY."""

type State = Mapping[str, Any]


def state(world: World, row: int) -> dict[str, Any]:
    """What is watched of a result, at the end of a month."""
    return {name: getattr(world.results, name)[row].item() for name in WATCHED}


def region(place: int) -> str:
    """Catalogue key of a region by its place, 0 to 13."""
    return f"word.city.{MEMBERS[place]}" if place < len(MEMBERS) else f"word.region.{OUTSIDE[place - len(MEMBERS)]}"


def field(place: int) -> Mapping[str, str]:
    """Name of a technology field in both languages."""
    name = fields()[place].name
    return {"en": name.en, "zh": name.zh}


def birth(world: World, row: int) -> Event:
    """Where, when and of what value a result was born."""
    results = world.results
    return Event(
        int(results.born[row]),
        "born_in_firm" if results.origin_firm[row] else "born_in_platform",
        names={"city": region(int(results.city[row]))},
        titles={"field": field(int(results.field[row]))},
        amounts={"value": float(results.value[row])},
        counts={"trl": float(results.trl[row])},
    )


def first_seen(now: State, world: World, row: int) -> Iterator[Event]:
    """What happened in the month of its birth; of a result older than the run only where it stands is known."""
    if int(world.results.born[row]) == world.month:
        yield from changes(NEWBORN, now, world.month)
    else:
        yield Event(world.month, "stands", names={"stage": f"word.stage.{STAGES[now['stage']]}"})


def changes(before: State, after: State, month: int) -> Iterator[Event]:
    """What happened in a month, in the order of the month's processes."""
    yield from _verification(before, after, month)
    yield from _money(before, after, month)
    yield from _pilot(before, after, month)
    yield from _deal(before, after, month)
    yield from _fate(before, after, month)


def _verification(before: State, after: State, month: int) -> Iterator[Event]:
    stopped = after["fate"] == STOPPED
    if before["stage"] < VERIFYING <= after["stage"] and after["stage"] == VERIFYING:
        cost = {"cost": after["spent"] - before["spent"]}
        if after["centre"] >= 0:
            yield Event(month, "verification_at_centre", names={"city": region(after["centre"])}, amounts=cost)
        else:
            yield Event(month, "verification_alone", amounts=cost)
    elif before["stage"] == VERIFYING and after["stage"] > VERIFYING and not stopped:
        yield Event(month, "verified" if after["verified"] else "verified_alone", counts={"trl": after["trl"]})
    elif before["stage"] == QUEUED and after["stage"] >= OFFERED and not stopped:
        yield Event(month, "offered_unverified")


def _money(before: State, after: State, month: int) -> Iterator[Event]:
    fund = after["fund_money"] + after["growth_money"] - before["fund_money"] - before["growth_money"]
    if fund > LEAST:
        yield Event(month, "fund", amounts={"amount": fund})
    promised = after["partner_money"] - before["partner_money"]
    if promised > LEAST:
        yield Event(month, "promise", amounts={"amount": promised})


def _pilot(before: State, after: State, month: int) -> Iterator[Event]:
    stopped = after["fate"] == STOPPED
    if before["stage"] < PILOTING and after["stage"] == PILOTING:
        yield Event(month, "pilot", amounts={"cost": after["spent"] - before["spent"]})
    elif before["stage"] == PILOTING and after["piloted"] and not stopped:
        yield Event(month, "piloted", counts={"trl": after["trl"]})
    elif before["stage"] == SEEKING and after["stage"] >= OFFERED and not after["piloted"] and not stopped:
        yield Event(month, "offered_unpiloted")


def _deal(before: State, after: State, month: int) -> Iterator[Event]:
    if before["form"] == NO_DEAL != after["form"]:
        names = {"form": f"word.deal.{DEALS[after['form']]}", "region": region(after["taker_region"])}
        yield Event(month, "deal", names=names, amounts={"price": after["price"]})
    elif before["stage"] < CONTRACTED == after["stage"]:
        yield Event(month, "kept", names={"region": region(after["taker_region"])})
    if before["stage"] == CONTRACTED and after["stage"] == OFFERED:
        yield Event(month, "taker_gone")
    elif before["landing_region"] < 0 <= after["landing_region"]:
        yield Event(month, "produced", names={"region": region(after["landing_region"])})


def _fate(before: State, after: State, month: int) -> Iterator[Event]:
    if before["fate"] != OPEN or after["fate"] == OPEN:
        return
    if after["fate"] == STOPPED:
        yield Event(month, f"stopped_{CAUSES[after['cause']]}", names={"stage": f"word.stage.{STAGES[before['stage']]}"})
    elif after["fate"] in (LANDED_CIRCLE, LANDED_OUTSIDE):
        what = "landed" if after["fate"] == LANDED_CIRCLE else "landed_outside"
        yield Event(month, what, names={"region": region(after["landing_region"])}, amounts={"sales": after["sales"]})
