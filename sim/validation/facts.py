"""Measuring the facts on a finished run: one function per fact, world and its records in, one number out."""

from collections.abc import Callable

import numpy as np
from scipy import stats

from sim.calendar import parse_month
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.world.columns import CITY_COUNT, DEVELOPMENT, EQUITY, HIGH_TECH, LANDED_CIRCLE, LANDED_OUTSIDE, LICENCE, SERVICE, TRANSFER
from sim.world.columns import CONSULTING as CONSULTING_CONTRACT
from sim.world.world import World

SHENYANG = 0
COAST = [CITY_COUNT, CITY_COUNT + 1, CITY_COUNT + 2]
"""Beijing-Tianjin-Hebei, Yangtze delta and Greater Bay among the regions."""


def size_exponent(world: World) -> float:
    """Maximum-likelihood exponent of the upper tenth of revenue (Hill's estimator)."""
    revenue = np.sort(_living(world, "revenue"))
    tail = revenue[int(0.9 * len(revenue)) :]
    return float(1.0 / np.log(tail / tail[0])[1:].mean())


def growth_shape(world: World) -> float:
    """Exponent of the Subbotin (generalised normal) distribution of last year's log growth, centred within size classes."""
    growth, _ = _grown(world)
    centred = (growth - np.median(growth)) / growth.std()
    beta, _, _ = stats.gennorm.fit(centred[np.abs(centred) < 6], floc=0.0)
    return float(beta)


def growth_spread(world: World) -> float:
    """Slope of the log standard deviation of growth on log revenue over twenty classes of size."""
    growth, revenue = _grown(world)
    order = np.argsort(revenue)
    classes = np.array_split(order, 20)
    size = [np.log(revenue[rows]).mean() for rows in classes]
    spread = [np.log(growth[rows].std()) for rows in classes]
    return float(np.polyfit(size, spread, 1)[0])


def contract_top_share(world: World) -> float:
    """Share of contract value in the largest tenth of contracts."""
    return _top_share(world.contracts.value[: int(world.contracts.rows[0])], 0.1)


def contract_mean(world: World) -> float:
    """Registered value per registered contract of Shenyang, million CNY."""
    return _sum(world, "registered_turnover", SHENYANG) / max(1.0, _sum(world, "registered_contracts", SHENYANG))


def transfer_share(world: World) -> float:
    """Share of transfers among deals over results of platforms."""
    return _deal_share(world, TRANSFER)


def licence_share(world: World) -> float:
    """Share of licences among deals over results of platforms."""
    return _deal_share(world, LICENCE)


def equity_share(world: World) -> float:
    """Share of equity among deals over results of platforms."""
    return _deal_share(world, EQUITY)


def equity_over_licence(world: World) -> float:
    """Mean price of equity deals over that of licences."""
    results, rows = world.results, int(world.results.rows[0])
    form, price = results.form[:rows], results.price[:rows]
    return float(price[form == EQUITY].mean() / price[form == LICENCE].mean())


def service_share(world: World) -> float:
    """Share of service, development and consulting contracts in the value of all."""
    contracts, rows = world.contracts, int(world.contracts.rows[0])
    mine = np.isin(contracts.kind[:rows], (SERVICE, DEVELOPMENT, CONSULTING_CONTRACT))
    return float(contracts.value[:rows][mine].sum() / contracts.value[:rows].sum())


def local_share(world: World) -> float:
    """Share of what Shenyang sells that is bought in Shenyang."""
    flows = _traded(world)
    return float(flows[SHENYANG, SHENYANG] / flows[SHENYANG].sum())


def coast_share(world: World) -> float:
    """Share of the three coastal agglomerations in what leaves the circle."""
    leaving = _traded(world)[:CITY_COUNT, CITY_COUNT:].sum(axis=0)
    return float(leaving[[place - CITY_COUNT for place in COAST]].sum() / leaving.sum())


