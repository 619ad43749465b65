"""The policy office: the only door through which a lever touches a run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sim.calendar import MONTHS_PER_YEAR
from sim.ledger.book import Ledger, Payer, split
from sim.levers.offers import (
    ALL_FIELDS,
    ALL_REGIONS,
    MOST_OFFERS,
    NO_BUDGET,
    NO_CAP,
    Offers,
    PayeeKind,
    Payments,
    Point,
    empty_offers,
    empty_payments,
)
from sim.levers.quantities import Quantities, declared_quantities, neutral_quantities, neutral_values

if TYPE_CHECKING:
    from sim.levers.terms import DatedTerms
    from sim.world.world import World

TRL_LOWEST, TRL_HIGHEST = 0.0, 9.0
SHARES = frozenset({"share", "0..1"})
"""Units of quantities that cannot exceed 1, however many levers shift them."""


@dataclass(slots=True)
class Budget:
    """A pot of money that offers share."""

    place: int
    left: int
    renewed: int = -1


@dataclass(slots=True)
class Policy:
    """What is in force this month: offers, quantities, budgets, and the payers behind each lever."""

    offers: Offers = field(default_factory=empty_offers)
    payments: Payments = field(default_factory=empty_payments)
    quantities: Quantities = field(default_factory=neutral_quantities)
    budgets: dict[str, Budget] = field(default_factory=dict)
    payers: dict[int, Mapping[Payer, float]] = field(default_factory=dict)

    def clear(self) -> None:
        """Withdraw last month's offers and shifts; budgets keep what is left."""
        self.offers.rows[0] = 0
        for array, neutral in zip(self.quantities, neutral_values(), strict=True):
            array.fill(neutral)


