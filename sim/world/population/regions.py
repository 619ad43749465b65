"""Regions: distances, field strengths, masses, and the state of the eight members."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from sim.evidence import field_strength, future_fields, joint_clusters, outside_nodes, regions
from sim.world.columns import CITY_COUNT, FIELD_COUNT, REGION_COUNT, Cities, allocate
from sim.world.geography import Geography
from sim.world.population.assumed import assumed_table, numbers
from sim.world.population.counts import listing_effort

EARTH_RADIUS_KM = 6371.0
STRENGTHS = {"P": 1.0, "S": 0.5, "-": 0.1}
OUTSIDE_STRENGTH = 0.8
INNER_KM = 9.0
OUTSIDE_INNER_KM = 150.0
PEOPLE = ("graduates", "brokers", "talent_top", "talent_lead", "talent_young")
DERIVED = frozenset({"demand", "researchers", "station", "eagle_effort", "gazelle_effort", "unicorn_effort"})
"""Columns of members that are not read from ``calibration/assumptions/cities.csv``."""
SAME_FAMILY, OTHER_FAMILY = 0.35, 0.8


@cache
def geography() -> Geography:
    """Return the fixed geography.

    Distances are great-circle distances between seats; inside a member 9 km is assumed (built-up area), inside an outside
    region 150 km. Strength is 1, 0.5 or 0.1 for primary, secondary and unnamed fields of a member, 0.8 in every field
    outside. Two fields of one family lie 0.35 apart, others 0.8 (``calibration/assumptions/field_families.csv``).
    """
    inside, outside = regions(), outside_nodes()
    strength = np.full((REGION_COUNT, FIELD_COUNT), OUTSIDE_STRENGTH)
    strength[:CITY_COUNT] = [[STRENGTHS[mark] for mark in row] for row in field_strength()]
    gdp = np.array([region.gdp.value for region in inside])
    supply = np.array([node.supply_weight.value for node in outside])
    return Geography(
        distance=_distances(np.array([*((r.lon, r.lat) for r in inside), *((node.lon, node.lat) for node in outside)])),
        strength=strength,
        mass=np.concatenate([gdp / gdp[0], [node.economic_mass.value for node in outside]]),
        supply=np.concatenate([np.zeros(CITY_COUNT), supply]),
        hub=np.array([False] * CITY_COUNT + [bool(node.is_hub) for node in outside]),
        linked=_links(),
        field_distance=_field_distances(),
        future=_future_weights(),
    )


def _distances(places: np.ndarray) -> np.ndarray:
    lon, lat = np.radians(places).T
    half = np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    distance = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))
    np.fill_diagonal(distance, [INNER_KM] * CITY_COUNT + [OUTSIDE_INNER_KM] * (REGION_COUNT - CITY_COUNT))
    return distance


def _links() -> np.ndarray:
    names = [region.id for region in regions()]
    linked = np.zeros((CITY_COUNT, CITY_COUNT, FIELD_COUNT), dtype=bool)
    for cluster in joint_clusters():
        if cluster.kind != "cluster":
            continue
        members = [names.index(city) for city in cluster.cities]
        for one in members:
            for other in members:
                linked[one, other, _field_index(cluster.field)] = one != other
    return linked


def _field_index(code: str) -> int:
    return int(code.removeprefix("F")) - 1


def _field_distances() -> np.ndarray:
    families = [row["family"] for row in assumed_table("field_families")]
    apart = np.array([[SAME_FAMILY if a == b else OTHER_FAMILY for b in families] for a in families])
    np.fill_diagonal(apart, 0.0)
    return apart


def _future_weights() -> np.ndarray:
    weight = np.zeros(FIELD_COUNT)
    for future in future_fields():
        weight[_field_index(future.field)] += 1
    return weight


def build_cities(overrides: Mapping[str, Mapping[str, float]], *, scale: float = 1.0) -> Cities:
    """Return the state of the members; overrides multiply cost level, attractiveness or demand of a city, ``scale`` numbers of people."""
    cities = allocate(Cities, CITY_COUNT)
    for name in Cities._fields:
        if name not in DERIVED:
            getattr(cities, name)[:] = numbers("cities", name)
    effort = listing_effort()
    cities.eagle_effort[:], cities.gazelle_effort[:] = effort["young_eagle"], effort["gazelle"]
    cities.unicorn_effort[:] = effort["potential_unicorn"]
    for name in PEOPLE:
        getattr(cities, name)[:] *= scale
    for place, region in enumerate(regions()):
        for name, factor in overrides.get(region.id, {}).items():
            getattr(cities, name)[place] *= factor
    return cities
