"""A resolved scenario for the eye: a table of values with their origins, and a file that says the same."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from sim.calendar import month_text
from sim.scenario.fields import Holding, holding_of, written
from sim.scenario.registers import LeverTypes, Parameters, registers
from sim.scenario.shape import Origin
from sim.scenario.types import Scenario
from sim.texts.bilingual import Language
from sim.texts.catalogue import text

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.%万亿元")
_MEANINGFUL = {"", "true", "false", "null", "~", "off", "on", "yes", "no", "-", "---", "..."}


class OriginRow(NamedTuple):
    """One value of a scenario: dotted key, value as text, layer it comes from, and ``file:line``."""

    key: str
    value: str
    layer: str
    where: str


def origin_table(scenario: Scenario, language: Language = "en") -> list[OriginRow]:
    """Return every value of a scenario with the place where it was written."""
    rows = []
    for key, value in _values(scenario):
        origin = scenario.origins.get(key, Origin("default"))
        where = f"{origin.file}:{origin.line}" if origin.file and origin.line else origin.file
        rows.append(OriginRow(key, value, _layer_words(origin, key, language), where))
    return rows


def scenario_text(
    scenario: Scenario,
    *,
    base: Scenario | None = None,
    schema: str | None = None,
    language: Language = "en",
    lever_types: LeverTypes | None = None,
    parameters: Parameters | None = None,
) -> str:
    """Return a commented scenario file; loading it gives an equal scenario if the file has the same key.

    Args:
        scenario: what the file shall say.
        base: scenario to inherit from; only what differs from it is written.
        schema: address or path of the JSON Schema, for the editor's completion.
        language: language of the comments.
        lever_types: levers that exist, for their titles; by default the project's register.
        parameters: free numbers that exist, likewise.
    """
    register = registers(lever_types, parameters, {})
    if base is not None and not _can_inherit(scenario, base):
        base = None
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [*_head(scenario), *_inherited(scenario, base)]
    lines += _levers(scenario, base, register.levers, language)
    lines += _parameters(scenario, base, register.parameters, language)
    lines += _regions(scenario, base)
    if scenario.outcomes and (base is None or scenario.outcomes != base.outcomes):
        lines += ["outcomes:", *(f"  - {_quoted(key)}" for key in scenario.outcomes)]
    return "\n".join(lines) + "\n"


def _values(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for name, month in (("start", scenario.horizon.start), ("end", scenario.horizon.end)):
        yield f"horizon.{name}", month_text(month)
    for key, terms in scenario.levers:
        for name, words in _terms_words(terms).items():
            yield f"levers.{key}.{name}", words
    for key, number in scenario.parameters.items():
        yield f"parameters.{key}", written(number, "number")
    for city, change in scenario.regions.items():
        for name, ratio in change.model_dump(exclude_none=True).items():
            yield f"regions.{city}.{name}", written(ratio, "number")
    if scenario.outcomes:
        yield "outcomes", ", ".join(scenario.outcomes)


def _layer_words(origin: Origin, key: str, language: Language) -> str:
    if origin.layer == "base":
        return origin.source
    if origin.layer == "default" and not key.startswith("levers."):
        return text("word.layer.model", language)
    return text(f"word.layer.{origin.layer}", language)


def _can_inherit(scenario: Scenario, base: Scenario) -> bool:
    """Whether a file can say the scenario as changes of the base: it cannot unset what the base sets."""
    unset = set(base.parameters) - set(scenario.parameters)
    ratios = [f"{city}.{name}" for city, name, _ in _ratios(base) if (city, name) not in _ratio_keys(scenario)]
    return not unset and not ratios and not (base.outcomes and not scenario.outcomes)


def _ratios(scenario: Scenario) -> list[tuple[str, str, float]]:
    return [(city, name, ratio) for city, change in scenario.regions.items() for name, ratio in change.model_dump(exclude_none=True).items()]


def _ratio_keys(scenario: Scenario) -> set[tuple[str, str]]:
    return {(city, name) for city, name, _ in _ratios(scenario)}


def _head(scenario: Scenario) -> list[str]:
    lines = _texts("title", scenario.title)
    if any(scenario.description):
        lines += _texts("description", scenario.description)
    return lines + ([f"source: {_quoted(scenario.source)}"] if scenario.source else [])


def _texts(name: str, words: tuple[str, str]) -> list[str]:
    return [f"{name}:", f"  en: {_quoted(words[0])}", f"  zh: {_quoted(words[1])}"]


def _inherited(scenario: Scenario, base: Scenario | None) -> list[str]:
    if base is not None:
        lines = [f"base: {_quoted(base.key)}"]
        if base.horizon == scenario.horizon:
            return lines
    else:
        lines = []
    months = (("start", scenario.horizon.start), ("end", scenario.horizon.end))
    return [*lines, "horizon:", *(f"  {name}: {month_text(month)}" for name, month in months)]


def _levers(scenario: Scenario, base: Scenario | None, lever_types: LeverTypes, language: Language) -> list[str]:
    before = dict(base.levers) if base else {}
    lines = []
    for key, terms in scenario.levers:
        now = _terms_words(terms)
        old = _terms_words(before[key]) if key in before else {}
        changed = {name: words for name, words in now.items() if old.get(name) != words}
        if changed or key not in before:
            title = lever_types[key].title.in_language(language) if key in lever_types else key
            lines += [f"  {key}:  # {_comment(title)}"]
            lines += [_term_line(terms, name, words) for name, words in changed.items()]
    lines += [f"  {key}: off" for key in before if key not in dict(scenario.levers)]
    return ["levers:", *lines] if lines else []


def _term_line(terms: BaseModel, name: str, words: str) -> str:
    meaning = _comment(type(terms).model_fields[name].description or "")
    return f"    {name}: {words}" + (f"  # {meaning}" if meaning else "")


def _parameters(scenario: Scenario, base: Scenario | None, parameters: Parameters, language: Language) -> list[str]:
    before = base.parameters if base else {}
    lines = []
    for key, number in scenario.parameters.items():
        if before.get(key) != number:
            known = parameters.get(key)
            about = f"  # {_comment(known.free.title.in_language(language))}, {known.free.unit}" if known else ""
            lines.append(f"  {key}: {written(number, 'number')}{about}")
    return ["parameters:", *lines] if lines else []


def _regions(scenario: Scenario, base: Scenario | None) -> list[str]:
    before = set(_ratios(base)) if base else set()
    lines: list[str] = []
    for city in scenario.regions:
        changed = [(name, ratio) for at, name, ratio in _ratios(scenario) if at == city and (at, name, ratio) not in before]
        if changed:
            lines.append(f"  {city}:")
            lines += [f"    {name}: {written(ratio, 'number')}" for name, ratio in changed]
    return ["regions:", *lines] if lines else []


def _terms_words(terms: BaseModel) -> dict[str, str]:
    fields = type(terms).model_fields
    plain = terms.model_dump(mode="json")
    return {name: _yaml(plain[name], holding_of(field)) for name, field in fields.items()}


def _yaml(value: Any, holding: Holding) -> str:
    """Write a value on one line, in the JSON-like form of YAML where it is a list or a mapping."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quoted(key)}: {_yaml(one, holding)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_yaml(one, holding) for one in value) + "]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return _quoted(value) if isinstance(value, str) else written(value, "number")


def _quoted(words: str) -> str:
    if set(words) <= _PLAIN and words.lower() not in _MEANINGFUL and not words.startswith(("-", ".", "%")):
        return words
    return '"' + "".join(_escaped(c) for c in words) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _comment(words: str) -> str:
    return " ".join(words.split()).rstrip(".")
