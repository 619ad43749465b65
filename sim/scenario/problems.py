"""What can be wrong with a scenario, and how it is told: what, where, what is allowed, and the cure."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sim.texts.bilingual import Bilingual, Language
from sim.texts.catalogue import text

_LONGEST_SHOWN = 80
_MOST_WORDS_SHOWN = 40


class Range(NamedTuple):
    """An allowed range, its ends already written in the unit of the value; ``None`` means without bound."""

    low: str | None
    high: str | None
    strictly_above: bool = False
    strictly_below: bool = False

    def in_language(self, language: Language) -> str:
        """Return the range in words."""
        parts = []
        if self.low is not None and self.high is not None and not (self.strictly_above or self.strictly_below):
            return text("word.range_between", language, low=self.low, high=self.high)
        if self.low is not None:
            parts.append(text(f"word.range_{'above' if self.strictly_above else 'at_least'}", language, low=self.low))
        if self.high is not None:
            word = "below" if self.strictly_below else "at_most"
            parts.append(text(f"word.range_{word}", language, high=self.high))
        return text("word.list_separator", language).join(parts) or text("word.range_any", language)


class Problem(NamedTuple):
    """One thing that is wrong.

    ``values`` fill the placeholders of the catalogue's entry ``problem.<code>``: a text, a number, a
    :class:`Range`, a :class:`Bilingual`, or a tuple of words. ``suggestions`` among them is shown as
    "did you mean".
    """

    file: str
    line: int | None
    key: str
    code: str
    values: Mapping[str, Any]

    @property
    def where(self) -> str:
        """``file:line``, with the dotted key."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}  {shown(self.key)}" if self.key else place

    def part(self, name: str, language: Language) -> str:
        """Return the sentence ``what``, ``allowed`` or ``cure``."""
        values = {key: _in_language(value, language) for key, value in self.values.items()}
        sentence = text(f"problem.{self.code}.{name}", language, **values)
        if name == "cure" and self.values.get("suggestions"):
            likely = text("word.or_separator", language).join(self.values["suggestions"])
            return text("word.did_you_mean", language, suggestions=likely, cure=sentence)
        return sentence

    def in_language(self, language: Language) -> str:
        """Return the whole problem as four lines."""
        lines = [self.where]
        lines += [f"  {text(f'word.{name}', language)}: {self.part(name, language)}" for name in PARTS]
        return "\n".join(lines)

    def record(self, language: Language) -> dict[str, Any]:
        """Return the problem as a flat record for machine-readable output."""
        told = {name: self.part(name, language) for name in PARTS}
        return {"file": self.file, "line": self.line, "key": self.key, "code": self.code, **told}


PARTS = ("what", "allowed", "cure")


class ScenarioError(Exception):
    """A scenario cannot be used; holds every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: Language) -> str:
        """Return all problems in one language, in the order of files and lines."""
        heading = text("word.problem_count", language, count=len(self.problems))
        return "\n".join([heading, *(problem.in_language(language) for problem in self.problems)])


class TermsProblem(ValueError):  # noqa: N818 -- it names one problem of terms, which pydantic collects
    """Raised by a validator of lever terms with a code of the catalogue, to be told in both languages.

    Example::

        raise TermsProblem("payers_sum", sum="90%")
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(Problem("", None, "", code, values).part("what", "en"))


def suggestions(found: str, allowed: Iterable[str]) -> tuple[str, ...]:
    """Return the allowed words that look most like ``found``, at most three.

    >>> suggestions("fushan", ("fushun", "anshan", "benxi"))
    ('fushun',)
    """
    words = {word.lower(): word for word in allowed}
    plain = found[:_LONGEST_SHOWN].lower().replace(" ", "_")
    close = difflib.get_close_matches(plain, words, n=3, cutoff=0.6)
    likeness = [difflib.SequenceMatcher(None, word, plain).ratio() for word in close]
    return tuple(words[word] for word, like in zip(close, likeness, strict=True) if like > likeness[0] - 0.05)


def shown(value: object) -> str:
    """Return a value as it may be printed: short, and without characters that act on a terminal."""
    words = str(value)
    clipped = words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"
    return _harmless(clipped)


def _harmless(words: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in words)


def _in_language(value: object, language: Language) -> str:
    if isinstance(value, Range | Bilingual):
        return value.in_language(language)
    if isinstance(value, tuple | list):
        words = [shown(word) for word in value[:_MOST_WORDS_SHOWN]]
        if len(value) > _MOST_WORDS_SHOWN:
            words.append(text("word.and_more", language, count=len(value) - _MOST_WORDS_SHOWN))
        return text("word.list_separator", language).join(words) or text("word.none", language)
    return "\n".join(_harmless(line) for line in str(value).split("\n"))
