"""Texts of the command line: headings and messages in both languages."""

import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sim.texts.bilingual import LANGUAGES, Language, default_language

__all__ = ["asked_language", "default_language", "word"]


def asked_language() -> Language:
    """Language of ``--lang`` on the command line as typed, for messages that come before or after a verb."""
    typed = [*sys.argv[1:], ""]
    for place, one in enumerate(typed):
        name, _, value = one.partition("=")
        wanted = value or typed[min(place + 1, len(typed) - 1)]
        if name == "--lang" and wanted in LANGUAGES:
            return "zh" if wanted == "zh" else "en"
    return default_language()


def word(key: str, language: Language, **values: object) -> str:
    """Return a text of the command line with its placeholders filled."""
    entry: str = _entries(language)[key]
    return entry.format_map(values) if values else entry


@cache
def _entries(language: Language) -> Mapping[str, Any]:
    source = files("sim.texts").joinpath(f"commands_{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)
