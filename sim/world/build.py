"""The world of end-2022, or of end-2019 for the hindcast, ready to live."""

from collections.abc import Mapping

import numpy as np

from sim.draws.keyed import Draws
from sim.ledger.book import Ledger
from sim.levers.offers import MOST_PAYMENTS, empty_payments
from sim.levers.office import Policy
from sim.parameters.declare import build
from sim.world.candidates import build_candidates
from sim.world.columns import CITY_COUNT, CONCEPT_CENTRE, Contracts, Results, allocate
from sim.world.flows import empty_flows
from sim.world.funds import empty_funds
from sim.world.population.alliances import build_alliances
from sim.world.population.backcast import Backcast, counts_2019
from sim.world.population.counts import counts
from sim.world.population.firms import build_firms
from sim.world.population.parameters import Population
from sim.world.population.platforms import build_platforms, introduce_partners
from sim.world.population.regions import build_cities, geography
from sim.world.world import World

RESULTS_CAPACITY, CONTRACTS_CAPACITY = 40_000, 150_000
RESULTS_PER_FIRM, CONTRACTS_PER_FIRM = 2, 8
"""Room for large populations, so that tables of gigabytes need not be copied; it costs nothing until it is used."""
FIRST_MONTH = 36


def build_world(
    *,
    seed: int,
    parameters: Mapping[str, float],
    lever_keys: tuple[str, ...] = (),
    start: int = FIRST_MONTH,
    region_overrides: Mapping[str, Mapping[str, float]] | None = None,
    scale: float = 1.0,
) -> World:
    """Build the population of the month before ``start``: that of end-2022, or of end-2019 for a start before 2023.

    Args:
        seed: run seed; the counts of flags hold exactly for every seed, who holds them depends on it.
        parameters: free numbers by dotted key; those of the group ``population`` are used here.
        lever_keys: levers of the run, in the order of their ledger codes.
        start: first month of the run.
        region_overrides: factors on cost level, attractiveness or demand by member.
        scale: factor on the numbers of firms, platforms, alliances, brokers and talents; 1 is the circle of 2022.
    """
    p, b = build("population", Population, parameters), build("backcast", Backcast, parameters)
    draws, places, early = Draws(seed), geography(), start < FIRST_MONTH
    today = counts(p)
    firms = build_firms((counts_2019(p, b) if early else today).scaled(scale), places, draws, p, start)
    platforms = build_platforms(places, draws, p, start, scale=scale, standing=b.platforms if early else 1.0)
    introduce_partners(platforms, firms, draws)
    cities = build_cities(region_overrides or {}, scale=scale)
    rows = int(platforms.rows[0])
    research = platforms.kind[:rows] < CONCEPT_CENTRE
    cities.researchers[:] = np.bincount(platforms.city[:rows][research], platforms.researchers[:rows][research], CITY_COUNT)
    return World(
        month=start - 1,
        draws=draws,
        geography=places,
        firms=firms,
        platforms=platforms,
        results=allocate(Results, max(RESULTS_CAPACITY, RESULTS_PER_FIRM * int(firms.rows[0]))),
        contracts=allocate(Contracts, max(CONTRACTS_CAPACITY, CONTRACTS_PER_FIRM * int(firms.rows[0]))),
        alliances=build_alliances(firms, platforms, draws, p, start, scale=scale * (b.alliances if early else 1.0)),
        cities=cities,
        funds=empty_funds(),
        candidates=build_candidates(firms),
        flows=empty_flows(),
        policy=Policy(payments=empty_payments(max(MOST_PAYMENTS, int(firms.rows[0])))),
        ledger=Ledger(lever_keys),
        notes={"entry.stock": today.scaled(scale).firms.astype(float)},
    )
