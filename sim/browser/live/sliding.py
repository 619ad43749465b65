"""Sliders of a lever's terms: which terms can be moved alone, between which values, in which steps, and from what source."""

import math
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from sim.browser.words import amount, say, term_name
from sim.evidence import lever_row, sources
from sim.levers.lever import Lever
from sim.levers.terms import DatedTerms
from sim.scenario.amounts import Fen
from sim.scenario.fields import Holding, holding_of
from sim.scenario.types import Horizon
from sim.texts.bilingual import Language
from sim.texts.catalogue import text
from sim.texts.numbers import month_words, number_text, per_cent_text

STEPS = 40
_FEN_PER_MILLION = 100_000_000
_KINDS = {"money", "share", "ratio", "number", "whole", "month"}
_UNIT_OF = {"money": 1e10, "whole": 10.0}
"""Reach of a slider of a term that is zero: 100 million CNY, ten pieces, else one."""
_FIRST = ("start", "end", "scale")


class Sliding(NamedTuple):
    """A term that can be moved: its values, how each is written, and the place of the present one."""

    term: str
    title: str
    values: tuple[Any, ...]
    texts: tuple[str, ...]
    place: int
    hint: str


def slidings(kind: type[Lever[Any]], terms: DatedTerms, horizon: Horizon, language: Language) -> list[Sliding]:
    """Return the sliders of a lever under its present terms, dates first."""
    fields = type(terms).model_fields
    ordered = [name for name in _FIRST if name in fields] + [name for name in fields if name not in _FIRST]
    found = []
    for name in ordered:
        value, holding = getattr(terms, name), holding_of(fields[name])
        default = fields[name].get_default(call_default_factory=False)
        if holding.kind not in _KINDS or value is None or not _moves_alone(terms, name, holding, value):
            continue
        values = _values(holding, value, default, horizon)
        place = min(range(len(values)), key=lambda i: abs(values[i] - value))
        values = (*values[:place], value, *values[place + 1 :])  # the present value stays exactly what it is
        texts = tuple(value_text(one, holding.kind, name, language) for one in values)
        found.append(Sliding(name, term_name(name, language), values, texts, place, _hint(kind, name, holding, language)))
    return found


def value_text(value: Any, kind: str, name: str, language: Language) -> str:
    """Write a value of a term for readers."""
    if kind == "money":
        return amount(value / _FEN_PER_MILLION, language, decimals=2)
    if kind == "share":
        return per_cent_text(float(value))
    if kind == "month":
        return month_words(int(value), language)
    number = number_text(float(value), decimals=2)
    return f"{number}×" if name == "scale" else number


def _moves_alone(terms: DatedTerms, name: str, holding: Holding, value: Any) -> bool:
    """Whether a term may change while all others stay: parts of a sum may not."""
    if holding.kind == "month":
        return name == "start"
    if value == 0:
        return _fits(terms, name, _like(holding, _UNIT_OF.get(holding.kind, 1.0)))
    steps = (0.5, 1.25) if holding.kind != "whole" else (0.5, 2)
    return any(_fits(terms, name, _like(holding, value * step)) for step in steps)


def _fits(terms: BaseModel, name: str, value: Any) -> bool:
    try:
        type(terms).model_validate(terms.model_dump() | {name: value})
    except ValidationError:
        return False
    return True


def _like(holding: Holding, value: float) -> Any:
    if holding.kind == "money":
        return Fen(round(value))
    return round(value) if holding.kind == "whole" else float(value)


def _values(holding: Holding, value: Any, default: Any, horizon: Horizon) -> tuple[Any, ...]:
    if holding.kind == "month":
        return tuple(range(horizon.start, max(horizon.end, value) + 1))
    low, high = _ends(holding, value, default)
    if holding.kind == "whole" and high - low <= STEPS:
        return tuple(range(int(low), int(high) + 1))
    return tuple(dict.fromkeys(_like(holding, _rounded(low + (high - low) * i / STEPS, holding)) for i in range(STEPS + 1)))


def _ends(holding: Holding, value: Any, default: Any) -> tuple[float, float]:
    """Return the range of a slider: the declared one where it is narrow, else from its low end to twice what is usual."""
    usual = float(max([value, *([default] if isinstance(default, int | float) else [])]))
    low = 0.0 if math.isinf(holding.low) else holding.low
    wide = 4.0 if usual < 0.2 and holding.kind == "share" else 2.0
    high = wide * usual if usual > 0 else _UNIT_OF.get(holding.kind, 1.0)
    if holding.kind == "share" and usual >= 0.2:
        high = 1.0
    if holding.kind in {"number", "ratio"} and not math.isinf(holding.high) and holding.high <= 4 * max(usual, 1.0):
        high = holding.high
    return low, max(min(high, holding.high), usual, low + 1e-9)


def _rounded(value: float, holding: Holding) -> float:
    """Round to three figures, so that a reader meets round numbers."""
    if value == 0 or holding.kind == "whole":
        return value
    digits = 2 - math.floor(math.log10(abs(value)))
    return round(value, digits)


def _hint(kind: type[Lever[Any]], name: str, holding: Holding, language: Language) -> str:
    """Tell unit and allowed range of a term, and the document or the reason behind its number."""
    lines = [say("lever.range", language, range=holding.range().in_language(language))]
    for row_id in kind.evidence:
        if row_id.split("__")[-1].startswith(name):
            row = lever_row(row_id)
            title = sources()[row.source].title.in_language(language) if row.source in sources() else row.source
            lines.append(say("lever.document", language, title=title, place=row.locator, status=text(f"word.status.{row.status}", language)))
    for assumption in kind.assumptions:
        if assumption.parameter == name:
            lines.append(say("lever.assumed", language, bounds=assumption.bounds, reason=assumption.reason.in_language(language)))
    return "\n".join(lines[:4])
