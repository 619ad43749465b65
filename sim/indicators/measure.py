"""Measuring the world at the end of a month: one value per series and city, and their circle total."""

from functools import cache
from typing import NamedTuple

import numpy as np

from sim.calendar import year_of
from sim.evidence import regions
from sim.indicators.records import CIRCLE, Records, YearFlows
from sim.indicators.registry import HELPER_SERIES, indicators
from sim.kernels import inner, kernel, maker, typed_table
from sim.ledger.book import FEN_PER_MILLION, PUBLIC_PAYERS
from sim.world.columns import CITY_COUNT, EQUITY, FIELD_COUNT, FUNDING, MARKET, REGION_COUNT, TECHNICAL
from sim.world.world import World

_FLAGS = ("tech_sme", "high_tech", "leading", "young_eagle", "gazelle", "potential_unicorn", "unicorn", "innovative_sme", "srdi", "little_giant")
_FIRM_STOCKS = (*_FLAGS, "firms", "revenue", "rd_real", "rd_reported", "digital_firms")
FLAG_COUNT = len(_FLAGS)
DIGITAL_THRESHOLD = 0.6
GREEN_FIELDS = (10, 11)
"""Fields F11 new energy and F12 energy saving and environment."""


@cache
def series_names() -> tuple[str, ...]:
    """Names of the recorded series, in the order of the rows of a record."""
    return (*(key for key, indicator in indicators().items() if indicator.kind != "ratio"), *HELPER_SERIES)


def record_month(world: World, records: Records) -> None:
    """Append this month's values and add its contracts to the year's flows."""
    row = np.zeros((len(series_names()), CIRCLE + 1))
    year = records.years.get(year_of(world.month)) or records.years.setdefault(year_of(world.month), YearFlows())
    row[_places(_FIRM_STOCKS), :CITY_COUNT] = _count_firms(world.firms, DIGITAL_THRESHOLD)
    measured = Month(*(row[place, :CITY_COUNT] for place in _places(Month._fields)))
    _measure(measured, world.platforms, world.alliances, world.flows, world.cities, world.geography.future, world.month)
    _add_contracts(year.registered_value, year.contracts, year.real_value, world.flows)
    measured.public_cost[:] = _public_cost(world)
    row[:, CIRCLE] = row[:, :CITY_COUNT].sum(axis=1)
    row[_places(("theil_turnover",))[0], CIRCLE] = _theil(records, row)
    records.months.append(world.month)
    records.values.append(row)


@cache
def _places(names: tuple[str, ...]) -> list[int]:
    """Rows of a record that hold some series."""
    return [series_names().index(name) for name in names]


@maker
def _count_firms(firms, digital_threshold):
    """Counts by flag, number, revenue, R&D and digital firms by city; shape (15, 8) (E-19.2)."""
    total = np.zeros((15, CITY_COUNT))
    holders = np.zeros((CITY_COUNT, 1 << FLAG_COUNT), dtype=np.int64)
    city, revenue, rd, reported = np.int8(0), 0.0, 0.0, 0.0
    for row in range(firms.rows[0]):
        if not firms.alive[row]:
            continue
        if firms.city[row] != city:
            total[11, city], total[12, city], total[13, city] = revenue, rd, reported
            city = firms.city[row]
            revenue, rd, reported = total[11, city], total[12, city], total[13, city]
        holders[city, firms.status[row]] += 1
        revenue += firms.revenue[row]
        rd += firms.rd[row]
        reported += firms.rd_reported[row]
        total[14, city] += firms.digital[row] >= digital_threshold
    total[11, city], total[12, city], total[13, city] = revenue, rd, reported
    for place in range(CITY_COUNT):
        for status in range(holders.shape[1]):
            if holders[place, status]:
                total[10, place] += holders[place, status]
                for bit in range(FLAG_COUNT):
                    total[bit, place] += holders[place, status] * ((status >> bit) & 1)
    return total


@typed_table
class Month(NamedTuple):
    """What is measured of a month besides the firms: one array of shape (8,) per series, named like it."""

    results_born: np.ndarray
    team_results: np.ndarray
    key_tasks: np.ndarray
    breakthroughs: np.ndarray
    verified_results: np.ndarray
    piloted_results: np.ndarray
    converted_results: np.ndarray
    converted_circle: np.ndarray
    converted_local: np.ndarray
    conversion_value: np.ndarray
    converted_value_local: np.ndarray
    converted_value_circle: np.ndarray
    landed_results: np.ndarray
    landed_elsewhere: np.ndarray
    landed_outside: np.ndarray
    stopped_technical: np.ndarray
    stopped_market: np.ndarray
    stopped_funding: np.ndarray
    first_sales: np.ndarray
    pilot_firms_served: np.ndarray
    pilot_firms_landed: np.ndarray
    pilot_contract_value: np.ndarray
    registered_turnover: np.ndarray
    registered_contracts: np.ndarray
    real_transfer: np.ndarray
    real_transfer_local: np.ndarray
    equity_deals: np.ndarray
    cross_city_transfer: np.ndarray
    inflow: np.ndarray
    future_transfer: np.ndarray
    green_transfer: np.ndarray
    leakage: np.ndarray
    entries: np.ndarray
    exits: np.ndarray
    incubated: np.ndarray
    attracted: np.ndarray
    spin_offs: np.ndarray
    duplicate_rd: np.ndarray
    rd_monthly: np.ndarray
    rd_real: np.ndarray
    joint_projects: np.ndarray
    alliances: np.ndarray
    platforms: np.ndarray
    fund_invested: np.ndarray
    fund_returned: np.ndarray
    fund_lost: np.ndarray
    private_crowded_in: np.ndarray
    digital_projects: np.ndarray
    talent: np.ndarray
    graduates_kept: np.ndarray
    flexible_posts: np.ndarray
    talent_net: np.ndarray
    public_cost: np.ndarray


