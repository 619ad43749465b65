"""R&D platforms of end-2022: kinds and numbers by member, size, quality, fields.

Shenyang's total is the count of all levels at the end of 2022 (1,421; traps I-19, I-20, I-21); kinds that are counted
are set, engineering centres take the rest. Elsewhere the R&D institutions of the zones are laboratories and
engineering centres (I-28, I-29); Shenfu, for which none is printed, gets them in proportion to its high-tech firms.
"""

import numpy as np

from sim.draws.arrays import families, normals, uniforms
from sim.draws.keyed import Draws
from sim.evidence import fact, history_value, regions
from sim.world.columns import (
    CITY_COUNT,
    CONCEPT_CENTRE,
    ENGINEERING_CENTRE,
    INSTITUTE,
    LABORATORY,
    NATIONAL_LEVEL,
    OFFICE,
    PILOT_BASE,
    PROVINCIAL_LEVEL,
    UNIVERSITY,
    Firms,
    Platforms,
    allocate,
)
from sim.world.geography import Geography
from sim.world.population.assumed import assumed_table, numbers
from sim.world.population.counts import table_one
from sim.world.population.firms import MONTH, pick
from sim.world.population.parameters import Population

PLATFORM_FAMILY = 0xF2000000
NATIONAL_2022 = 64
PARTNERS_AT_START = 2


def zone_institutions() -> np.ndarray:
    """R&D institutions of the high-tech zones by member; Shenyang 0, Shenfu imputed; shape (8,)."""
    members = [region.id for region in regions()]
    found = np.zeros(CITY_COUNT)
    for zone, member in (("anshan", "anshan"), ("tengao", "anshan"), *((m, m) for m in members[2:7])):
        found[members.index(member)] += float(fact(f"{zone}_htz_rd_institutions").value)
    high_tech = table_one()["high_tech"]
    found[7] = round(found[1:7].sum() * high_tech[7] / high_tech[1:7].sum())
    return found


def platform_counts() -> np.ndarray:
    """Number of platforms by kind and member; shape (9, 8)."""
    members = [region.id for region in regions()]
    table = np.array([numbers("platform_kinds", member) for member in members]).T
    codes = [int(row["code"]) for row in assumed_table("platform_kinds")]
    zones = zone_institutions()
    result = np.zeros((len(codes), CITY_COUNT), dtype=int)
    result[codes] = table.astype(int)
    result[LABORATORY, 1:] = np.rint(table[codes.index(LABORATORY), 1:] * zones[1:])
    result[ENGINEERING_CENTRE, 1:] = zones[1:] - result[LABORATORY, 1:]
    result[ENGINEERING_CENTRE, 0] = int(history_value("platforms_shenyang_2022")) - result[:, 0].sum()
    return result


def build_platforms(
    geography: Geography, draws: Draws, p: Population, start: int, *, scale: float = 1.0, standing: float = 1.0
) -> Platforms:
    """Return the platforms; every kind and member in the counted numbers, times ``scale``.

    Of the kinds that are founded every year, only the share ``standing`` of those of 2022 exists yet.
    """
    counts = platform_counts() * scale
    counts[LABORATORY:OFFICE] *= standing
    counted = np.rint(counts).astype(int)
    total = int(counted.sum())
    platforms = allocate(Platforms, total + 500, total + 500)
    platforms.rows[0] = total
    rows = slice(0, total)
    kinds, cities = np.divmod(np.repeat(np.arange(counted.size), counted.reshape(-1)), CITY_COUNT)
    within = np.concatenate([np.arange(n) for n in counted.reshape(-1)])
    parents = (PLATFORM_FAMILY + kinds * CITY_COUNT + cities).astype(np.uint64)
    platforms.kind[rows], platforms.city[rows] = kinds, cities
    platforms.identity[rows] = families(parents, MONTH, within)
    platforms.opened[rows] = start
    _levels(platforms, rows, draws, round(NATIONAL_2022 * scale))
    _sizes(platforms, rows, draws, p, scale)
    _fields(platforms, rows, geography, draws)
    _capacity(platforms, rows, p)
    return platforms


