"""How the evidence is written for readers: figures, places in documents, and names in the stead of identifiers."""

import re
from functools import cache

from sim.browser.words import say
from sim.evidence import HistoryRow, facts, history, lever_rows, targets
from sim.levers.registry import lever_types
from sim.parameters.registry import parameters
from sim.texts.bilingual import Language
from sim.texts.names import region_name
from sim.texts.numbers import number_text

_LINE = re.compile(r"\s*\[L[\d-]+\]")
_IDENTIFIER = re.compile(r"(?:\*_)?[a-z0-9]+(?:[_.][a-z0-9_*]+)+")
_SERIES = re.compile(r"([\u4e00-\u9fff()]+),([a-z_]+)(?:,([0-9][0-9H-]*))?")
"""A series of the past by its Chinese name, region and period, as reasons of free numbers cite it."""
_MINUS = "\u2212"


def figure(value: float) -> str:
    """Write a number with about three figures; counts keep all of theirs.

    >>> figure(600.757), figure(4130.71), figure(0.0456), figure(-1.5)
    ('601', '4,131', '0.046', '\u22121.5')
    """
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return number_text(value, decimals=decimals).replace("-", _MINUS)


def place_in_document(locator: str) -> str:
    """Leave out of a locator the lines of the transcript that this project works with.

    >>> place_in_document("表1 [L131]")
    '表1'
    """
    return _LINE.sub("", locator).strip()


def named(text: str, language: Language) -> str:
    """Put names into a text where it has identifiers of facts, rows of levers or free numbers; others become plain words.

    >>> named("gravity.outer_border; 科技型中小企业数,shenyang,2022", "en")
    '"friction at the border of the circle"; "Technology SMEs" (Shenyang, 2022)'
    """
    with_series = _SERIES.sub(lambda found: _series(found.group(1), found.group(2), found.group(3) or "", language), text)
    return _IDENTIFIER.sub(lambda found: _name(found.group(), language), with_series)


def _series(name: str, region: str, period: str, language: Language) -> str:
    row = _by_chinese_name().get(name)
    title = name if row is None else row.name.in_language(language)
    return _of_past(title, region, period, language)


@cache
def _by_chinese_name() -> dict[str, HistoryRow]:
    return {row.name.zh: row for row in history().values()}


def _of_past(title: str, region: str, period: str, language: Language) -> str:
    place = say("evidence.province", language) if region == "liaoning" else region_name(region, language)
    when = say("evidence.when", language, place=place, period=period) if period else place
    return say("evidence.of_past", language, title=say("evidence.quoted", language, title=title), when=when)


def _name(key: str, language: Language) -> str:
    lever = key.split("__")[0]
    if key in history():
        row = history()[key]
        return _of_past(row.name.in_language(language), row.region, str(row.year), language)
    for rows in (facts(), lever_rows(), targets()):
        if key in rows:
            return say("evidence.quoted", language, title=rows[key].name.in_language(language))
    if key in parameters():
        return say("evidence.quoted", language, title=parameters()[key].free.title.in_language(language))
    if lever in lever_types():
        return say("evidence.quoted", language, title=lever_types()[lever].title.in_language(language))
    return key.replace("*", "").replace("_", " ").strip()
