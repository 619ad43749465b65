"""Turns the errors of pydantic into problems of the catalogue."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.scenario.fields import holding_at, key_holding
from sim.scenario.problems import Problem, Range, TermsProblem, shown, suggestions
from sim.scenario.reader import Trail, dotted
from sim.texts.bilingual import LANGUAGES, Bilingual
from sim.texts.catalogue import has_text, text

type Locate = Callable[[Trail], tuple[str, int | None]]
"""Gives file and line of the value at a trail inside the model."""

_CODES = {
    "extra_forbidden": "unknown_key",
    "missing": "missing_key",
    "literal_error": "unknown_word",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "money_range": "out_of_range",
    "ratio_range": "out_of_range",
    "month_range": "out_of_range",
    "finite_number": "number_expected",
    "float_parsing": "number_expected",
    "float_type": "number_expected",
    "int_parsing": "whole_number_expected",
    "int_parsing_size": "whole_number_expected",
    "int_from_float": "whole_number_expected",
    "int_type": "whole_number_expected",
    "bool_parsing": "true_or_false_expected",
    "bool_type": "true_or_false_expected",
    "string_type": "text_expected",
    "string_too_short": "text_length",
    "string_too_long": "text_length",
    "tuple_type": "list_expected",
    "list_type": "list_expected",
    "set_type": "list_expected",
    "frozen_set_type": "list_expected",
    "too_short": "list_length",
    "too_long": "list_length",
    "dict_type": "mapping_expected",
    "mapping_type": "mapping_expected",
    "model_type": "mapping_expected",
    "model_attributes_type": "mapping_expected",
}
_SAME_NAME = ("money_unit_missing", "money_form", "money_too_fine", "share_form", "share_range", "month_form")
_CODES.update({code: code for code in _SAME_NAME})


def translated(error: ValidationError, model: type[BaseModel], prefix: Trail, locate: Locate) -> Iterator[Problem]:
    """Yield a problem for each error that a model raised.

    Args:
        error: what pydantic raised.
        model: the type that refused the values; its fields tell what is allowed.
        prefix: trail of the model inside the scenario, put before each key.
        locate: gives file and line of a trail inside the model.
    """
    for one in error.errors(include_url=False):
        trail = tuple(step for step in one["loc"] if step != "[key]")
        file, line = locate(trail)
        key = dotted((*prefix, *trail))
        yield Problem(file, line, key, *_code_and_values(one, key, model))


def _code_and_values(one: Any, key: str, model: type[BaseModel]) -> tuple[str, Mapping[str, Any]]:
    kind, loc, context = one["type"], one["loc"], one.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, TermsProblem):
        return cause.code, cause.values
    code = _CODES.get(kind)
    if code is None:
        return "value_refused", {"message": message_shown(cause or one["msg"]), "found": key}
    if code == "unknown_word":
        return _word(str(one["input"]), words_of(model, loc))
    if code == "unknown_key":
        return code, _key(str(loc[-1]), keys_of(holding_at(model, loc[:-1]).inner))
    if code == "missing_key":
        return code, {"found": str(loc[-1]), "meaning": _meaning(model, loc)}
    found = {"found": shown(one["input"])}
    if code in {"text_length", "list_length"}:
        return code, {"allowed": _length(context)}
    if code == "mapping_expected":
        return code, found | {"allowed": keys_of(holding_at(model, loc).inner)}
    return code, found | {"allowed": holding_at(model, loc).range()}


def keys_of(annotation: Any) -> tuple[str, ...]:
    """Return the keys that a model or a mapping with fixed keys takes."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return tuple(annotation.model_fields)
    return key_holding(annotation).words


def words_of(model: type[BaseModel], loc: Trail) -> tuple[str, ...]:
    """Return the words allowed at a place, or allowed as keys there if pydantic blames a key."""
    if loc[-1:] == ("[key]",):
        return key_holding(holding_at(model, loc[:-2]).inner).words
    return holding_at(model, loc).words


def message_shown(message: object) -> str:
    """Return a sentence of a validator as it may be printed; longer than a value may be."""
    words = str(message)
    return "".join(shown(words[start : start + 40]) for start in range(0, min(len(words), 400), 40))


def _word(found: str, allowed: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    code = "unknown_city" if "shenyang" in allowed else "unknown_word"
    return code, _key(found, allowed)


def _key(found: str, allowed: tuple[str, ...]) -> dict[str, Any]:
    return {"found": shown(found), "allowed": allowed, "suggestions": suggestions(found, allowed)}


def _meaning(model: type[BaseModel], loc: Trail) -> object:
    entry = f"word.key.{loc[-1]}"
    if has_text(entry):
        return Bilingual(*(text(entry, language) for language in LANGUAGES))
    around = holding_at(model, loc[:-1]).inner
    field = around.model_fields.get(str(loc[-1])) if hasattr(around, "model_fields") else None
    return (field.description if field else None) or str(loc[-1])


def _length(context: Mapping[str, Any]) -> Range:
    low, high = context.get("min_length"), context.get("max_length")
    return Range(None if low is None else str(low), None if high is None else str(high))