class Office:
    """One lever's desk for one month.

    Levers post offers (:meth:`offer`), shift policy quantities (:meth:`shift`) and pay on schedule
    (:meth:`pay`); none of them sees another lever, so their order cannot matter.

    Examples:
        >>> from sim.levers.terms import Terms
        >>> terms = Terms.model_validate({"start": "2024-01", "cities": ["anshan"], "scale": 2})
        >>> office = Office(policy=Policy(), ledger=Ledger(("mine",)), world=None, month=48, lever_key="mine", terms=terms)
        >>> office.shift("contacts", 0.2)
        >>> float(office.policy.quantities.contacts[1].max()), float(office.policy.quantities.contacts[0].max())
        (0.2, 0.0)
        >>> office.pay(150, PayeeKind.CITY, 1, 1)
        >>> office.ledger.public_cost().tolist()  # fen, times the scale
        [300]
        >>> office.offer(Point.PILOT_COST, ratio=0.25, cap=10**8)
        >>> float(office.policy.offers.ratio[0]), int(office.policy.offers.cap[0])
        (0.5, 200000000)
    """

    def __init__(self, *, policy: Policy, ledger: Ledger, world: "World", month: int, lever_key: str, terms: "DatedTerms") -> None:
        self.policy = policy
        self.ledger = ledger
        self.world = world
        self.month = month
        self.terms = terms
        self.lever = ledger.index(lever_key)
        self._key = lever_key
        if self.lever not in policy.payers:
            policy.payers[self.lever] = terms.payer_shares()

    @property
    def key(self) -> str:
        """Key of the lever."""
        return self._key

    def offer(
        self,
        point: Point,
        *,
        ratio: float,
        cap: int = NO_CAP,
        budget: int = NO_BUDGET,
        origins: int | None = None,
        destinations: int = ALL_REGIONS,
        fields: int = ALL_FIELDS,
        small_only: bool = False,
        trl: tuple[float, float] = (TRL_LOWEST, TRL_HIGHEST),
    ) -> None:
        """Post an offer for this month; ratios and caps are multiplied by the scale of the terms.

        Args:
            point: payment point; says what the ratio refers to.
            ratio: share of the base that is paid.
            cap: most that one event receives, in fen.
            budget: handle from :meth:`budget`.
            origins, destinations: bit masks of regions; origins default to the cities of the terms.
            fields: bit mask of technology fields.
            small_only: only small technology firms and teams.
            trl: lowest and highest technology readiness level.

        Raises:
            OverflowError: more than 128 offers in one month.
        """
        offers, scale = self.policy.offers, self.terms.scale
        row = int(offers.rows[0])
        if row >= MOST_OFFERS:
            raise OverflowError(f"more than {MOST_OFFERS} offers in force in one month")
        if scale == 0 or ratio == 0 or cap == 0:
            return
        offers.point[row], offers.lever[row] = int(point), self.lever
        offers.ratio[row] = ratio * scale
        offers.cap[row] = cap if cap == NO_CAP else round(cap * scale)
        offers.budget[row] = budget
        offers.origins[row] = self.terms.city_mask() if origins is None else origins
        offers.destinations[row], offers.fields[row] = destinations, fields
        offers.small_only[row] = int(small_only)
        offers.trl_low[row], offers.trl_high[row] = trl
        offers.rows[0] = row + 1

    def budget(self, name: str, amount: int, *, yearly: bool) -> int:
        """Return the handle of a pot of ``amount`` fen (times the scale), renewed each January if ``yearly``.

        Offers that name the handle draw on the pot until it is empty; levers that ask for the same name share it.
        """
        pot = self.policy.budgets.get(name)
        if pot is None:
            pot = self.policy.budgets[name] = Budget(place=len(self.policy.budgets), left=0)
        year = self.month // MONTHS_PER_YEAR if yearly else 0
        if pot.renewed != year:
            pot.renewed = year
            self.policy.offers.left[pot.place] = round(amount * self.terms.scale)
        return pot.place

    def shift(self, name: str, value: float, *, cities: tuple[int, ...] | None = None, fields: tuple[int, ...] | None = None) -> None:
        """Shift a policy quantity in the cities of the terms (or those given), by its rule of combination (E-1.2).

        Args:
            name: field of :class:`sim.levers.quantities.Quantities`.
            value: what is added, multiplied or compared, in the unit of the quantity.
            cities: indices of cities; those of the terms by default.
            fields: indices of technology fields, for a quantity that differs by field; all by default.

        Raises:
            AttributeError: there is no such quantity.
        """
        array = getattr(self.policy.quantities, name)
        declared = declared_quantities()[name]
        rule = declared.combine
        places = self.terms.city_indices() if cities is None else cities
        every = range(array.shape[1]) if array.ndim > 1 else range(0)
        where = _block(places, every if fields is None else fields) if array.ndim > 1 else _rows(places)
        if rule == "add":
            array[where] += value
        elif rule == "multiply":
            array[where] *= value
        else:
            array[where] = np.maximum(array[where], value)
        if declared.unit in SHARES:
            array[where] = np.minimum(array[where], 1.0)

    def upkeep(self, yearly: int, parts: int) -> None:
        """Pay one of ``parts`` equal parts of a yearly cost (fen in each city) to every city of the terms."""
        elapsed = self.month - self.terms.start
        due = yearly * (elapsed % parts + 1) // parts - yearly * (elapsed % parts) // parts
        for city in self.terms.city_indices() if due else ():
            self.pay(due, PayeeKind.CITY, city, city)

    def pay(self, amount: int, kind: PayeeKind, payee: int, city: int, payer: Payer | None = None) -> None:
        """Pay ``amount`` fen times the scale now, divided among the payers of the terms (or all by ``payer``).

        Raises:
            ValueError: the amount is negative.
        """
        shares = self.policy.payers[self.lever] if payer is None else {payer: 1.0}
        for who, part in split(round(amount * self.terms.scale), shares):
            self.ledger.post(self.month, self.lever, who, kind, payee, city, part)


@cache
def _rows(rows: tuple[int, ...]) -> tuple[np.ndarray]:
    """Index of some rows."""
    return (np.array(rows),)


@cache
def _block(rows: tuple[int, ...], columns: Sequence[int]) -> tuple[np.ndarray, ...]:
    """Index of every pair of a row and a column."""
    return np.ix_(rows, columns)
