"""Parts of the model written again from the equations of ``docs/odd.md``, without its code: they give the same numbers."""

import hashlib
import math

import numpy as np
import pytest

from sim.draws.keyed import Draws
from sim.draws.keyed import uniform as drawn
from sim.parameters.declare import build
from sim.processes import growth, research
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.world.columns import CITY_COUNT, CONCEPT_CENTRE, HIGH_TECH, TECH_SME
from sim.world.gravity import Gravity, region_chances

WORD = (1 << 64) - 1
G = 0x9E3779B97F4A7C15
SEED = 11


def mix(x):
    """E-0.4."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & WORD
    return x ^ (x >> 31)


def key(decision, month):
    """E-0.1."""
    code = int.from_bytes(hashlib.blake2b(decision.encode(), digest_size=8).digest(), "big")
    stream = mix(mix((SEED + G) & WORD) ^ code)
    return mix((stream + G * (month + 100000)) & WORD)


def u(k, identity, i=0):
    """E-0.2."""
    return ((mix((mix(k ^ identity) + G * (i + 1)) & WORD) >> 11) + 0.5) / 2**53


def z(k, identity, i):
    """E-0.5."""
    return math.sqrt(-2 * math.log(u(k, identity, i))) * math.cos(2 * math.pi * u(k, identity, i + 1))


def child(parent, month, i):
    """E-0.3."""
    return mix(mix((parent + 0x632BE59BD9B4E019) & WORD) ^ (((month + 100000) << 20) & WORD) ^ i)


def poisson(rate, uniform):
    """E-0.6."""
    count, term = 0, math.exp(-rate)
    total = term
    while uniform > total:
        count += 1
        term *= rate / count
        total += term
    return count


@pytest.fixture
def world():
    """A world in the first month, a twentieth of the size."""
    engine = Engine(load_scenario("no-policy"), seed=SEED, scale=0.05)
    engine.world.month += 1
    return engine.world


def test_a_draw_is_the_hash_that_the_text_says():
    for month, identity, i in ((0, 1, 0), (36, 987654321, 5), (71, WORD, 100)):
        assert int(Draws(SEED).key("entry_exit.exit", month)) == key("entry_exit.exit", month)
        assert drawn(np.uint64(key("entry_exit.exit", month)), np.uint64(identity), i) == u(key("entry_exit.exit", month), identity, i)


def test_contacts_go_where_the_text_says(world):
    p, geography, q = build("gravity", Gravity, {}), world.geography, world.policy.quantities
    q.border_ease[:], q.station[:], q.branch[:] = np.linspace(0, 0.4, 8), np.linspace(0.3, 1, 8), np.linspace(1, 0, 8)
    chances = np.diff(region_chances(geography, world.cities, q, p, outside_pull=p.result_reach), axis=2, prepend=0.0)
    branch, station = np.maximum(world.cities.branch, q.branch), np.maximum(world.cities.station, q.station)
    for origin, field in ((0, 0), (3, 6), (7, 12), (9, 4)):
        w = []
        for d in range(14):
            inside = origin < CITY_COUNT and d < CITY_COUNT
            closeness = p.near * math.exp(-geography.distance[origin, d] / p.reach) + (1 + geography.distance[origin, d] / 50) ** -p.decay
            closeness *= p.hub_jump if geography.hub[d] else 1.0
            passage, link = p.outer_border, 1.0
            if inside:
                to_shenyang = station[d] if origin == 0 else station[origin] if d == 0 else 0.0
                kept = (1 - min(1, q.border_ease[origin] + q.border_ease[d])) * (1 - p.station_ease * to_shenyang)
                kept *= 1 - p.branch_ease * min(branch[origin], branch[d])
                passage = 1.0 if d == origin else p.border**kept
                link = p.cluster_link if geography.linked[origin, d, field] else 1.0
            weight = geography.mass[d] * geography.strength[d, field] ** p.affinity * closeness * passage * link
            leaves = origin < CITY_COUNT and d >= CITY_COUNT
            w.append(0.0 if origin >= CITY_COUNT and d >= CITY_COUNT else weight * (p.result_reach if leaves else 1.0))
        assert chances[origin, field] == pytest.approx(np.array(w) / sum(w), rel=1e-9, abs=1e-12)


def test_results_are_born_as_the_text_says(world):
    p, month, platforms, before = build("research", research.Research, {}), world.month, world.platforms, int(world.results.rows[0])
    research.run(world, p)
    results, row = world.results, before
    births, nature = key("research.births", month), key("research.nature", month)
    for platform in range(int(platforms.rows[0])):
        if platforms.kind[platform] >= CONCEPT_CENTRE:
            continue
        parent, quality = int(platforms.identity[platform]), platforms.quality[platform]
        rate = p.platform_rate * platforms.researchers[platform] * quality**0.5 / 12
        for i in range(poisson(rate, u(births, parent))):
            identity = child(parent, month, i)
            basic = min(1, max(0, platforms.basic[platform] + 0.2 * z(nature, identity, 0)))
            risk = min(1, max(0, 0.25 + 0.4 * basic + 0.1 * z(nature, identity, 3)))
            trl = max(1, 4 - p.applied_lift * basic + 0.5 * z(nature, identity, 5))
            value = p.value_mean * quality * math.exp(p.value_spread * z(nature, identity, 7) - p.value_spread**2 / 2)
            own = -p.team_money * math.log(u(nature, identity, 12))
            found = [results.basic[row], results.risk[row], results.trl[row], results.value[row], results.own_money[row]]
            assert int(results.identity[row]) == identity
            assert found == pytest.approx([basic, risk, trl, value, own], rel=1e-9)
            row += 1
    assert row > before + 3


def test_firms_grow_as_the_text_says(world):
    p, month, firms = build("growth", growth.Growth, {}), world.month, world.firms
    rows = np.flatnonzero(firms.alive[: int(firms.rows[0])])[:200]
    old = {name: getattr(firms, name).copy() for name in firms._fields if name != "rows"}
    growth.run(world, p)
    shock, turmoil, ratio, label = (key(f"growth.{name}", at) for name, at in (("shock", month), ("turmoil", month), ("ratio", 0), ("relabel", 0)))
    assert ratio != label
    for r in rows:
        f = {name: column[r] for name, column in old.items()}
        identity, y, size = int(f["identity"]), f["revenue"], math.log(f["revenue"] / p.size)
        sigma = p.spread * math.exp(p.slope * size)
        swing = sigma * math.sqrt(-math.log(u(turmoil, identity)))
        lean = p.youth * math.exp(-(month - f["born"]) / 12 / p.youth_years) - p.reversion * size - sigma**2 / 2
        drift = p.trend + p.absorption * (f["absorptive"] - 0.5) + p.digital * (f["digital"] - 0.5)
        drift += p.rd_pull * f["rd"] / (f["rd"] + 0.05 * y) + f["boost"] + lean
        surprise = swing * (u(shock, identity) - 0.5)
        step = drift / 12 + surprise
        grown = y * (1 + step + step**2 / 2 + step**3 / 6 + step**4 / 24)
        demanded = 0.05 if grown <= 50 else 0.04 if grown <= 200 else 0.03
        usual = (p.intensity_high * demanded if f["status"] & HIGH_TECH else p.intensity_other) * grown
        own = max(0.001, f["rd"])
        pull = p.rd_return * 2 * (usual - own) / (usual + own) - (p.cut if f["cash"] < 0 else 0)
        own *= 1 + min(0.2, max(-0.2, p.rd_elasticity * step + pull / 12))
        reported, wanted = own * (1 + p.padding), 1.02 * demanded * grown
        bold = p.relabel * (p.careful + (1 - p.careful) * u(label, identity))
        if f["status"] & (HIGH_TECH | TECH_SME) and reported < wanted and wanted - own <= bold * wanted:
            reported = wanted
        cash = f["cash"] + grown * (p.margin / 12 + p.pass_through * surprise) - (own + p.interest * f["debt"]) / 12
        debt, cushion = f["debt"], p.cushion * grown
        if cash < 0:
            loan = min(-cash, max(0, p.credit * grown - debt))
            cash, debt = cash + loan, debt + loan
        elif cash > cushion:
            repaid = min(debt, cash - cushion)
            cash, debt = cushion + (1 - p.payout) * (cash - repaid - cushion), debt - repaid
        stock = f["rd_stock"] * (1 - p.depreciation / 12) + own / 12
        staff = max(1, f["staff"] * (1 + p.labour * step))
        aim = p.knowledge_weight * stock / (stock + p.half_stock * grown) + p.digital_weight * f["digital"]
        aim = min(0.98, aim + p.skilled_weight * min(0.5, f["skilled"] / staff))
        absorptive = f["absorptive"] + p.learning / 12 * (aim - f["absorptive"])
        rights = f["ip"] + (p.rights * math.sqrt(own) - p.rights_lapse * f["ip"]) / 12
        names = ("revenue", "rd", "rd_reported", "cash", "debt", "rd_stock", "staff", "absorptive", "ip")
        expected = (grown, own, reported, cash, debt, stock, staff, absorptive, rights)
        assert [getattr(firms, name)[r] for name in names] == pytest.approx(expected, rel=1e-9), f"firm {r}"
