"""The layers of a scenario: its file and its bases, read, and merged key by key with the place of each value."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from sim.scenario.lookup import Located, locate_base
from sim.scenario.problems import Problem, ScenarioError, shown
from sim.scenario.reader import Document, Trail, dotted, read_document
from sim.scenario.shape import LayerKind, Origin, ScenarioFile
from sim.scenario.translate import translated

MOST_BASES = 20
OFF = "off"
LINE = ""
"""Entry of a lever that stands for the line naming it; no term has an empty name."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of the chain; the last layer is the scenario's own file."""

    located: Located
    document: Document
    kind: LayerKind

    def section(self, name: str) -> dict[str, Any]:
        """Return a mapping of the file, empty if the file has none."""
        found = self.document.content.get(name)
        return found if isinstance(found, dict) else {}


class Written(NamedTuple):
    """A raw value with the layer and the trail at which it stands."""

    value: Any
    layer: Layer
    trail: Trail

    def place(self, inner: Trail = ()) -> tuple[str, int | None]:
        """Return file and line of the value, or of a part of it."""
        return self.layer.document.file, self.layer.document.line((*self.trail, *inner))

    def origin(self) -> Origin:
        """Return where the value was written."""
        return Origin(self.layer.kind, self.layer.located.key, *self.place())


@dataclass(slots=True)
class Merged:
    """All layers merged: raw terms by lever, and the rest by key."""

    levers: dict[str, dict[str, Written]] = field(default_factory=dict)
    parameters: dict[str, Written] = field(default_factory=dict)
    regions: dict[str, dict[str, Written]] = field(default_factory=dict)
    horizon: dict[str, Written] = field(default_factory=dict)
    outcomes: Written | None = None
    problems: list[Problem] = field(default_factory=list)


def read_layers(located: Located, folder: Path) -> list[Layer]:
    """Read a file and all its bases, the most distant base first.

    Raises:
        ScenarioError: a file that cannot be read, a missing base, or bases in a circle.
    """
    layers = [Layer(located, read_document(located.path, located.file), "file")]
    while isinstance(layers[-1].document.content.get("base"), str):
        heir = layers[-1]
        base = _located_base(heir, layers, folder)
        if base.path.resolve() in {layer.located.path.resolve() for layer in layers} or len(layers) > MOST_BASES:
            raise _base_problem(heir, layers, base.key, "circular_base", {})
        layers.append(Layer(base, read_document(base.path, base.file), "base"))
    return layers[::-1]


def merged(layers: list[Layer], known_levers: Container[str]) -> Merged:
    """Merge layers: later ones override earlier ones key by key, ``off`` removes a lever."""
    result = Merged()
    for layer in layers:
        result.problems.extend(_shape_problems(layer))
        for key, terms in layer.section("levers").items():
            _merge_lever(result, key, Written(terms, layer, ("levers", key)), known_levers)
        for name, section in (("parameters", result.parameters), ("horizon", result.horizon)):
            section.update(_entries(layer, (name,), layer.section(name)))
        for city, changes in layer.section("regions").items():
            if isinstance(changes, dict):
                entries = _entries(layer, ("regions", city), changes)
                result.regions.setdefault(city, {}).update(entries)
        if isinstance(layer.document.content.get("outcomes"), list):
            result.outcomes = Written(layer.document.content["outcomes"], layer, ("outcomes",))
    return result


def _located_base(heir: Layer, layers: list[Layer], folder: Path) -> Located:
    name = heir.document.content["base"]
    try:
        return locate_base(name, heir.located, folder)
    except ScenarioError as error:
        cause = error.problems[0]
        code = cause.code if cause.code == "name_leaves_folder" else "missing_base"
        raise _base_problem(heir, layers, name, code, cause.values) from None


def _base_problem(heir: Layer, layers: list[Layer], name: str, code: str, known: Mapping[str, Any]) -> ScenarioError:
    chain = " → ".join(shown(key) for key in [*(layer.located.key for layer in layers), name])
    likely = {key: known.get(key, ()) for key in ("allowed", "suggestions")}
    file, line = Written(name, heir, ("base",)).place()
    return ScenarioError([Problem(file, line, "base", code, {"found": shown(name), "chain": chain} | likely)])


def _shape_problems(layer: Layer) -> Iterator[Problem]:
    try:
        ScenarioFile.model_validate(without_empty(layer.document.content))
    except ValidationError as error:
        document = layer.document
        yield from translated(error, ScenarioFile, (), lambda trail: (document.file, document.line(trail)))


def without_empty(content: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of a file that say something: ``levers:`` with nothing below it says nothing."""
    return {key: value for key, value in content.items() if value is not None}


def _entries(layer: Layer, trail: Trail, values: dict[str, Any]) -> dict[str, Written]:
    return {key: Written(value, layer, (*trail, key)) for key, value in values.items()}


def _merge_lever(result: Merged, key: str, entry: Written, known: Container[str]) -> None:
    if entry.value == OFF:
        if result.levers.pop(key, None) is None and key in known:
            values = {"found": shown(key)}
            result.problems.append(Problem(*entry.place(), dotted(entry.trail), "off_without_base", values))
        elif key not in known:
            result.levers[key] = {LINE: entry}
    elif entry.value is None or isinstance(entry.value, dict):
        terms = result.levers.setdefault(key, {})
        terms[LINE] = entry
        terms.update(_entries(entry.layer, entry.trail, entry.value or {}))
    else:
        values = {"found": shown(entry.value)}
        result.problems.append(Problem(*entry.place(), dotted(entry.trail), "terms_expected", values))
