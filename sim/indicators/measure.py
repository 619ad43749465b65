"""Measuring the world at the end of a month: one value per series and city, and their circle total."""

from functools import cache

import numpy as np

from sim.calendar import year_of
from sim.evidence import regions
from sim.indicators.records import CIRCLE, Records, YearFlows
from sim.indicators.registry import HELPER_SERIES, indicators
from sim.kernels import maker
from sim.ledger.book import FEN_PER_MILLION, PUBLIC_PAYERS
from sim.world.columns import CITY_COUNT, EQUITY, FUNDING, MARKET, TECHNICAL
from sim.world.world import World

_FLAGS = ("tech_sme", "high_tech", "leading", "young_eagle", "gazelle", "potential_unicorn", "unicorn", "innovative_sme", "srdi", "little_giant")
_FIRM_STOCKS = (*_FLAGS, "firms", "revenue", "rd_real", "rd_reported", "digital_firms")
FLAG_COUNT = len(_FLAGS)
DIGITAL_THRESHOLD = 0.6
GREEN_FIELDS = [10, 11]
"""Fields F11 new energy and F12 energy saving and environment."""


@cache
def series_names() -> tuple[str, ...]:
    """Names of the recorded series, in the order of the rows of a record."""
    return (*(key for key, indicator in indicators().items() if indicator.kind != "ratio"), *HELPER_SERIES)


def record_month(world: World, records: Records) -> None:
    """Append this month's values and add its contracts to the year's flows."""
    values = {**_firm_stocks(world), **_pipeline(world), **_market(world, records), **_people_and_money(world)}
    values["theil_turnover"] = np.zeros(CITY_COUNT)
    row = np.empty((len(series_names()), CIRCLE + 1))
    row[:, :CITY_COUNT] = np.concatenate([values[name] for name in series_names()]).reshape(-1, CITY_COUNT)
    row[:, CIRCLE] = row[:, :CITY_COUNT].sum(axis=1)
    row[series_names().index("theil_turnover"), CIRCLE] = _theil(records, row)
    records.months.append(world.month)
    records.values.append(row)


def _firm_stocks(world: World) -> dict[str, np.ndarray]:
    table = _count_firms(world.firms, DIGITAL_THRESHOLD)
    found = {name: table[i] for i, name in enumerate(_FIRM_STOCKS)}
    return {**found, "rd_monthly": found["rd_real"] / 12.0}


@maker
def _count_firms(firms, digital_threshold):
    """Counts by flag, number, revenue, R&D and digital firms by city; shape (15, 8) (E-19.2)."""
    total = np.zeros((15, CITY_COUNT))
    holders = np.zeros((CITY_COUNT, 1 << FLAG_COUNT), dtype=np.int64)
    for row in range(firms.rows[0]):
        if not firms.alive[row]:
            continue
        city = firms.city[row]
        holders[city, firms.status[row]] += 1
        total[10, city] += 1
        total[11, city] += firms.revenue[row]
        total[12, city] += firms.rd[row]
        total[13, city] += firms.rd_reported[row]
        total[14, city] += firms.digital[row] >= digital_threshold
    for city in range(CITY_COUNT):
        for status in range(holders.shape[1]):
            for bit in range(FLAG_COUNT if holders[city, status] else 0):
                total[bit, city] += holders[city, status] * ((status >> bit) & 1)
    return total


def _pipeline(world: World) -> dict[str, np.ndarray]:
    flows = world.flows
    cities = np.arange(CITY_COUNT)
    return {
        "results_born": flows.results_born,
        "team_results": flows.team_results,
        "key_tasks": flows.tasks,
        "breakthroughs": flows.breakthroughs,
        "verified_results": flows.verified,
        "piloted_results": flows.piloted,
        "converted_results": flows.converted,
        "converted_circle": flows.converted_circle,
        "converted_local": flows.converted_local,
        "conversion_value": flows.converted_value.sum(axis=1),
        "converted_value_local": flows.converted_value[cities, cities],
        "converted_value_circle": flows.converted_value[:, :CITY_COUNT].sum(axis=1),
        "landed_results": flows.landed[:, :CITY_COUNT].sum(axis=1),
        "landed_elsewhere": flows.landed[:, :CITY_COUNT].sum(axis=1) - flows.landed[cities, cities],
        "landed_outside": flows.landed[:, CITY_COUNT:].sum(axis=1),
        "stopped_technical": flows.stopped[:, TECHNICAL],
        "stopped_market": flows.stopped[:, MARKET],
        "stopped_funding": flows.stopped[:, FUNDING],
        "first_sales": flows.first_sales,
        "pilot_firms_served": flows.pilot_served,
        "pilot_firms_landed": flows.pilot_landed,
        "pilot_contract_value": flows.pilot_revenue,
    }


