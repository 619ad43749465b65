"""Terms that every lever has, whatever it does."""

from functools import cache
from inspect import getattr_static
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from sim.calendar import month_text
from sim.ledger.book import Payer
from sim.scenario.amounts import Month, Share, share_words
from sim.scenario.problems import TermsProblem

type City = Literal["shenyang", "anshan", "fushun", "benxi", "fuxin", "liaoyang", "tieling", "shenfu"]
type Status = Literal["in_force", "planned", "proposed", "peer_example", "hypothetical"]
type PayerName = Literal["city", "circle", "province", "centre", "private"]

CITIES: tuple[City, ...] = ("shenyang", "anshan", "fushun", "benxi", "fuxin", "liaoyang", "tieling", "shenfu")
PAYERS: dict[PayerName, Payer] = {
    "city": Payer.CITY,
    "circle": Payer.CIRCLE,
    "province": Payer.PROVINCE,
    "centre": Payer.CENTRE,
    "private": Payer.PRIVATE,
}


def _city_pays() -> dict[PayerName, float]:
    return {"city": 1.0}


class DatedTerms(BaseModel):
    """Where and when a lever applies."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)

    cities: tuple[City, ...] = ("shenyang",)
    """Members of the circle in which the lever applies."""
    start: Month
    """First month in force, written YYYY-MM."""
    end: Month | None = None
    """Last month in force; empty means until the horizon."""
    status: Status = "proposed"
    """Standing of the instrument in the documents."""
    scale: Annotated[float, Field(ge=0, le=1000)] = 1.0
    """Multiplies every amount and ratio of money of the lever; 0 pays nothing and changes nothing."""

    @field_validator("*", mode="after")
    @classmethod
    def _zero_has_no_sign(cls, value: object) -> object:
        return value + 0.0 if isinstance(value, float) else value  # -0.0 would be another scenario than 0.0

    @model_validator(mode="after")
    def _dates_and_cities_fit(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise TermsProblem("end_before_start", start=month_text(self.start), end=month_text(self.end))
        if not self.cities or len(set(self.cities)) != len(self.cities):
            raise TermsProblem("cities_once")
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to worker processes as the lever's name and the values: types of schemes and plug-ins cannot be found by import."""
        from sim.levers.registry import lever_types  # the register imports the levers, which import this file

        for key, lever in lever_types().items():
            if getattr_static(lever, "terms_type", None) is type(self):
                return restored, (key, self.model_dump())
        return super().__reduce__()  # type: ignore[return-value]

    def payer_shares(self) -> dict[Payer, float]:
        """Shares by ledger account; they add up to 1."""
        raise TypeError(f"{type(self).__name__} does not say who pays")

    def city_indices(self) -> tuple[int, ...]:
        """Indices of the cities in which the lever applies."""
        return indices_of(self.cities)

    def city_mask(self) -> int:
        """Bit mask of the cities in which the lever applies."""
        return sum(1 << i for i in self.city_indices())


@cache
def indices_of(cities: tuple[City, ...]) -> tuple[int, ...]:
    """Indices of some members of the circle."""
    return tuple(CITIES.index(city) for city in cities)


def restored(key: str, values: dict[str, Any]) -> DatedTerms:
    """Rebuild the terms of a lever from its name; they were valid when they left."""
    from sim.levers.registry import lever_types

    return lever_types()[key].terms_type.model_construct(**values)


class Terms(DatedTerms):
    """Where and when a lever applies, and who pays.

    A lever's own terms derive from it; each field needs a default and a sentence below it.

    Raises:
        ValidationError: an unknown field, an end before the start, a city twice, or shares that do not add up to 1.

    Examples:
        >>> terms = Terms.model_validate({"start": "2024-01", "cities": ["benxi"], "payers": {"city": "60%", "province": "40%"}})
        >>> terms.start, terms.city_indices(), terms.payer_shares()
        (48, (3,), {<Payer.CITY: 0>: 0.6, <Payer.PROVINCE: 2>: 0.4})
    """

    payers: dict[PayerName, Share] = Field(default_factory=_city_pays)
    """Who pays, as shares that add up to 100%."""

    @model_validator(mode="after")
    def _payers_add_up(self) -> Self:
        if abs(sum(self.payers.values()) - 1.0) > 1e-9:
            raise TermsProblem("payers_sum", sum=share_words(round(sum(self.payers.values()), 6)))
        return self

    def payer_shares(self) -> dict[Payer, float]:
        """Shares by ledger account."""
        return {PAYERS[name]: share for name, share in self.payers.items() if share > 0}
