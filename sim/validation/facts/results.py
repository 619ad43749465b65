"""Facts about results on their way to industry (rows 18 to 20)."""

import numpy as np

from sim.indicators.records import CIRCLE
from sim.validation.facts.tables import top_share, total
from sim.world.columns import HIGH_TECH, INSTITUTE, LANDED_CIRCLE, LANDED_OUTSIDE, OPEN, UNIVERSITY
from sim.world.world import World

MICRO_STAFF = 10


def attrition(world: World) -> float:
    """Landed results (circle and outside) over results born."""
    return (total(world, "landed_results", CIRCLE) + total(world, "landed_outside", CIRCLE)) / total(world, "results_born", CIRCLE)


def market_before_technical(world: World) -> float:
    """Stops for want of a market minus technical stops."""
    return total(world, "stopped_market", CIRCLE) - total(world, "stopped_technical", CIRCLE)


def technical_before_funding(world: World) -> float:
    """Technical stops minus stops for want of funding."""
    return total(world, "stopped_technical", CIRCLE) - total(world, "stopped_funding", CIRCLE)


def top_sales_share(world: World) -> float:
    """Share of landed results' sales in the top five percent."""
    results, rows = world.results, int(world.results.rows[0])
    landed = np.isin(results.fate[:rows], (LANDED_CIRCLE, LANDED_OUTSIDE))
    return top_share(results.sales[:rows][landed], 0.05)


def pilot_funnel(world: World) -> float:
    """Firms landed over firms served by pilot bases in 2024."""
    return total(world, "pilot_firms_landed", CIRCLE, 2024) / max(1.0, total(world, "pilot_firms_served", CIRCLE, 2024))


def university_use(world: World) -> float:
    """Landed share of closed results of universities."""
    return _used_of_platforms(world, UNIVERSITY)


def institute_use(world: World) -> float:
    """Landed share of closed results of research institutes."""
    return _used_of_platforms(world, INSTITUTE)


def micro_use(world: World) -> float:
    """Landed share of closed results of firms with fewer than ten employees."""
    return _used_of_firms(world, world.firms.staff < MICRO_STAFF)


def high_tech_use(world: World) -> float:
    """Landed share of closed results of high-tech firms."""
    return _used_of_firms(world, (world.firms.status & HIGH_TECH) != 0)


def _used_of_platforms(world: World, kind: int) -> float:
    results, rows = world.results, int(world.results.rows[0])
    mine = ~results.origin_firm[:rows]
    mine[mine] = world.platforms.kind[results.origin[:rows][mine]] == kind
    return _landed_share(world, mine)


def _used_of_firms(world: World, chosen: np.ndarray) -> float:
    results, rows = world.results, int(world.results.rows[0])
    mine = results.origin_firm[:rows].copy()
    mine[mine] = chosen[results.origin[:rows][mine]]
    return _landed_share(world, mine)


def _landed_share(world: World, mine: np.ndarray) -> float:
    fate = world.results.fate[: len(mine)][mine]
    closed = fate[fate != OPEN]
    return float(np.isin(closed, (LANDED_CIRCLE, LANDED_OUTSIDE)).mean()) if len(closed) else float("nan")
