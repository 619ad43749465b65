"""How the evidence is written for readers: ranges, figures, places in documents, and names in the stead of identifiers."""

import re
from functools import cache

from sim.browser.words import FEN_PER_MILLION, amount, region_name, say
from sim.evidence import HistoryRow, facts, history, lever_rows, targets
from sim.levers.registry import lever_types
from sim.parameters.registry import parameters
from sim.scenario.amounts import money
from sim.texts.bilingual import Language
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


def interval(low: str, high: str, language: Language) -> str:
    """Write a range between two written numbers."""
    return say("study.range", language, low=low, high=high)


def range_words(bounds: str, language: Language) -> str:
    """Write a range as it was declared (``0 .. 5 x 30万``) for readers.

    >>> range_words("0 .. 5 x 30万", "en"), range_words("-0.25 .. -0.08", "zh")
    ('0 to 5 × 0.3 million CNY', '\u22120.25至\u22120.08')
    """
    ends = [_end(part.strip(), language) for part in bounds.split(" .. ")]
    return interval(ends[0], ends[-1], language) if len(ends) == 2 else ends[0]


def place_in_document(locator: str) -> str:
    """Leave out of a locator the lines of the transcript that this project works with.

    >>> place_in_document("表1 [L131]")
    '表1'
    """
    return _LINE.sub("", locator).strip()


def named(text: str, language: Language) -> str:
    """Put names into a text where it has identifiers of facts, rows of levers or free numbers; others become plain words.

    >>> named("gravity.outer_border; 科技型中小企业数,shenyang,2022", "en")
    '“friction of the border of the circle”; “Technology SMEs” (Shenyang, 2022)'
    """
    with_series = _SERIES.sub(lambda found: _series(found.group(1), found.group(2), found.group(3) or "", language), text)
    return _IDENTIFIER.sub(lambda found: _name(found.group(), language), with_series)


def _end(said: str, language: Language) -> str:
    if said.startswith(">"):
        return said
    factor, _, rest = said.rpartition(" x ")
    number, _, unit = rest.partition(" ")
    try:
        written = amount(money(number) / FEN_PER_MILLION, language)
    except ValueError:
        written = say("evidence.none", language) if number == "none" else number.replace("-", _MINUS)
    more = say(f"evidence.per.{unit.replace(' ', '_')}", language) if unit else ""
    return (f"{factor} × " if factor else "") + written + more


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
