"""The rows of the evidence as frozen, typed records.

Units are written as in the tables: ``100M_CNY`` (亿元), ``10k_CNY`` (万元), ``10k_persons`` (万人),
``percent``, ``count`` and so on. No value is converted here.
"""

from dataclasses import dataclass
from typing import Literal

from sim.texts.bilingual import Bilingual

type Label = Literal["observed", "official", "proposed", "estimated", "assumed", "derived"]
type Strength = Literal["P", "S", "-"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What every row carries: name, unit, how it is known, and where it stands.

    ``caveats`` holds the ids of the traps that touch the row (``I-01`` ...) and plain marks such as
    ``unverified`` or ``undated``; ``calibration/README.md`` lists the marks.
    """

    id: str
    name: Bilingual
    unit: str
    label: Label
    source: str
    locator: str
    caveats: tuple[str, ...]

    @property
    def traps(self) -> tuple[str, ...]:
        """Ids of the traps of ``choices()`` that touch this row."""
        return tuple(mark for mark in self.caveats if mark.startswith("I-"))

    @property
    def unverified(self) -> bool:
        """Whether the number has not been checked against a document."""
        return "unverified" in self.caveats


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Evidence):
    """A stated number. ``year`` is kept as text because it may be a span, a half-year or ``undated``."""

    region: str
    entity_type: str
    value: float
    qualifier: str
    year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Evidence):
    """A goal. ``value`` is None for a goal in words; ``kind`` is official_plan or proposal_by_authors."""

    region: str
    entity_type: str
    value: float | None
    qualifier: str
    year: str
    target_year: int | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverRow(Evidence):
    """One figure or rule of a policy instrument.

    ``value`` is None where the instrument is named without a figure. ``schedule`` lists (year, value) pairs;
    ``start`` and ``end`` are calendar years. ``status`` is in_force, planned, proposed or peer_example.
    """

    actor_paid: str
    mechanism: str
    parameter: str
    value: float | None
    schedule: tuple[tuple[int, float], ...]
    start: int | None
    end: int | None
    region: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow(Evidence):
    """A value of a past year, none later than 2022.

    ``period`` is ``year`` or the part of the year meant. ``trust`` tells who states it (official, press,
    other), ``figures`` keeps companion numbers as ``key=value``, ``derivation`` says how a row was derived.
    """

    region: str
    year: int
    period: str
    value: float
    trust: str
    figures: tuple[str, ...]
    derivation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number inside a larger record, with its companions and the rule by which it was filled, if any."""

    value: float
    unit: str
    label: Label
    source: str
    locator: str
    caveats: tuple[str, ...]
    rule: Bilingual

    @property
    def unverified(self) -> bool:
        """Whether the number has not been checked against a document."""
        return "unverified" in self.caveats


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A member of the circle in 2022: seat in degrees, residents in 10k_persons, output in 100M_CNY."""

    id: str
    name: Bilingual
    lon: float
    lat: float
    population: Number
    gdp: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideNode:
    """A place outside the circle that supplies technology and absorbs leakage.

    ``economic_mass`` is relative to Shenyang (1), ``supply_weight`` a share of all outside supply. A hub
    takes part in jumps over distance; ``hub_source`` says why.
    """

    id: str
    name: Bilingual
    place: Bilingual
    lon: float
    lat: float
    economic_mass: Number
    supply_weight: Number
    is_hub: bool
    hub_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Evidence):
    """A technology field; ``id`` is its code F01 to F13."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureField(Evidence):
    """One of the 4+8 future industries; ``group`` is existing or disruptive, ``field`` a field code."""

    group: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JointCluster(Evidence):
    """A tie between members in one field: a joint cluster, a pair of parks, or a shared policy (``kind``)."""

    cities: tuple[str, ...]
    field: str
    kind: str
    start: int | None
    status: str
    evidence_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How one trap of the documents is treated.

    ``weight`` is H, M or L; ``status`` handled, avoided (the number is not used) or deferred, and then
    ``issue`` names the later piece of work that carries it.
    """

    id: str
    weight: str
    text: Bilingual
    where: str
    status: str
    issue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document, article, study or rule that a row may name as its source."""

    key: str
    title: Bilingual
    kind: str
    date: str
    status: str
    caveats: tuple[str, ...]
