"""The state variables: every column of every table with its unit, its meaning and the processes that change it."""

from typing import Any

from sim.processes.order import MONTH
from sim.reference.markdown import table
from sim.reference.odd.chinese import meaning_in, unit_in
from sim.reference.odd.described import FUNDS, GEOGRAPHY
from sim.reference.odd.touches import TABLES, touches
from sim.texts.bilingual import Language
from sim.world.columns import Column, columns_of

_HEADINGS = {"en": ("column", "meaning", "unit", "changed by"), "zh": ("列", "含义", "单位", "由何环节改变")}
_FIXED = {"en": ("array", "meaning", "shape"), "zh": ("数组", "含义", "形状")}


def table_of(about: str, language: Language) -> list[str]:
    """One row for each column of a table of the state, ``rows`` left out.

    Raises:
        KeyError: there is no such table.
    """
    changed = _changed_by(about)
    described = _funds(language) if about == "funds" else _columns(about, TABLES[about], language)
    return table(_HEADINGS[language], ((f"`{name}`", meaning, unit, changed.get(name, "")) for name, meaning, unit in described))


def geography(_about: str, language: Language) -> list[str]:
    """One row for each array of the fixed geography."""
    return table(_FIXED[language], ((f"`{name}`", meaning.in_language(language), shape) for name, (meaning, shape) in GEOGRAPHY.items()))


def _columns(name: str, kind: type[Any], language: Language) -> list[tuple[str, str, str]]:
    return [
        (key, _with_width(meaning_in(language, name, key, column.meaning), column), unit_in(language, column.unit))
        for key, column in columns_of(kind).items()  # type: ignore[arg-type]  # mypy takes a type for unhashable
        if key != "rows"
    ]


def _with_width(meaning: str, column: Column) -> str:
    return meaning if column.width == 1 else f"{meaning} (x {column.width})"


def _funds(language: Language) -> list[tuple[str, str, str]]:
    return [(name, meaning.in_language(language), unit_in(language, unit)) for name, (meaning, unit) in FUNDS.items()]


def _changed_by(name: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for process in MONTH:
        for change in touches(process).changes:
            holder, _, column = change.partition(".")
            if holder == name:
                found.setdefault(column, []).append(process.key)
    return {column: ", ".join(keys) for column, keys in found.items()}
