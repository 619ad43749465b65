"""Checks of lever terms and parameters, shared by scenario files and by Python code."""

import math
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from sim.levers.terms import DatedTerms
from sim.parameters.declare import Parameter
from sim.scenario.amounts import read_number
from sim.scenario.fields import Holding, holding_of
from sim.scenario.problems import Problem, Range, shown, suggestions
from sim.scenario.reader import Trail, dotted
from sim.scenario.registers import Indicators, LeverTypes, Parameters
from sim.scenario.translate import Locate, translated

PYTHON = "python"


def in_python(_: Trail) -> tuple[str, int | None]:
    """Place of every value that comes from Python code."""
    return PYTHON, None


def checked_terms(key: str, raw: Mapping[str, Any], lever_types: LeverTypes, locate: Locate) -> tuple[DatedTerms | None, list[Problem]]:
    """Return the terms of a lever built from raw values, or what is wrong with them.

    Args:
        key: name of the lever.
        raw: terms as written; those left out take the lever's defaults.
        lever_types: the levers that exist.
        locate: gives file and line of a trail inside the terms.
    """
    if key not in lever_types:
        file, line = locate(())
        return None, [_unknown("unknown_lever", file, line, f"levers.{key}", key, tuple(lever_types))]
    kind = lever_types[key].terms_type
    prefix = ("levers", key)
    try:
        terms = kind.model_validate(dict(raw))
    except ValidationError as error:
        return None, list(translated(error, kind, prefix, locate))
    endless = [name for name in kind.model_fields if _is_endless(getattr(terms, name))]
    problems = []
    for name in endless:
        values = {"found": shown(getattr(terms, name)), "allowed": holding_of(kind.model_fields[name]).range()}
        problems.append(Problem(*locate((name,)), dotted((*prefix, name)), "number_expected", values))
    return (None if problems else terms), problems


def checked_parameters(raw: Mapping[str, Any], parameters: Parameters, locate: Locate) -> tuple[dict[str, float], list[Problem]]:
    """Return parameters as numbers within their ranges, sorted by key, and what is wrong with the others."""
    found: dict[str, float] = {}
    problems: list[Problem] = []
    for key, value in sorted(raw.items()):
        file, line = locate((key,))
        where = f"parameters.{key}"
        if key not in parameters:
            problems.append(_unknown("unknown_parameter", file, line, where, key, tuple(parameters)))
            continue
        allowed = parameter_range(parameters[key])
        values = {"found": shown(value), "allowed": allowed}
        low, high = parameters[key].free.bounds
        try:
            number = read_number(value)
        except ValueError:
            problems.append(Problem(file, line, where, "number_expected", values))
            continue
        if low <= number <= high:
            found[key] = number
        else:
            problems.append(Problem(file, line, where, "out_of_range", values))
    return found, problems


def parameter_range(parameter: Parameter) -> Range:
    """Return the plausible range of a free number, which is also the range allowed."""
    low, high = parameter.free.bounds
    return Holding("number", float, low, high).range()


def checked_outcomes(keys: tuple[str, ...], indicators: Indicators, locate: Locate) -> list[Problem]:
    """Return a problem for each outcome that is not an indicator."""
    unknown = [(place, key) for place, key in enumerate(keys) if key not in indicators]
    allowed = tuple(indicators)
    return [_unknown("unknown_indicator", *locate((place,)), "outcomes", key, allowed) for place, key in unknown]


def _unknown(code: str, file: str, line: int | None, where: str, found: str, allowed: tuple[str, ...]) -> Problem:
    values = {"found": shown(found), "allowed": allowed, "suggestions": suggestions(found, allowed)}
    return Problem(file, line, where, code, values)


def _is_endless(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)