@kernel
def _measure(m, platforms, alliances, flows, cities, future, month):
    """Everything but the stocks of firms and public money."""
    for row in range(platforms.rows[0]):
        m.platforms[platforms.city[row]] += 1.0
    for row in range(alliances.rows[0]):
        if alliances.ends[row] > month:
            m.alliances[alliances.city[row]] += 1.0
    for city in range(CITY_COUNT):
        _measure_results(m, flows, city)
        _measure_contracts(m, flows, future, city)
        _measure_firms_and_people(m, flows, cities, city)


@inner
def _measure_results(m, flows, city):
    """The way of results."""
    m.results_born[city] = flows.results_born[city]
    m.team_results[city] = flows.team_results[city]
    m.key_tasks[city] = flows.tasks[city]
    m.breakthroughs[city] = flows.breakthroughs[city]
    m.verified_results[city] = flows.verified[city]
    m.piloted_results[city] = flows.piloted[city]
    m.converted_results[city] = flows.converted[city]
    m.converted_circle[city] = flows.converted_circle[city]
    m.converted_local[city] = flows.converted_local[city]
    m.conversion_value[city] = _sum(flows.converted_value[city])
    m.converted_value_local[city] = flows.converted_value[city, city]
    m.converted_value_circle[city] = _sum(flows.converted_value[city, :CITY_COUNT])
    m.landed_results[city] = _sum(flows.landed[city, :CITY_COUNT])
    m.landed_elsewhere[city] = m.landed_results[city] - flows.landed[city, city]
    m.landed_outside[city] = _sum(flows.landed[city, CITY_COUNT:])
    m.stopped_technical[city] = flows.stopped[city, TECHNICAL]
    m.stopped_market[city] = flows.stopped[city, MARKET]
    m.stopped_funding[city] = flows.stopped[city, FUNDING]
    m.first_sales[city] = flows.first_sales[city]
    m.pilot_firms_served[city] = flows.pilot_served[city]
    m.pilot_firms_landed[city] = flows.pilot_landed[city]
    m.pilot_contract_value[city] = flows.pilot_revenue[city]


@inner
def _measure_contracts(m, flows, future, city):
    """Registered and real transfer."""
    m.registered_turnover[city] = _sum(flows.registered_value[city])
    m.registered_contracts[city] = _sum(flows.registered_count[city])
    m.real_transfer[city] = _sum(flows.real_value[city])
    m.real_transfer_local[city] = flows.real_value[city, city]
    m.equity_deals[city] = flows.deals_by_form[city, EQUITY]
    m.cross_city_transfer[city] = _sum(flows.real_value[city, :CITY_COUNT]) - flows.real_value[city, city]
    m.leakage[city] = _sum(flows.real_value[city, CITY_COUNT:])
    for region in range(CITY_COUNT, REGION_COUNT):
        m.inflow[city] += flows.real_value[region, city]
    for field in range(FIELD_COUNT):
        m.future_transfer[city] += flows.field_value[city, field] if future[field] > 0.0 else 0.0
    for field in GREEN_FIELDS:
        m.green_transfer[city] += flows.field_value[city, field]


@inner
def _measure_firms_and_people(m, flows, cities, city):
    """What firms and people did, and the money of funds."""
    m.entries[city] = flows.entries[city]
    m.exits[city] = flows.exits[city]
    m.incubated[city] = flows.incubated[city]
    m.attracted[city] = flows.attracted[city]
    m.spin_offs[city] = flows.spin_offs[city]
    m.duplicate_rd[city] = flows.duplicate_rd[city]
    m.rd_monthly[city] = m.rd_real[city] / 12.0
    m.joint_projects[city] = flows.joint_projects[city]
    m.fund_invested[city] = flows.fund_invested[city]
    m.fund_returned[city] = flows.fund_returned[city]
    m.fund_lost[city] = flows.fund_lost[city]
    m.private_crowded_in[city] = flows.private_crowded_in[city]
    m.digital_projects[city] = flows.digital_projects[city]
    m.talent[city] = cities.talent_top[city] + cities.talent_lead[city] + cities.talent_young[city]
    m.graduates_kept[city] = flows.graduates_kept[city]
    m.flexible_posts[city] = flows.flexible_posts[city]
    m.talent_net[city] = flows.talent_in[city] - flows.talent_out[city]


@inner
def _sum(values):
    """Sum in the order in which numpy adds up to 15 numbers: in eight parts, if there are as many, and the rest."""
    total, count = 0.0, values.shape[0]
    if count >= 8:
        total = ((values[0] + values[1]) + (values[2] + values[3])) + ((values[4] + values[5]) + (values[6] + values[7]))
    for i in range(8 if count >= 8 else 0, count):
        total += values[i]
    return total


@kernel
def _add_contracts(registered, contracts, real, flows):
    """Add the month's contracts between regions to those of the year."""
    for origin in range(REGION_COUNT):
        for destination in range(REGION_COUNT):
            registered[origin, destination] += flows.registered_value[origin, destination]
            contracts[origin, destination] += flows.registered_count[origin, destination]
            real[origin, destination] += flows.real_value[origin, destination]


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
