"""The world of one run: all state, and nothing else."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.draws.keyed import Draws
from sim.indicators.records import Records
from sim.ledger.book import Ledger
from sim.levers.office import Policy
from sim.world.candidates import Candidates
from sim.world.columns import Alliances, Cities, Contracts, Firms, Platforms, Results
from sim.world.flows import Flows
from sim.world.funds import Funds
from sim.world.geography import Geography

if TYPE_CHECKING:
    from sim.levers.lever import Lever


@dataclass(slots=True)
class World:
    """State of the circle in one month of one run.

    Tables may be replaced by larger copies when they are full (see :mod:`sim.world.growth`); read them from
    the world at each step and keep no reference.
    """

    month: int
    draws: Draws
    geography: Geography
    firms: Firms
    platforms: Platforms
    results: Results
    contracts: Contracts
    alliances: Alliances
    cities: Cities
    funds: Funds
    candidates: Candidates
    flows: Flows
    policy: Policy
    ledger: Ledger
    records: Records = field(default_factory=Records)
    levers: "tuple[Lever[Any], ...]" = ()
    """The levers of the scenario, sorted by key."""
    spin_up: bool = False
    """True while the pipeline is being filled before the first month; nothing is recorded then."""
    notes: dict[str, np.ndarray] = field(default_factory=dict)
    """Small arrays that a process keeps between months, by process key."""
