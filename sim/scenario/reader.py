"""Reads scenario files: safe YAML within bounds, every value with its place.

Text stays text. Only ``true``, ``false`` and ``null`` mean something by themselves; numbers, months and
amounts are read later by the type that knows their unit. So ``2026-01`` is never a date, ``no`` never a
boolean and ``010`` never eight. Aliases, tags and repeated keys are refused: a file of a few lines cannot
unfold into many, and what is written is what is used.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from sim.scenario.problems import Problem, ScenarioError, shown

MOST_BYTES = 256 * 1024
MOST_DEPTH = 20
MOST_VALUES = 10_000

type Trail = tuple[str | int, ...]
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")} | {"!"}
_MEANINGS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Place(NamedTuple):
    """Line and column of a key or value, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """Content of a file as plain mappings, lists and texts, with the place of each value.

    ``places`` is keyed by the trail of keys and positions that leads to a value.
    """

    file: str
    content: dict[str, Any]
    places: dict[Trail, Place] = field(default_factory=dict)

    def line(self, trail: Trail) -> int | None:
        """Return the line of a value, or of the nearest value around it."""
        while trail and trail not in self.places:
            trail = trail[:-1]
        place = self.places.get(trail)
        return place.line if place else None


def read_document(path: Path, file: str | None = None) -> Document:
    """Read one file; ``file`` is how it is called in messages.

    Raises:
        ScenarioError: it is missing, unreadable, too large, not text, not YAML, or not a mapping.
    """
    name = str(path) if file is None else file
    try:
        if not path.is_file():
            _refuse(name, "no_such_file", found=shown(name))
        size = path.stat().st_size
        if size > MOST_BYTES:
            _refuse(name, "file_too_large", found=f"{size:,}", most=f"{MOST_BYTES:,}")
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as reason:
        _refuse(name, "file_unreadable", reason=shown(getattr(reason, "strerror", None) or reason))
    return read_bytes(raw, name)


def read_bytes(raw: bytes, file: str) -> Document:
    """Read the content of a file that is already in memory, as :func:`read_document` does."""
    if len(raw) > MOST_BYTES:
        _refuse(file, "file_too_large", found=f"{len(raw):,}", most=f"{MOST_BYTES:,}")
    try:
        written = raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        _refuse(file, "not_text", position=broken.start)
    if "\0" in written:
        _refuse(file, "not_text", position=raw.index(0))
    try:
        return _Composer(file, written).document()
    except yaml.reader.ReaderError as broken:
        _refuse(file, "not_text", position=broken.position)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        reason = shown(broken.problem or broken.context or "")
        _refuse(file, "not_yaml", line=mark.line + 1 if mark else None, reason=reason)
    except (yaml.YAMLError, ValueError, OverflowError) as broken:
        # PyYAML's scanner lets int() and chr() of absurd escapes and directives through.
        _refuse(file, "not_yaml", reason=shown(broken))


def _refuse(file: str, code: str, line: int | None = None, key: str = "", **values: object) -> NoReturn:
    raise ScenarioError([Problem(file, line, key, code, values)])


class _Composer:
    """Builds a document from the parser's events and counts what it builds."""

    def __init__(self, file: str, written: str) -> None:
        self._file = file
        self._loader: Any = yaml.SafeLoader(written)
        self._places: dict[Trail, Place] = {}
        self._count = 0
        self._repeated: list[Problem] = []

    def document(self) -> Document:
        """Return the only document of the file."""
        self._take(yaml.StreamStartEvent)
        if self._loader.check_event(yaml.StreamEndEvent):
            _refuse(self._file, "file_empty")
        self._take(yaml.DocumentStartEvent)
        content = self._value((), 0)
        self._take(yaml.DocumentEndEvent)
        if not self._loader.check_event(yaml.StreamEndEvent):
            self._refuse_at(self._loader.peek_event(), (), "second_document")
        if self._repeated:
            raise ScenarioError(self._repeated)
        if content is None:
            _refuse(self._file, "file_empty")
        if not isinstance(content, dict):
            allowed = ("title", "description", "source", "base", "horizon", "levers")
            _refuse(self._file, "not_mapping", line=1, allowed=allowed)
        return Document(self._file, content, self._places)

    def _value(self, trail: Trail, depth: int) -> Any:
        event = self._next()
        self._places.setdefault(trail, _place(event))
        self._count += 1
        if self._count > MOST_VALUES:
            self._refuse_at(event, trail, "too_many_values", most=f"{MOST_VALUES:,}")
        if depth >= MOST_DEPTH:
            self._refuse_at(event, trail, "too_deep", most=MOST_DEPTH)
        self._check_plain(event, trail)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, trail)
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(trail, depth))
        return self._mapping(trail, depth)

    def _check_plain(self, event: Any, trail: Trail) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._refuse_at(event, trail, "alias", found=shown(sign + anchor))
        if tag is not None and tag not in _TAGS:
            self._refuse_at(event, trail, "tag", found=shown(tag.replace("tag:yaml.org,2002:", "!!")))

    def _scalar(self, event: Any, trail: Trail) -> Any:
        try:
            event.value.encode("utf-8")
        except UnicodeEncodeError:
            self._refuse_at(event, trail, "not_yaml", reason="half of a surrogate pair")
        plain = event.style is None and event.implicit[0]
        return _MEANINGS.get(event.value, event.value) if plain else event.value

    def _items(self, trail: Trail, depth: int) -> Iterator[Any]:
        position = 0
        while not self._loader.check_event(yaml.SequenceEndEvent):
            yield self._value((*trail, position), depth + 1)
            position += 1
        self._next()

    def _mapping(self, trail: Trail, depth: int) -> dict[str, Any]:
        content: dict[str, Any] = {}
        while not self._loader.check_event(yaml.MappingEndEvent):
            event = self._loader.peek_event()
            self._check_plain(event, trail)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse_at(event, trail, "key_not_text")
            key = event.value
            if key in content:
                self._note_repeated(event, (*trail, key))
            self._scalar(self._next(), trail)
            self._places.setdefault((*trail, key), _place(event))
            content[key] = self._value((*trail, key), depth + 1)
        self._next()
        return content

    def _note_repeated(self, event: Any, trail: Trail) -> None:
        values = {"found": shown(trail[-1]), "first": self._places[trail].line}
        line = event.start_mark.line + 1
        self._repeated.append(Problem(self._file, line, dotted(trail), "duplicate_key", values))

    def _refuse_at(self, event: Any, trail: Trail, code: str, **values: object) -> NoReturn:
        _refuse(self._file, code, line=event.start_mark.line + 1, key=dotted(trail), **values)

    def _next(self) -> Any:
        return self._loader.get_event()

    def _take(self, kind: type[yaml.Event]) -> None:
        if not isinstance(self._next(), kind):
            raise yaml.YAMLError(f"{kind.__name__} expected")


def dotted(trail: Trail) -> str:
    """Return a trail as a dotted key, without positions in lists."""
    return ".".join(shown(step) for step in trail if isinstance(step, str))


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
