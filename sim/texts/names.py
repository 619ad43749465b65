"""Names for what tables of numbers hold: units, how a number is known, standing of an instrument, groups of levers, places."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sim.texts.bilingual import Language
from sim.texts.catalogue import has_text, text


@cache
def units(language: Language) -> Mapping[str, str]:
    """Return the units by the spelling of the code and of the evidence; English ones only where they need another."""
    found: dict[str, str] = tomllib.loads(files("sim.texts").joinpath(f"units_{language}.toml").read_text(encoding="utf-8"))
    return found


def unit_name(unit: str, language: Language) -> str:
    """Write a unit of the evidence or of a free number for readers; one of a plug-in, which the catalogue lacks, stays as it is.

    >>> unit_name("million CNY a year", "zh"), unit_name("100M_CNY", "en")
    ('百万元/年', '100 million CNY')
    """
    return units(language).get(unit, unit)


def label_name(label: str, language: Language) -> str:
    """Write how a number is known: ``assumed``, ``official`` and the like.

    >>> label_name("assumed", "zh")
    '假设'
    """
    return _named(("word.label.{}", "word.status.{}"), label, language)


def status_name(status: str, language: Language) -> str:
    """Write the standing of an instrument: ``in_force``, ``planned`` and the like."""
    return _named(("word.status.{}",), status, language)


def lever_group_name(key: str, language: Language) -> str:
    """Write the name of a group of levers."""
    return _named(("word.lever_group.{}",), key, language)


def region_name(key: str, language: Language) -> str:
    """Name of a member, of a node outside, or of the circle."""
    return _named(("word.city.{}", "word.region.{}", "word.{}"), key, language)


def spelled_out(key: str) -> str:
    """Turn a key into words, for what has no name in the catalogues.

    >>> spelled_out("direct_share")
    'Direct share'
    """
    return key.replace("_", " ").replace("-", " ").strip().capitalize()


def _named(patterns: tuple[str, ...], key: str, language: Language) -> str:
    for pattern in patterns:
        if has_text(pattern.format(key)):
            return text(pattern.format(key), language)
    return spelled_out(key)
