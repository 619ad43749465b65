"""The texts of the browser in both languages, and the names of what the model holds."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sim.evidence import fields
from sim.levers.registry import lever_types
from sim.report.words import report_texts
from sim.scenario.lookup import scenario_names
from sim.scenario.resolve import load_scenario
from sim.texts.bilingual import Language
from sim.texts.names import spelled_out
from sim.texts.numbers import number_text

FEN_PER_MILLION = 100_000_000


@cache
def browser_texts(language: Language) -> Mapping[str, str]:
    """Return every text of the pages by dotted key."""
    source = files("sim.texts").joinpath(f"browser_{language}.toml").read_text(encoding="utf-8")
    return dict(_flat("", tomllib.loads(source)))


def say(key: str, language: Language, **values: object) -> str:
    """Return one text with its placeholders filled.

    >>> say("page.live", "zh")
    '仿真运行'
    """
    entry = browser_texts(language)[key]
    return entry.format_map(values) if values else entry


@cache
def field_name(place: int, language: Language) -> str:
    """Name of a technology field by its place, 0 to 12."""
    return fields()[place].name.in_language(language)


def lever_name(key: str, language: Language) -> str:
    """Title of a lever; one that is not registered here goes by its key in plain words."""
    kind = lever_types().get(key)
    return spelled_out(key) if kind is None else kind.title.in_language(language)


@cache
def scenario_choices(language: Language) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the shipped scenarios by folder, each with its title: pairs of heading and (name, title)."""
    folders: dict[str, list[tuple[str, str]]] = {}
    for name in scenario_names():
        folders.setdefault(name.rpartition("/")[0], []).append((name, load_scenario(name).title.in_language(language)))
    return tuple((say(f"scenario.folder.{folder}", language) if folder else "", tuple(found)) for folder, found in sorted(folders.items()))


def term_name(key: str, language: Language) -> str:
    """Name of a term of a lever."""
    return browser_texts(language).get(f"term.{key}") or report_texts(language).get(f"term.{key}") or spelled_out(key)


def amount(million: float, language: Language, *, decimals: int = 1) -> str:
    """Write million CNY for readers, in the unit that suits their size.

    >>> amount(5000, "zh"), amount(5000, "en")
    ('50亿元', '5 billion CNY')
    """
    size = abs(million)
    if size < 5e-5:
        return say("unit.zero", language)
    if language == "zh":
        unit, number = ("yi", million / 100) if size >= 100 else ("wan", million * 100)
    else:
        unit, number = ("billion", million / 1000) if size >= 1000 else ("million", million)
    return say(f"unit.{unit}", language, number=number_text(number, decimals=decimals if abs(number) < 1000 else 0))


def count(value: float) -> str:
    """Write a count with thousands separators."""
    return f"{value:,.0f}"


def signed(value: float, decimals: int = 0) -> str:
    """Write a change with its sign; a true minus, and no sign for nothing."""
    written = number_text(abs(value), decimals=decimals)
    return written if written == "0" else ("+" if value > 0 else "\u2212") + written


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield prefix + name, value
        else:
            yield from _flat(f"{prefix}{name}.", value)