def _levels(platforms: Platforms, rows: slice, draws: Draws, national: int) -> None:
    """National level for ``national`` of Shenyang's laboratories, institutes and universities (64 in 2022); provincial for the others."""
    order = uniforms(draws.key("population.platform", MONTH), platforms.identity[rows], 0)
    research = np.isin(platforms.kind[rows], [UNIVERSITY, INSTITUTE, LABORATORY])
    platforms.level[rows] = np.where(research, PROVINCIAL_LEVEL, 0)
    eligible = np.flatnonzero(research & (platforms.city[rows] == 0))
    platforms.level[eligible[np.argsort(order[eligible], kind="stable")[:national]]] = NATIONAL_LEVEL


def _by_kind(platforms: Platforms, rows: slice, column: str) -> np.ndarray:
    values = np.zeros(len(assumed_table("platform_kinds")))
    values[[int(row["code"]) for row in assumed_table("platform_kinds")]] = numbers("platform_kinds", column)
    return values[platforms.kind[rows]]


def _sizes(platforms: Platforms, rows: slice, draws: Draws, p: Population, scale: float) -> None:
    """Researchers, quality, share of basic research and share of inventors (E-20.7)."""
    key, identity = draws.key("population.platform", MONTH), platforms.identity[rows]
    weight = _by_kind(platforms, rows, "staff_weight") * np.exp(p.researcher_spread * normals(key, identity, 1))
    platforms.researchers[rows] = p.researchers * scale * weight / weight.sum()
    lift = np.where(platforms.level[rows] == NATIONAL_LEVEL, 0.3, 0.0)
    platforms.quality[rows] = np.exp(lift + p.quality_spread * normals(key, identity, 3) - p.quality_spread**2 / 2)
    platforms.basic[rows] = np.clip(_by_kind(platforms, rows, "basic") + 0.1 * normals(key, identity, 5), 0, 0.95)
    platforms.inventor_share[rows] = _by_kind(platforms, rows, "inventor_share")


def _fields(platforms: Platforms, rows: slice, geography: Geography, draws: Draws) -> None:
    key, identity = draws.key("population.platform_field", MONTH), platforms.identity[rows]
    weights = np.cumsum(geography.strength[:CITY_COUNT], axis=1)
    platforms.field[rows] = pick(weights[platforms.city[rows]], uniforms(key, identity, 0))
    near = np.cumsum(np.exp(-geography.field_distance / 0.3), axis=1)
    platforms.field2[rows] = pick(near[platforms.field[rows]], uniforms(key, identity, 1))


def _capacity(platforms: Platforms, rows: slice, p: Population) -> None:
    kind = platforms.kind[rows]
    platforms.slots[rows] = np.select([kind == CONCEPT_CENTRE, kind == PILOT_BASE], [p.concept_slots, p.pilot_slots], 0.0)
    platforms.equipment[rows] = np.where(kind == PILOT_BASE, p.pilot_equipment, 0.0)


def introduce_partners(platforms: Platforms, firms: Firms, draws: Draws) -> None:
    """Let each research platform remember two firms of its field, wherever they are, and those firms the platform."""
    rows, firm_rows = int(platforms.rows[0]), int(firms.rows[0])
    key = draws.key("population.partners", MONTH)
    for field in np.unique(platforms.field[:rows]):
        mine = np.flatnonzero((platforms.field[:rows] == field) & (platforms.kind[:rows] < CONCEPT_CENTRE))
        theirs = np.flatnonzero(firms.field[:firm_rows] == field)
        if not len(theirs):
            continue
        for place in range(PARTNERS_AT_START):
            chosen = theirs[(uniforms(key, platforms.identity[mine], place) * len(theirs)).astype(int)]
            platforms.partners[mine, place] = chosen
            firms.partners[chosen, place] = mine
    platforms.next_partner[:rows] = PARTNERS_AT_START
    firms.next_partner[:firm_rows] = PARTNERS_AT_START
