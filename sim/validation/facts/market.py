"""Facts about the technology market: contracts, deals, distance (rows 7 to 15)."""

import numpy as np

from sim.validation.facts.tables import SHENYANG, deal_forms, top_share, total, traded
from sim.world.columns import CITY_COUNT, DEVELOPMENT, EQUITY, LICENCE, SERVICE, TRANSFER
from sim.world.columns import CONSULTING as CONSULTING_CONTRACT
from sim.world.world import World

COAST = [CITY_COUNT, CITY_COUNT + 1, CITY_COUNT + 2]
"""Beijing-Tianjin-Hebei, Yangtze delta and Greater Bay among the regions."""


def contract_top_share(world: World) -> float:
    """Share of contract value in the largest tenth of contracts."""
    return top_share(world.contracts.value[: int(world.contracts.rows[0])], 0.1)


def contract_mean(world: World) -> float:
    """Registered value per registered contract of Shenyang, million CNY."""
    return total(world, "registered_turnover", SHENYANG) / max(1.0, total(world, "registered_contracts", SHENYANG))


def transfer_share(world: World) -> float:
    """Share of transfers among deals over results of platforms."""
    return _deal_share(world, TRANSFER)


def licence_share(world: World) -> float:
    """Share of licences among deals over results of platforms."""
    return _deal_share(world, LICENCE)


def equity_share(world: World) -> float:
    """Share of equity among deals over results of platforms."""
    return _deal_share(world, EQUITY)


def _deal_share(world: World, form: int) -> float:
    return float((deal_forms(world) == form).mean())


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
    flows = traded(world)
    return float(flows[SHENYANG, SHENYANG] / flows[SHENYANG].sum())


def coast_share(world: World) -> float:
    """Share of the three coastal agglomerations in what leaves the circle."""
    leaving = traded(world)[:CITY_COUNT, CITY_COUNT:].sum(axis=0)
    return float(leaving[[place - CITY_COUNT for place in COAST]].sum() / leaving.sum())


def inflow_gini(world: World) -> float:
    """Gini index over the members of what they buy."""
    bought = np.sort(traded(world)[:, :CITY_COUNT].sum(axis=0))
    ranks = np.arange(1, CITY_COUNT + 1)
    return float((2 * (ranks * bought).sum() / (CITY_COUNT * bought.sum())) - (CITY_COUNT + 1) / CITY_COUNT)


def contract_lognormal(world: World) -> float:
    """Log-likelihood per contract of a log-normal minus that of a normal distribution of contract values."""
    value = world.contracts.value[: int(world.contracts.rows[0])]
    logs = np.log(value)
    return float(np.log(value.std()) - np.log(logs.std()) - logs.mean())


def gravity_distance(world: World) -> float:
    """Elasticity of traded value on distance."""
    return float(_gravity(world)[0])


def hub_jump(world: World) -> float:
    """Log points by which national hubs buy more than their mass and distance tell."""
    return float(_gravity(world)[1])


def _gravity(world: World) -> np.ndarray:
    """Coefficients of log distance, hub and log mass of the buyer, with an effect for each seller; pairs that trade, without own region."""
    geography, flows = world.geography, traded(world)[:CITY_COUNT]
    seller, buyer = np.nonzero(flows > 0)
    keep = seller != buyer
    seller, buyer = seller[keep], buyer[keep]
    effects = np.eye(CITY_COUNT)[seller]
    design = np.column_stack(
        (np.log(geography.distance[seller, buyer]), geography.hub[buyer].astype(float), np.log(geography.mass[buyer]), effects)
    )
    found: np.ndarray = np.linalg.lstsq(design, np.log(flows[seller, buyer]), rcond=None)[0]
    return found
