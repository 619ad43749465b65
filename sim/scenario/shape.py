"""What a scenario file may say: closed types, one field per key."""

from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.calendar import month_text, parse_month
from sim.levers.terms import City
from sim.scenario.amounts import Month, Ratio
from sim.scenario.problems import TermsProblem

FIRST_MONTH = "2023-01"
"""The population of the model is that of the end of 2022."""
HINDCAST_MONTH = "2020-01"
"""Only the hindcast starts earlier: from the population of the end of 2019."""
LAST_DEFAULT_MONTH = "2027-12"
MOST_MONTHS = 600

type Multiplier = Annotated[Ratio, Field(ge=0.1, le=10)]
type LayerKind = Literal["default", "base", "file", "python"]


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
    """First simulated month: 2023-01 or later, or 2020-01 for a hindcast."""
    end: Month | None = None
    """Last simulated month."""


class Horizon(Closed):
    """First and last month of the simulation, both simulated."""

    start: Month = parse_month(FIRST_MONTH)
    """First simulated month: 2023-01 or later, or 2020-01 for a hindcast."""
    end: Month = parse_month(LAST_DEFAULT_MONTH)
    """Last simulated month."""

    @model_validator(mode="after")
    def _months_fit(self) -> Self:
        if self.start < parse_month(FIRST_MONTH) and self.start != parse_month(HINDCAST_MONTH):
            raise TermsProblem("horizon_start", found=month_text(self.start), first=FIRST_MONTH, hindcast=HINDCAST_MONTH)
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

    layer: LayerKind
    source: str = ""
    file: str = ""
    line: int | None = None
