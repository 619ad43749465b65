"""The texts of the reports in both languages."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sim.texts.bilingual import Language

_FOLDER = Path(__file__).resolve().parent.parent / "texts"


@cache
def report_texts(language: Language) -> Mapping[str, str]:
    """Return every text by dotted key, as ``sim/texts/report_<language>.toml`` holds them below ``report``, and names of terms."""
    terms = _table(f"browser_{language}.toml")["term"]  # the browser, which lets users turn every term, names all of them
    own = dict(_flattened(_table(f"report_{language}.toml")["report"], ""))
    return {f"term.{key}": str(name) for key, name in terms.items()} | own


def report_text(key: str, language: Language, **values: object) -> str:
    """Return one text with its values filled in.

    >>> report_text("city.shenyang", "zh")
    '沈阳'

    Raises:
        KeyError: no text has this key.
    """
    return report_texts(language)[key].format(**values)


def listed(items: list[str], language: Language) -> str:
    """Join words to a list in a sentence.

    >>> listed(["A", "B", "C"], "en")
    'A, B and C'
    """
    if len(items) < 2:
        return "".join(items)
    between, last = ("、", "和") if language == "zh" else (", ", " and ")
    return between.join(items[:-1]) + last + items[-1]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _flattened(table: Mapping[str, Any], stem: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{stem}{name}.")
        else:
            yield stem + name, str(value)
