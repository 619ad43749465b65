"""What a field of a pydantic type holds: kind of value, allowed range, and how a value is written."""

import math
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, TypeAliasType, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.calendar import month_text, parse_month
from sim.scenario.amounts import (
    FIRST_MONTH_TEXT,
    LAST_MONTH_TEXT,
    Money,
    Month,
    Ratio,
    Share,
    money_words,
    share_words,
)
from sim.scenario.money import LARGEST_MONEY
from sim.scenario.problems import Range

type Kind = Literal["money", "share", "ratio", "month", "number", "whole", "words", "model", "other"]

_AMOUNTS: Mapping[TypeAliasType, tuple[Kind, float, float]] = {
    Money: ("money", 0, LARGEST_MONEY),
    Share: ("share", 0, 1),
    Ratio: ("ratio", 0, math.inf),
    Month: ("month", parse_month(FIRST_MONTH_TEXT), parse_month(LAST_MONTH_TEXT)),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """What one place in a model holds.

    ``inner`` is the annotation without ``None`` and metadata; ``words`` are the words a literal allows.
    """

    kind: Kind
    inner: Any
    low: float = -math.inf
    high: float = math.inf
    above: bool = False
    below: bool = False
    words: tuple[str, ...] = ()

    def range(self) -> Range:
        """Return the allowed range in the unit of the kind."""
        low, high = (None if math.isinf(end) else written(end, self.kind) for end in (self.low, self.high))
        return Range(low, high, self.above, self.below)


def holding_at(model: type[BaseModel], trail: Iterable[str | int]) -> Holding:
    """Return what a model holds at the end of a trail of field names, keys and positions."""
    here = Holding("model", model)
    for step in trail:
        here = _inside(here.inner, step)
    return here


def holding_of(field: FieldInfo) -> Holding:
    """Return what a field holds."""
    return _narrowed(_holding(field.annotation), field.metadata)


def written(value: Any, kind: Kind) -> str:
    """Write a value as a scenario file would: ``50亿``, ``30%``, ``2026-01``, ``0.5``."""
    if kind == "money":
        return money_words(int(value))
    if kind == "share":
        return share_words(value)
    if kind == "month":
        return month_text(int(value))
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def key_holding(annotation: Any) -> Holding:
    """Return what the keys of a mapping are."""
    arguments = get_args(annotation)
    return _holding(arguments[0]) if get_origin(annotation) is dict and arguments else Holding("other", None)


def _inside(annotation: Any, step: str | int) -> Holding:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(step))
        return holding_of(field) if field else Holding("other", None)
    arguments = get_args(annotation)
    if get_origin(annotation) is dict and len(arguments) == 2:
        return _holding(arguments[1])
    if get_origin(annotation) in {tuple, list, set, frozenset} and arguments:
        return _holding(arguments[0])
    return Holding("other", annotation)


def _holding(annotation: Any) -> Holding:
    if isinstance(annotation, TypeAliasType):
        if annotation in _AMOUNTS:
            kind, low, high = _AMOUNTS[annotation]
            return Holding(kind, annotation, low, high)
        return _holding(annotation.__value__)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _narrowed(_holding(arguments[0]), arguments[1:])
    if origin in {Union, types.UnionType}:
        choices = [choice for choice in arguments if choice is not type(None)]
        return _holding(choices[0]) if len(choices) == 1 else Holding("other", annotation)
    if origin is Literal:
        return Holding("words", annotation, words=tuple(str(word) for word in arguments))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Holding("model", annotation)
    numbers: dict[Any, Kind] = {float: "number", int: "whole"}
    return Holding(numbers.get(annotation, "other"), annotation)


def _narrowed(holding: Holding, metadata: Iterable[Any]) -> Holding:
    for limit in metadata:
        if isinstance(limit, FieldInfo):
            holding = _narrowed(holding, limit.metadata)
        elif isinstance(limit, annotated_types.Ge):
            holding = replace(holding, low=max(holding.low, limit.ge))  # type: ignore[call-overload]
        elif isinstance(limit, annotated_types.Gt):
            holding = replace(holding, low=limit.gt, above=True)  # type: ignore[arg-type]
        elif isinstance(limit, annotated_types.Le):
            holding = replace(holding, high=min(holding.high, limit.le))  # type: ignore[call-overload]
        elif isinstance(limit, annotated_types.Lt):
            holding = replace(holding, high=limit.lt, below=True)  # type: ignore[arg-type]
    return holding
