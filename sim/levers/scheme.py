"""Schemes: instruments that are kept up rather than paid by event, each of which shifts one policy quantity.

Most instruments of the documents are of this kind: a carrier, an alliance policy, a training base, a credit line. The
documents print their number at best (three zones, twenty articles), seldom their size and never their cost or effect.
So a scheme has a printed ``number`` where there is one, and two marked assumptions: what one unit shifts and what it
costs a year. One unit is whatever the documents count; without a count it is the scheme in one city.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import Field, create_model

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.levers.lever import Assumption, Lever
from sim.levers.office import Office
from sim.levers.quantities import declared_quantities
from sim.levers.terms import City, PayerName, Status, Terms, restored
from sim.scenario.amounts import Money, money
from sim.texts.bilingual import Bilingual

EFFECT = Bilingual("The documents name no size of effect.", "文件未给出作用大小。")
COST = Bilingual("The documents name no cost.", "文件未给出成本。")


class SchemeTerms(Terms):
    """Terms of a scheme: how many units of it, what one shifts, and what one costs."""

    number: Annotated[float, Field(ge=0, le=1000)] = 1.0
    """Units of the scheme in each city: what the documents count, or 1."""
    strength: Annotated[float, Field(ge=-10, le=1000)] = 0.0
    """What one unit shifts, in the unit of the policy quantity."""
    yearly_cost: Money = money("0万")
    """Public cost of one unit in each city a year."""

    scheme: ClassVar[str] = ""
    """Key of the lever whose terms these are."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to worker processes as the lever's name and the values."""
        return (restored, (self.scheme, self.model_dump())) if self.scheme else super().__reduce__()


class _TermsOfScheme:
    """The class attribute ``terms_type`` of a scheme: its type is made when somebody asks for it.

    To make those of a hundred schemes takes longer than to check a scenario, which has a few.
    """

    def __init__(self, scheme: "Scheme") -> None:
        self._scheme = scheme

    @cached_property
    def _made(self) -> type[SchemeTerms]:
        return self._scheme.terms_type()

    def __get__(self, instance: object, owner: type) -> type[SchemeTerms]:
        return self._made


class SchemeLever(Lever[SchemeTerms]):
    """Base of all schemes."""

    quantity: ClassVar[str]
    fields: ClassVar[tuple[int, ...] | None] = None

    def act(self, office: Office) -> None:
        """Shift the quantity by units times strength times scale, and pay a twelfth of the yearly cost (E-1.3)."""
        terms = self.terms
        size = terms.number * terms.strength * terms.scale
        if size == 0.0:
            return
        declared = declared_quantities()[self.quantity]
        office.shift(self.quantity, 1.0 + size if declared.combine == "multiply" else size, fields=self.fields if declared.by_field else None)
        office.upkeep(round(terms.yearly_cost * terms.number), MONTHS_PER_YEAR)


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """Description of a scheme; :meth:`lever` makes the lever."""

    key: str
    en: str
    zh: str
    does_en: str
    does_zh: str
    group: str
    quantity: str
    strength: float
    bounds: str
    evidence: tuple[str, ...]
    start: str
    status: Status
    cost: str
    end: str | None = None
    cities: tuple[City, ...] = ("shenyang",)
    payers: Mapping[PayerName, float] | None = None
    number: float = 1.0
    figures: Mapping[str, str] | None = None
    """Rows of the documents whose value is a term: id of the row, name of the term."""
    fields: tuple[int, ...] | None = None
    moves: str = ""

    def lever(self) -> type[Lever[Any]]:
        """Return the lever with its own type of terms."""
        declared = declared_quantities()[self.quantity]
        assumptions = (
            Assumption("strength", f"{self.strength:g}", self.bounds, EFFECT),
            Assumption("yearly_cost", self.cost, f"0 .. 5 x {self.cost}", COST),
        )
        return type(
            _camel(self.key),
            (SchemeLever,),
            {
                "__doc__": self.does_en,
                "__module__": __name__,
                "key": self.key,
                "title": Bilingual(self.en, self.zh),
                "summary": Bilingual(self.does_en, self.does_zh),
                "group": self.group,
                "acts_on": declared.read_by,
                "moves": self.moves or declared.moves,
                "felt": declared.felt,
                "raises": declared.raises,
                "evidence": self.evidence,
                "figures": dict(self.figures or {}),
                "assumptions": assumptions,
                "terms_type": _TermsOfScheme(self),
                "quantity": self.quantity,
                "fields": self.fields,
            },
        )

    def terms_type(self) -> type[SchemeTerms]:
        """Make the type of terms, with the defaults of this scheme."""
        defaults = {
            "cities": self.cities,
            "start": parse_month(self.start),
            "end": None if self.end is None else parse_month(self.end),
            "status": self.status,
            "number": self.number,
            "strength": self.strength,
            "yearly_cost": money(self.cost),
        }
        if self.payers is not None:
            defaults["payers"] = dict(self.payers)
        declared = SchemeTerms.model_fields
        fields: dict[str, Any] = {name: (_annotation(name), _with_default(declared[name], value)) for name, value in defaults.items()}
        made: type[SchemeTerms] = create_model(
            f"{_camel(self.key)}Terms",
            __base__=SchemeTerms,
            __module__=__name__,
            __cls_kwargs__={"use_attribute_docstrings": False},  # fields bring their description; to look for a source takes long
            **fields,
        )
        made.__doc__ = f"Terms of: {self.en}."
        made.scheme = self.key
        return made


def _annotation(name: str) -> Any:
    for base in SchemeTerms.__mro__:
        if name in getattr(base, "__annotations__", {}):
            return base.__annotations__[name]
    raise KeyError(name)


def _with_default(info: Any, value: object) -> Any:
    return Field(default=value, description=info.description)


def _camel(key: str) -> str:
    return "".join(part.capitalize() for part in key.split("_"))


def levers_of(schemes: "tuple[Scheme, ...]") -> tuple[type[Lever[Any]], ...]:
    """Return the levers of several schemes."""
    return tuple(scheme.lever() for scheme in schemes)
