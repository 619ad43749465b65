"""Chinese for the reasons that free numbers give in English where they are declared (``sim/texts/notes_zh.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sim.texts.bilingual import Language


@cache
def chinese_notes() -> Mapping[str, str]:
    """Return the Chinese notes by the English ones; notes that are nothing but identifiers have none."""
    found: dict[str, str] = tomllib.loads(files("sim.texts").joinpath("notes_zh.toml").read_text(encoding="utf-8"))
    return found


def note_text(english: str, language: Language) -> str:
    """Return a note in a language; one that has no words is the same in both.

    >>> note_text("usual productivity", "zh")
    '通常的劳动生产率'
    """
    return english if language == "en" else chinese_notes().get(english, english)