def _market(world: World, records: Records) -> dict[str, np.ndarray]:
    year = records.years.setdefault(year_of(world.month), YearFlows())
    registered, counts = world.flows.registered_value, world.flows.registered_count
    year.registered_value += registered
    year.contracts += counts
    year.real_value += world.flows.real_value
    members = np.arange(CITY_COUNT)
    real = world.flows.real_value[:CITY_COUNT]
    by_field = world.flows.field_value
    return {
        "registered_turnover": registered[:CITY_COUNT].sum(axis=1),
        "registered_contracts": counts[:CITY_COUNT].sum(axis=1),
        "real_transfer": real.sum(axis=1),
        "real_transfer_local": real[members, members],
        "equity_deals": world.flows.deals_by_form[:, EQUITY],
        "cross_city_transfer": real[:, :CITY_COUNT].sum(axis=1) - real[members, members],
        "inflow": world.flows.real_value[CITY_COUNT:, :CITY_COUNT].sum(axis=0),
        "future_transfer": by_field[:, world.geography.future > 0].sum(axis=1),
        "green_transfer": by_field[:, GREEN_FIELDS].sum(axis=1),
        "leakage": real[:, CITY_COUNT:].sum(axis=1),
    }


def _people_and_money(world: World) -> dict[str, np.ndarray]:
    flows, cities = world.flows, world.cities
    platforms = int(world.platforms.rows[0])
    return {
        "entries": flows.entries,
        "exits": flows.exits,
        "incubated": flows.incubated,
        "attracted": flows.attracted,
        "spin_offs": flows.spin_offs,
        "duplicate_rd": flows.duplicate_rd,
        "joint_projects": flows.joint_projects,
        "alliances": _living_alliances(world),
        "platforms": np.bincount(world.platforms.city[:platforms], minlength=CITY_COUNT).astype(float),
        "fund_invested": flows.fund_invested,
        "fund_returned": flows.fund_returned,
        "fund_lost": flows.fund_lost,
        "private_crowded_in": flows.private_crowded_in,
        "digital_projects": flows.digital_projects,
        "talent": cities.talent_top + cities.talent_lead + cities.talent_young,
        "graduates_kept": flows.graduates_kept,
        "flexible_posts": flows.flexible_posts,
        "talent_net": flows.talent_in - flows.talent_out,
        "public_cost": _public_cost(world),
    }


def _living_alliances(world: World) -> np.ndarray:
    rows = int(world.alliances.rows[0])
    living = world.alliances.ends[:rows] > world.month
    return np.bincount(world.alliances.city[:rows][living], minlength=CITY_COUNT).astype(float)


def _public_cost(world: World) -> np.ndarray:
    """Public money posted this month by city of the payee, million CNY."""
    return world.ledger.month_by_city(world.month, PUBLIC_PAYERS) / FEN_PER_MILLION


def _theil(records: Records, row: np.ndarray) -> float:
    """Theil index of turnover over the last twelve months between cities, relative to their 2022 population (E-19.1)."""
    place = series_names().index("registered_turnover")
    turnover = row[place, :CITY_COUNT] + sum(past[place, :CITY_COUNT] for past in records.values[-11:])
    if turnover.sum() <= 0:
        return 0.0
    share = turnover / turnover.sum()
    population = _population_shares()
    held = share > 0
    return float((share[held] * np.log(share[held] / population[held])).sum())


@cache
def _population_shares() -> np.ndarray:
    people = np.array([region.population.value for region in regions()], dtype=float)
    return people / people.sum()
