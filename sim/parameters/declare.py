"""How a free number of the model is declared: value, unit, range, label and source, at the place of its use.

A process declares its numbers as a ``NamedTuple`` whose fields are annotated with :class:`Free`::

    class Verification(NamedTuple):
        technical_stop: Annotated[float, Free(0.28, "probability", (0.15, 0.45), "estimated", "science:E1",
                                              Bilingual("technical stop at verification", "概念验证技术性终止概率"))]

Kernels receive the tuple itself; the register, the documentation and the calibration read the annotations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from sim.kernels import typed_table
from sim.texts.bilingual import Bilingual

type Label = Literal["observed", "official", "derived", "estimated", "assumed", "numeric"]


class Free(NamedTuple):
    """A free number: default, unit, plausible range, label, source and title.

    ``label`` tells how the default is known: observed, official, derived, estimated, assumed, or numeric
    (a device of the computation without meaning outside it). ``source`` is a key of
    ``calibration/evidence/sources.csv`` or a row id of the evidence, never empty; an assumption states its
    reason there in a few words.

    Examples:
        >>> Free(0.1, "share", (0, 0.5), "assumed", "an example", Bilingual("kept at home by rain", "雨天缺席比例")).bounds
        (0, 0.5)
    """

    default: float
    unit: str
    bounds: tuple[float, float]
    label: Label
    source: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Parameter:
    """A free number with its dotted key, as the register lists it."""

    key: str
    free: Free


def declared(group: str, tuple_type: type) -> Iterator[Parameter]:
    """Yield the parameters of one ``NamedTuple`` of a process, in order of declaration."""
    yield from _declared(group, tuple_type)


@cache
def _declared(group: str, tuple_type: type) -> tuple[Parameter, ...]:
    """Read the annotations of a tuple once: they are the same in every run, as are the types of its numbers."""
    hints = get_type_hints(typed_table(tuple_type), include_extras=True)
    return tuple(Parameter(f"{group}.{name}", _free_of(group, name, hint)) for name, hint in hints.items())


def _free_of(group: str, name: str, hint: Any) -> Free:
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Free):
                return extra
    raise TypeError(f"{group}.{name} carries no Free(...) annotation: every number needs unit, range, label, source")


def build[T](group: str, tuple_type: type[T], values: Mapping[str, float]) -> T:
    """Build the tuple of one group from dotted values; numbers not named keep their default."""
    numbers = {p.key.split(".", 1)[1]: float(values.get(p.key, p.free.default)) for p in declared(group, tuple_type)}
    return tuple_type(**numbers)
