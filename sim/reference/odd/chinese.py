"""Chinese for what the code declares in English: meanings of columns (``sim/texts/model_zh.toml``), and units."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sim.texts.bilingual import Language
from sim.texts.names import units


@cache
def chinese() -> Mapping[str, Mapping[str, str]]:
    """Return the catalogue: one table of meanings for each table of the state."""
    found: dict[str, dict[str, str]] = tomllib.loads(files("sim.texts").joinpath("model_zh.toml").read_text(encoding="utf-8"))
    return found


def unit_in(language: Language, unit: str) -> str:
    """Return a unit in a language, the English one as it is declared.

    Raises:
        KeyError: the catalogue does not have it.
    """
    return unit if language == "en" else units("zh")[unit]


def meaning_in(language: Language, table: str, column: str, english: str) -> str:
    """Return the meaning of a column in a language.

    Raises:
        KeyError: the catalogue does not have it.
    """
    return english if language == "en" else chinese()[table][column]