def inflow_gini(world: World) -> float:
    """Gini index over the members of what they buy."""
    bought = np.sort(_traded(world)[:, :CITY_COUNT].sum(axis=0))
    ranks = np.arange(1, CITY_COUNT + 1)
    return float((2 * (ranks * bought).sum() / (CITY_COUNT * bought.sum())) - (CITY_COUNT + 1) / CITY_COUNT)


def hub_share(world: World) -> float:
    """Share of alliance links held by the top three percent of the firms in the network."""
    links = _living(world, "alliances").astype(float)
    return _top_share(links[links > 0], 0.03)


def attrition(world: World) -> float:
    """Landed results (circle and outside) over results born."""
    return (_sum(world, "landed_results", CIRCLE) + _sum(world, "landed_outside", CIRCLE)) / _sum(world, "results_born", CIRCLE)


def market_before_technical(world: World) -> float:
    """Stops for want of a market minus technical stops."""
    return _sum(world, "stopped_market", CIRCLE) - _sum(world, "stopped_technical", CIRCLE)


def technical_before_funding(world: World) -> float:
    """Technical stops minus stops for want of funding."""
    return _sum(world, "stopped_technical", CIRCLE) - _sum(world, "stopped_funding", CIRCLE)


def top_sales_share(world: World) -> float:
    """Share of landed results' sales in the top five percent."""
    results, rows = world.results, int(world.results.rows[0])
    landed = np.isin(results.fate[:rows], (LANDED_CIRCLE, LANDED_OUTSIDE))
    return _top_share(results.sales[:rows][landed], 0.05)


def padded_share(world: World) -> float:
    """Share of high-tech firms whose reported R&D exceeds the true one by more than a tenth."""
    certified = (_living(world, "status") & HIGH_TECH) != 0
    return float((_living(world, "rd_reported")[certified] > 1.1 * _living(world, "rd")[certified]).mean())


def pilot_funnel(world: World) -> float:
    """Firms landed over firms served by pilot bases in 2024."""
    return _sum(world, "pilot_firms_landed", CIRCLE, 2024) / max(1.0, _sum(world, "pilot_firms_served", CIRCLE, 2024))


FACTS: dict[str, Callable[[World], float]] = {
    fact.__name__: fact
    for fact in (
        size_exponent, growth_shape, growth_spread, contract_top_share, contract_mean, transfer_share, licence_share, equity_share,
        equity_over_licence, service_share, local_share, coast_share, inflow_gini, hub_share, attrition, market_before_technical,
        technical_before_funding, top_sales_share, padded_share, pilot_funnel,
    )
}  # fmt: skip


def _living(world: World, column: str) -> np.ndarray:
    rows = int(world.firms.rows[0])
    values: np.ndarray = getattr(world.firms, column)[:rows][world.firms.alive[:rows]]
    return values


def _grown(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Log growth of last year and revenue of the firms that have both."""
    growth, revenue = _living(world, "growth"), _living(world, "revenue")
    old = growth != 0.0
    return growth[old], revenue[old]


def _top_share(values: np.ndarray, part: float) -> float:
    ordered = np.sort(values)[::-1]
    return float(ordered[: max(1, round(part * len(ordered)))].sum() / ordered.sum())


def _deal_share(world: World, form: int) -> float:
    results, rows = world.results, int(world.results.rows[0])
    mine = results.form[:rows][(~results.origin_firm[:rows]) & np.isin(results.form[:rows], (TRANSFER, LICENCE, EQUITY))]
    return float((mine == form).mean())


def _traded(world: World) -> np.ndarray:
    """Value of contracts signed over the run, seller by buyer region; shape (14, 14)."""
    total: np.ndarray = np.sum([year.real_value for year in world.records.years.values()], axis=0)
    return total


def _sum(world: World, series: str, place: int, year: int | None = None) -> float:
    values = world.records.array()[:, series_names().index(series), place]
    if year is not None:
        months = np.array(world.records.months)
        january = parse_month(f"{year}-01")
        values = values[(months >= january) & (months < january + 12)]
    return float(values.sum())
