"""What is told about one city, firm, platform or result: state, history, and where to look next."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.browser.drawing.ground import all_regions
from sim.browser.live.view import View
from sim.browser.words import amount, count, field_name, say
from sim.indicators.registry import indicators
from sim.lives.choice import FATES
from sim.lives.firms import ORIGINS, TITLES
from sim.lives.results import CAUSES, DEALS, STAGES
from sim.texts.bilingual import Language
from sim.texts.catalogue import text
from sim.texts.names import region_name
from sim.texts.numbers import month_words, number_text, per_cent_text
from sim.world.columns import CITY_COUNT, CLOSED, NEVER

KINDS = ("university", "institute", "laboratory", "engineering_centre", "new_type", "concept_centre", "pilot_base", "incubator", "office")
LEVELS = ("city_level", "provincial_level", "national_level")
MOST_LINKS = 4


class Told(NamedTuple):
    """A card about one thing: title, kind, facts, steps of its life, a course over months, and links (key, title)."""

    title: str
    kind: str
    facts: Sequence[tuple[str, str]]
    steps: Sequence[str] = ()
    course: Sequence[tuple[int, float]] = ()
    course_title: str = ""
    links: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()


def told(view: View, key: str, language: Language) -> Told:
    """Tell about ``city:0``, ``firm:12``, ``platform:3`` or ``result:7``; anything else tells about the first city."""
    kind, _, place = key.partition(":")
    row = int(place) if place.isdecimal() else 0
    tables: dict[str, Any] = {"firm": view.world.firms, "platform": view.world.platforms, "result": view.world.results}
    if kind in tables and row < int(tables[kind].rows[0]):
        return {"firm": _firm, "platform": _platform, "result": _result}[kind](view, row, language)
    return _city(view, row if kind == "city" and row < CITY_COUNT else 0, language)


def _city(view: View, city: int, language: Language) -> Told:
    world = view.world
    firms, platforms, results = world.firms, world.platforms, world.results
    facts = [
        (indicators()[key].title.in_language(language), count(view.last(key, city))) for key in ("firms", "high_tech", "srdi", "platforms", "talent")
    ]
    facts += [
        (say("inspect.turnover", language), amount(view.year("registered_turnover", city), language)),
        (say("inspect.converted", language), count(view.year("converted_results", city))),
        (say("inspect.talent_net", language), number_text(view.year("talent_net", city), decimals=0).replace("-", "\u2212")),
    ]
    rows = int(firms.rows[0])
    largest = _top(np.flatnonzero(firms.alive[:rows] & (firms.city[:rows] == city)), firms.revenue)
    hosts = _top(np.flatnonzero(platforms.city[: int(platforms.rows[0])] == city), platforms.researchers)
    known = int(results.rows[0])
    fresh = np.flatnonzero((results.city[:known] == city) & (results.stage[:known] < CLOSED))[-MOST_LINKS:][::-1]
    links = [
        (say("inspect.largest_firms", language), [(f"firm:{r}", _firm_name(r, language)) for r in largest]),
        (say("inspect.largest_platforms", language), [(f"platform:{r}", _platform_name(view, r, language)) for r in hosts[:3]]),
        (say("inspect.newest_results", language), [(f"result:{r}", _result_name(int(r), language)) for r in fresh]),
    ]
    course = list(zip(view.months, view.series("firms", city).tolist(), strict=True))
    title = region_name(all_regions()[city], language)
    return Told(title, say("inspect.city", language), facts, (), course, say("inspect.firms_course", language), links)


def _firm(view: View, row: int, language: Language) -> Told:
    firms, results = view.world.firms, view.world.results
    status = int(firms.status[row])
    flags = [indicators()[key].title.in_language(language) for bit, key in enumerate(TITLES) if status >> bit & 1]
    facts = [
        (say("inspect.place", language), region_name(all_regions()[int(firms.city[row])], language)),
        (say("inspect.field", language), field_name(int(firms.field[row]), language)),
        (say("inspect.founded", language), _month(int(firms.born[row]), language)),
        (say("inspect.origin", language), say(f"inspect.origin_of.{ORIGINS[int(firms.origin[row])]}", language)),
        (say("inspect.revenue", language), _a_year(float(firms.revenue[row]), language)),
        (say("inspect.rd", language), _a_year(float(firms.rd[row]), language)),
        (say("inspect.staff", language), count(float(firms.staff[row]))),
        (say("inspect.absorptive", language), number_text(float(firms.absorptive[row]))),
        (say("inspect.digital", language), number_text(float(firms.digital[row]))),
        (say("inspect.subsidy", language), amount(int(firms.subsidy[row]) / 1e8, language, decimals=2)),
        (say("inspect.ladders", language), say("inspect.and", language).join(flags) or say("inspect.no_ladder", language)),
    ]
    if not firms.alive[row]:
        facts.insert(0, (say("inspect.left", language), _month(int(firms.died[row]), language)))
    known = int(results.rows[0])
    taken = np.flatnonzero(results.taker[:known] == row)[-MOST_LINKS:]
    own = np.flatnonzero(results.origin_firm[:known] & (results.origin[:known] == row))[-MOST_LINKS:]
    links = [
        (say("inspect.taken_results", language), [(f"result:{r}", _result_name(int(r), language)) for r in taken]),
        (say("inspect.own_results", language), [(f"result:{r}", _result_name(int(r), language)) for r in own]),
    ]
    course = [(month, float(values[0])) for month, values in view.run.history(row)]
    steps = _firm_steps(view, row, language)
    return Told(_firm_name(row, language), say("inspect.firm", language), facts, steps, course, say("inspect.revenue_course", language), links)


def _firm_steps(view: View, row: int, language: Language) -> list[str]:
    """Tell in which months a firm of the sample won or lost a title."""
    steps: list[str] = []
    history = view.run.history(row)
    for (_, before), (month, after) in zip(history, history[1:], strict=False):
        changed = int(before[1]) ^ int(after[1])
        for bit, key in enumerate(TITLES):
            if changed >> bit & 1:
                word = "won" if int(after[1]) >> bit & 1 else "lost"
                steps.append(say(f"inspect.{word}", language, month=_month(month, language), title=indicators()[key].title.in_language(language)))
    return steps[-6:]


def _platform(view: View, row: int, language: Language) -> Told:
    platforms, results = view.world.platforms, view.world.results
    known = int(results.rows[0])
    born = np.flatnonzero(~results.origin_firm[:known] & (results.origin[:known] == row))
    slots = float(platforms.slots[row])
    facts = [
        (say("inspect.place", language), region_name(all_regions()[int(platforms.city[row])], language)),
        (say("inspect.level", language), say(f"inspect.level_of.{LEVELS[int(platforms.level[row])]}", language)),
        (say("inspect.field", language), field_name(int(platforms.field[row]), language)),
        (say("inspect.researchers", language), count(float(platforms.researchers[row]))),
        (say("inspect.quality", language), number_text(float(platforms.quality[row]))),
        (say("inspect.basic", language), per_cent_text(float(platforms.basic[row]), decimals=0)),
        (say("inspect.inventors", language), per_cent_text(float(platforms.inventor_share[row]), decimals=0)),
        (say("inspect.results_born", language), count(len(born))),
        (say("inspect.results_landed", language), count(int(((results.fate[born] == 1) | (results.fate[born] == 2)).sum()))),
    ]
    if slots > 0:
        facts.append((say("inspect.slots", language), f"{count(int(platforms.busy[row]))} / {number_text(slots, decimals=0)}"))
    per_month = np.bincount(results.born[born][results.born[born] >= 0], minlength=view.world.month + 1) if len(born) else np.zeros(1)
    course = [(month, float(per_month[: month + 1][-12:].sum())) for month in view.months] if len(born) else []
    links = [(say("inspect.own_results", language), [(f"result:{r}", _result_name(int(r), language)) for r in born[-MOST_LINKS:][::-1]])]
    title = _platform_name(view, row, language)
    return Told(title, say("inspect.platform", language), facts, (), course, say("inspect.results_course", language), links)


def _result(view: View, row: int, language: Language) -> Told:
    r = view.world.results
    regions = all_regions()
    fate, stage = int(r.fate[row]), int(r.stage[row])
    facts = [
        (say("inspect.place", language), region_name(regions[int(r.city[row])], language)),
        (say("inspect.field", language), field_name(int(r.field[row]), language)),
        (say("inspect.stage", language), text(f"word.stage.{STAGES[stage]}", language) if fate == 0 else text(f"word.fate.{FATES[fate]}", language)),
        (say("inspect.trl", language), say("inspect.trl_value", language, level=number_text(float(r.trl[row]), decimals=1))),
        (say("inspect.value", language), _a_year(float(r.value[row]), language)),
        (say("inspect.spent", language), amount(float(r.spent[row]), language, decimals=2)),
        (say("inspect.fund_money", language), amount(float(r.fund_money[row] + r.growth_money[row]), language, decimals=2)),
    ]
    if int(r.form[row]):
        facts.append((say("inspect.deal", language), text(f"word.deal.{DEALS[int(r.form[row])]}", language)))
        facts.append((say("inspect.price", language), amount(float(r.price[row]), language, decimals=2)))
    if float(r.sales[row]) > 0:
        facts.append((say("inspect.sales", language), _a_year(float(r.sales[row]), language)))
    origin = int(r.origin[row])
    maker = (f"firm:{origin}", _firm_name(origin, language)) if r.origin_firm[row] else (f"platform:{origin}", _platform_name(view, origin, language))
    taker = int(r.taker[row])
    links = [
        (say("inspect.from", language), [maker]),
        (say("inspect.taker", language), [(f"firm:{taker}", _firm_name(taker, language))] if taker >= 0 else []),
    ]
    return Told(_result_name(row, language), say("inspect.result", language), facts, _result_steps(view, row, language), links=links)


def _result_steps(view: View, row: int, language: Language) -> list[str]:
    r, regions = view.world.results, all_regions()
    steps = [say("inspect.born", language, month=_month(int(r.born[row]), language))]
    if r.verified[row]:
        steps.append(say("inspect.verified", language))
    if r.piloted[row]:
        steps.append(say("inspect.piloted", language))
    if int(r.taker_region[row]) >= 0:
        steps.append(say("inspect.agreed", language, place=region_name(regions[int(r.taker_region[row])], language)))
    fate = int(r.fate[row])
    if fate == 3:
        cause = text(f"word.cause.{CAUSES[int(r.cause[row])]}", language)
        steps.append(say("inspect.stopped", language, month=_month(int(r.closed[row]), language), cause=cause))
    elif fate:
        place = region_name(regions[int(r.landing_region[row])], language)
        steps.append(say("inspect.landed", language, month=_month(int(r.closed[row]), language), place=place))
    else:
        steps.append(say("inspect.waits", language, stage=text(f"word.stage.{STAGES[int(r.stage[row])]}", language), months=int(r.clock[row])))
    return steps


def _top(rows: np.ndarray, by: np.ndarray) -> list[int]:
    return [int(row) for row in rows[np.argsort(-by[rows], kind="stable")[:MOST_LINKS]]]


def _firm_name(row: int, language: Language) -> str:
    return say("inspect.firm_name", language, number=count(row + 1))


def _platform_name(view: View, row: int, language: Language) -> str:
    kind = say(f"inspect.kind_of.{KINDS[int(view.world.platforms.kind[row])]}", language)
    return say("inspect.numbered", language, kind=kind, number=count(row + 1))


def _result_name(row: int, language: Language) -> str:
    return say("inspect.result_name", language, number=count(row + 1))


def _month(month: int, language: Language) -> str:
    return say("inspect.unknown", language) if month >= NEVER else month_words(month, language)


def _a_year(million: float, language: Language) -> str:
    return say("unit.a_year", language, amount=amount(million, language, decimals=2))
