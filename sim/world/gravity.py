"""Gravity: how likely a technology of one region and field is shown to each other region.

    w(o, f, d) = mass(d) * strength(d, f)^g * [near * exp(-dist/l) + (1 + dist/50)^-e] * hub(d) * border(o, d)

The first distance term is the steep local part, the second the slow decay by which technology still reaches
far regions; hubs receive jumps; a city border inside the circle costs a factor that coordination, market branches, service
stations (towards Shenyang, whose equipment and experts they open) and jointly built clusters take away (facts B1 to B4, B12 of the science notes).
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.levers.quantities import Quantities
from sim.parameters.declare import Free
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT, REGION_COUNT, Cities
from sim.world.geography import Geography

HALF_DISTANCE_KM = 50.0


class Gravity(NamedTuple):
    """Parameters of the gravity of technology."""

    near: Annotated[float, Free(2.5, "ratio", (0.5, 8), "estimated", "science:B3", B("weight of the steep local part", "近距离部分权重"))]
    reach: Annotated[float, Free(25, "km", (10, 80), "estimated", "science:B7", B("reach of the local part", "近距离部分尺度"))]
    decay: Annotated[float, Free(0.45, "elasticity", (0.2, 0.8), "estimated", "science:B11", B("distance elasticity", "距离弹性"))]
    affinity: Annotated[
        float,
        Free(0.7, "elasticity", (0.3, 1.2), "assumed", "science:B2 names industrial proximity", B("elasticity on field strength", "领域实力弹性")),
    ]
    hub_jump: Annotated[float, Free(1.6, "ratio", (1, 3), "estimated", "science:B2", B("pull of national hubs", "全国枢纽吸引倍数"))]
    border: Annotated[float, Free(0.45, "ratio", (0.2, 0.8), "estimated", "science:B12", B("friction at a city border", "城际行政边界摩擦"))]
    outer_border: Annotated[
        float, Free(0.055, "ratio", (0.02, 0.3), "estimated", "science:B12", B("friction at the border of the circle", "圈外边界摩擦"))
    ]
    result_reach: Annotated[
        float,
        Free(6.0, "ratio", (2, 12), "estimated", "science:B1; systems S01", B("reach of results beyond the circle", "成果的圈外可达倍数")),
    ]
    cluster_link: Annotated[
        float,
        Free(
            1.5,
            "ratio",
            (1, 2.5),
            "assumed",
            "joint_cluster__* name the links, not their strength",
            B("pull of a jointly built cluster", "共建集群联系倍数"),
        ),
    ]
    station_ease: Annotated[
        float,
        Free(
            0.35,
            "share",
            (0.1, 0.7),
            "assumed",
            "service_stations__number gives no effect",
            B("share of friction towards Shenyang a station removes", "工作站消除与沈阳间摩擦的比例"),
        ),
    ]
    branch_ease: Annotated[
        float,
        Free(
            0.6,
            "share",
            (0.2, 0.9),
            "assumed",
            "branch_market__* give no effect",
            B("share of border friction a branch removes", "分市场消除边界摩擦的比例"),
        ),
    ]


def region_chances(geography: Geography, cities: Cities, quantities: Quantities, p: Gravity, *, outside_pull: float = 1.0) -> np.ndarray:
    """Return cumulative chances over destinations; shape (14 origins, 13 fields, 14 destinations) (E-5.1, E-5.4).

    Args:
        geography, cities, quantities, p: what the weights depend on.
        outside_pull: factor on the weight of outside regions.
    """
    weights = _distance_part(geography, p)[:, None, :] * _border_part(geography, cities, quantities, p)
    weights = weights * (geography.mass[:, None] * geography.strength**p.affinity).T[None, :, :]
    weights[:CITY_COUNT, :, CITY_COUNT:] *= outside_pull
    weights[CITY_COUNT:, :, CITY_COUNT:] = 0.0
    total = weights.sum(axis=2, keepdims=True)
    chances: np.ndarray = np.cumsum(weights / total, axis=2)
    return chances


def _distance_part(geography: Geography, p: Gravity) -> np.ndarray:
    """Closeness of regions: a steep local part, a slow decay, a jump to hubs; shape (14, 14) (E-5.2)."""
    far = (1.0 + geography.distance / HALF_DISTANCE_KM) ** -p.decay
    near = p.near * np.exp(-geography.distance / p.reach)
    return (near + far) * np.where(geography.hub, p.hub_jump, 1.0)[None, :]


def _border_part(geography: Geography, cities: Cities, quantities: Quantities, p: Gravity) -> np.ndarray:
    """What borders leave of a contact, with the links of jointly built clusters; shape (14, 13, 14) (E-5.3)."""
    ease = np.clip(quantities.border_ease[:, None] + quantities.border_ease[None, :], 0, 1)
    branch = np.maximum(cities.branch, quantities.branch)
    station = np.maximum(cities.station, quantities.station)
    to_core = np.zeros_like(ease)
    to_core[0, :], to_core[:, 0] = station, station
    ease = 1 - (1 - ease) * (1 - p.station_ease * to_core)
    ease = 1 - (1 - ease) * (1 - p.branch_ease * np.minimum(branch[:, None], branch[None, :]))
    inside = p.border ** (1 - ease)
    np.fill_diagonal(inside, 1.0)
    border = np.full((REGION_COUNT, REGION_COUNT), p.outer_border)
    border[:CITY_COUNT, :CITY_COUNT] = inside
    by_field = np.repeat(border[:, None, :], geography.strength.shape[1], axis=1)
    links = np.where(geography.linked, p.cluster_link, 1.0)
    by_field[:CITY_COUNT, :, :CITY_COUNT] *= links.transpose(0, 2, 1)
    return by_field
