"""The catalogue of texts: every sentence a user may read, in English and Chinese, under one dotted key."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sim.texts.bilingual import LANGUAGES, Language


class MissingTextError(KeyError):
    """The catalogue has no entry under a key, or an entry lacks one of its values."""


def text(key: str, language: Language, **values: object) -> str:
    """Return an entry in one language with its placeholders filled.

    >>> text("word.city.shenyang", "zh")
    '沈阳'

    Raises:
        MissingTextError: no such key, or a placeholder without a value.
    """
    entry = entries(language).get(key)
    if entry is None:
        raise MissingTextError(f"no text under {key!r} in the catalogue of language {language!r}")
    try:
        return entry.format_map(values) if values or "{" in entry else entry
    except KeyError as missing:
        raise MissingTextError(f"text {key!r} needs a value for {missing}") from None


def has_text(key: str) -> bool:
    """Whether the catalogue has an entry under a key."""
    return key in entries(LANGUAGES[0])


@cache
def entries(language: Language) -> Mapping[str, str]:
    """Return the whole catalogue of one language; read once, on first use."""
    source = files("sim.texts").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat("", tomllib.loads(source)))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield prefix + name, value
        else:
            yield from _flat(f"{prefix}{name}.", value)
