"""The types of a scenario: what a file may say, and what a scenario is once every base has been merged."""

import hashlib
import json
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, SerializeAsAny, ValidationError, model_validator

from sim.calendar import month_text, parse_month
from sim.levers.terms import City, Terms
from sim.scenario.amounts import Month, Ratio
from sim.scenario.checks import checked_parameters, checked_terms, in_python
from sim.scenario.problems import ScenarioError, TermsProblem
from sim.scenario.registers import registers
from sim.scenario.translate import translated
from sim.texts.bilingual import Bilingual

FIRST_MONTH = "2023-01"
"""The population of the model is that of the end of 2022."""
LAST_DEFAULT_MONTH = "2027-12"
MOST_MONTHS = 600

type Multiplier = Annotated[Ratio, Field(ge=0.1, le=10)]
type Layer = Literal["default", "base", "file", "python"]


class Closed(BaseModel):
    """Base of all types of this chapter: unknown keys are errors, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Texts(Closed):
    """A text in both languages."""

    en: Annotated[str, Field(min_length=1, max_length=4000)]
    """English text."""
    zh: Annotated[str, Field(min_length=1, max_length=4000)]
    """Chinese text."""


class HorizonChange(Closed):
    """First and last month of the simulation, where a file sets them."""

    start: Month | None = None
    """First simulated month, 2023-01 or later."""
    end: Month | None = None
    """Last simulated month."""


class Horizon(Closed):
    """First and last month of the simulation, both simulated."""

    start: Month = parse_month(FIRST_MONTH)
    """First simulated month, 2023-01 or later."""
    end: Month = parse_month(LAST_DEFAULT_MONTH)
    """Last simulated month."""

    @model_validator(mode="after")
    def _months_fit(self) -> Self:
        if self.start < parse_month(FIRST_MONTH):
            raise TermsProblem("horizon_start", found=month_text(self.start), first=FIRST_MONTH)
        if self.end < self.start:
            raise TermsProblem("horizon_order", start=month_text(self.start), end=month_text(self.end))
        if self.months > MOST_MONTHS:
            raise TermsProblem("horizon_length", found=self.months, most=MOST_MONTHS)
        return self

    @property
    def months(self) -> int:
        """Number of simulated months."""
        return self.end - self.start + 1


class RegionChange(Closed):
    """Multipliers of one member of the circle; 1 leaves it as observed."""

    cost_level: Multiplier | None = None
    """Level of costs relative to the observed one."""
    attractiveness: Multiplier | None = None
    """Pull on firms and talents relative to the observed one."""
    demand: Multiplier | None = None
    """Demand for technology relative to the observed one."""


class ScenarioFile(Closed):
    """A scenario file: a base and what differs from it."""

    title: Texts
    """Title in both languages."""
    description: Texts | None = None
    """What is compared and why, in both languages."""
    source: Annotated[str, Field(max_length=4000)] = ""
    """Documents that the scenario rests on."""
    base: Annotated[str, Field(max_length=200)] | None = None
    """Scenario whose levers, parameters, regions, horizon and outcomes are inherited."""
    horizon: HorizonChange | None = None
    """First and last month; what is left out is inherited."""
    levers: dict[str, Any] | None = None
    """Levers with their terms; off removes an inherited lever."""
    parameters: dict[str, Any] | None = None
    """Free numbers of the model that differ from their defaults."""
    regions: dict[City, RegionChange] | None = None
    """Multipliers of members of the circle."""
    outcomes: tuple[str, ...] | None = None
    """Indicators that the scenario is about."""


class Origin(NamedTuple):
    """Where a value was written; ``source`` is the scenario of the layer, file and line its place."""

    layer: Layer
    source: str = ""
    file: str = ""
    line: int | None = None


class Scenario(Closed):
    """A resolved scenario: every lever with all its terms, ready to run.

    Two scenarios are equal if they say the same under the same key; where a value was written does not count.
    """

    key: str
    """Name, or the stem of the file."""
    title: Bilingual
    description: Bilingual = Bilingual("", "")
    source: str = ""
    horizon: Horizon = Horizon()
    levers: tuple[tuple[str, SerializeAsAny[InstanceOf[Terms]]], ...] = ()
    """Levers with their terms, sorted by key."""
    parameters: dict[str, float] = {}
    """Free numbers that differ from their defaults, sorted by key."""
    regions: dict[City, RegionChange] = {}
    outcomes: tuple[str, ...] = ()
    lineage: tuple[str, ...] = ()
    """Keys of the bases, the most distant first."""
    origins: dict[str, Origin] = Field(default={}, exclude=True, repr=False)
    """Where each value was written, by dotted key."""

    def terms(self, lever: str) -> Terms:
        """Return the terms of a lever; ``KeyError`` if it is not in the scenario."""
        return dict(self.levers)[lever]

    def with_levers(self, *keys: str, **terms: object) -> Self:
        """Return a copy with levers added, or with new terms where they are there already.

        Example::

            baseline.with_levers("launch_fund", "pilot_equipment", start="2026-01")

        Raises:
            ScenarioError: an unknown lever or term, or a value out of range; all of them at once.
        """
        register = registers(parameters={}, indicators={}).levers
        now, problems = dict(self.levers), []
        for key in keys:
            raw = now[key].model_dump() | terms if key in now else dict(terms)
            found, wrong = checked_terms(key, raw, register, in_python)
            problems += wrong
            if found is not None:
                now[key] = found
        if problems:
            raise ScenarioError(problems)
        places = {f"levers.{key}.{name}": Origin("python") for key in keys for name in terms}
        return self._changed(places, levers=tuple(sorted(now.items())))

    def with_terms(self, key: str, terms: Terms) -> Self:
        """Return a copy with one lever under terms that are already built, for instance of a plug-in."""
        places = {f"levers.{key}.{name}": Origin("python") for name in type(terms).model_fields}
        return self._changed(places, levers=tuple(sorted((dict(self.levers) | {key: terms}).items())))

    def without_levers(self, *keys: str) -> Self:
        """Return a copy without some levers; ``KeyError`` if one is not in the scenario."""
        missing = sorted(set(keys) - {key for key, _ in self.levers})
        if missing:
            raise KeyError(f"scenario {self.key} has no lever {', '.join(missing)}")
        return self._changed({}, levers=tuple((key, terms) for key, terms in self.levers if key not in keys))

    def with_horizon(self, start: str | int, end: str | int) -> Self:
        """Return a copy with another first and last month."""
        try:
            horizon = Horizon.model_validate({"start": start, "end": end})
        except ValidationError as error:
            problems = translated(error, Horizon, ("horizon",), in_python)
            raise ScenarioError(problems) from None
        places = {f"horizon.{name}": Origin("python") for name in ("start", "end")}
        return self._changed(places, horizon=horizon)

    def with_parameters(self, values: dict[str, float]) -> Self:
        """Return a copy with other values of free numbers, each within its range."""
        register = registers(lever_types={}, indicators={}).parameters
        found, problems = checked_parameters(values, register, in_python)
        if problems:
            raise ScenarioError(problems)
        places = {f"parameters.{key}": Origin("python") for key in found}
        return self._changed(places, parameters=dict(sorted((self.parameters | found).items())))

    def scaled_money(self, factor: float) -> Self:
        """Return a copy whose levers all pay ``factor`` times as much as they do now."""
        now = {key: {"scale": terms.scale * factor} for key, terms in self.levers}
        scaled = self
        for key, change in now.items():
            scaled = scaled.with_terms_changed(key, change)
        return scaled

    def with_terms_changed(self, key: str, change: dict[str, object]) -> Self:
        """Return a copy with some terms of one lever of the scenario changed, of whatever register it is."""
        kind = type(self.terms(key))
        try:
            terms = kind.model_validate(self.terms(key).model_dump() | change)
        except ValidationError as error:
            raise ScenarioError(translated(error, kind, ("levers", key), in_python)) from None
        places = {f"levers.{key}.{name}": Origin("python") for name in change}
        levers = dict(self.levers) | {key: terms}
        return self._changed(places, levers=tuple(sorted(levers.items())))

    def canonical_json(self) -> str:
        """Return all that changes the result, and nothing else, as one fixed text."""
        what = {
            "horizon": self.horizon.model_dump(mode="json"),
            "levers": {key: terms.model_dump(mode="json") for key, terms in self.levers},
            "parameters": {key: float(value) for key, value in self.parameters.items()},
            "regions": {city: change.model_dump(mode="json") for city, change in self.regions.items()},
        }
        return json.dumps(what, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    def address(self) -> str:
        """Return the SHA-256 of :meth:`canonical_json` in hexadecimal digits."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()

    def _changed(self, places: dict[str, Origin], **update: Any) -> Self:
        return self.model_copy(update={**update, "origins": self.origins | places})

    def _said(self) -> tuple[object, ...]:
        texts = (self.key, self.title, self.description, self.source, self.outcomes)
        return (*texts, self.canonical_json())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())
