"""Matching through memory alone, written again from E-6.1, E-6.4 and E-6.5: who is asked, who accepts, what is promised."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.draws.keyed import Draws, uniform
from sim.levers.offers import NO_BUDGET, NO_CAP, Point, empty_offers
from sim.levers.office import Policy
from sim.parameters.declare import build
from sim.processes import search
from sim.world.candidates import build_candidates
from sim.world.columns import CITY_COUNT, FIELD_COUNT, OFFERED, REGION_COUNT, SEEKING, Firms, Platforms, Results, allocate
from sim.world.flows import empty_flows
from sim.world.population.regions import geography

RESULTS, FIRMS = 1500, 40
CONTACTS, ACCEPT = np.uint64(5), np.uint64(6)
P = build("search", search.Search, {})._replace(own_contacts=0.0, memory_contacts=0.6, take=0.9)


def _tables():
    """Results of one platform that remembers three firms, one of them dead; everything else varies."""
    rng = np.random.default_rng(1)
    firms, platforms, results = allocate(Firms, FIRMS), allocate(Platforms, 1), allocate(Results, RESULTS)
    firms.rows[0], platforms.rows[0], results.rows[0] = FIRMS, 1, RESULTS
    firms.identity[:] = np.arange(1000, 1000 + FIRMS, dtype=np.uint64)
    firms.alive[:] = True
    firms.city[:], firms.field[:], firms.field2[:] = (rng.integers(0, n, FIRMS) for n in (CITY_COUNT, FIELD_COUNT, FIELD_COUNT))
    firms.niche[:], firms.absorptive[:], firms.revenue[:] = rng.random(FIRMS), rng.uniform(0.3, 1, FIRMS), rng.uniform(1, 400, FIRMS)
    firms.alive[7] = False
    platforms.partners[0] = (3, 7, -1, 12)
    results.identity[:] = np.arange(1, RESULTS + 1, dtype=np.uint64)
    results.city[:], results.field[:], results.field2[:] = (rng.integers(0, n, RESULTS) for n in (CITY_COUNT, FIELD_COUNT, FIELD_COUNT))
    results.niche[:], results.value[:] = rng.random(RESULTS), rng.uniform(1, 90, RESULTS)
    results.stage[:] = np.where(np.arange(RESULTS) % 3, SEEKING, OFFERED)
    results.verified[:], results.piloted[:] = rng.random(RESULTS) < 0.5, rng.random(RESULTS) < 0.3
    results.origin_firm[:] = np.arange(RESULTS) % 10 == 0
    return firms, platforms, results, rng.uniform(0.5, 2, (CITY_COUNT, FIELD_COUNT))


@pytest.fixture(scope="module")
def searched():
    firms, platforms, results, demand = _tables()
    nothing = np.zeros(CITY_COUNT)
    chances = np.ones((REGION_COUNT, FIELD_COUNT, REGION_COUNT))
    search._contacts(np.arange(RESULTS), results, platforms, firms, build_candidates(firms), geography(), demand, empty_offers(), empty_flows(),
                     chances, nothing, nothing, np.zeros((CITY_COUNT, FIELD_COUNT)), P, 40, CONTACTS, ACCEPT)  # fmt: skip
    return firms, platforms, results, demand


def _expected(searched, r):
    """Taker, fit and worth of a result by the text; None if nobody takes it."""
    firms, platforms, results, demand = searched
    who, apart = results.identity[r], geography().field_distance
    if results.origin_firm[r] or uniform(CONTACTS, who, 4) >= P.memory_contacts:
        return None
    firm = int(platforms.partners[0, int(uniform(CONTACTS, who, 5) * 4)])
    if firm < 0 or not firms.alive[firm]:
        return None
    f, g, main, second = results.field[r], results.field2[r], firms.field[firm], firms.field2[firm]
    d = min(apart[f, main], apart[g, main], apart[f, second]) + 0.6 * abs(results.niche[r] - firms.niche[firm])
    fit = firms.absorptive[firm] ** P.absorption * math.exp(-((d - P.best_distance) ** 2) / (2 * P.distance_width**2))
    maturity = 1.0 if results.piloted[r] else P.verified_maturity if results.verified[r] else P.raw_maturity
    worth = results.value[r] * fit * maturity * demand[firms.city[firm], f]
    if uniform(ACCEPT, who, 0) >= P.take * fit * maturity * worth / (worth + P.transaction_cost):
        return None
    return firm, fit, worth


def test_a_result_goes_to_the_remembered_firm_that_accepts_it(searched):
    firms, _, results, _ = searched
    taken = 0
    for r in range(RESULTS):
        expected = _expected(searched, r)
        if expected is None:
            assert (results.taker[r], results.taker_region[r]) == (-1, -1)
            continue
        taken += 1
        firm, fit, worth = expected
        assert (results.taker[r], results.taker_region[r], results.brokered[r]) == (firm, firms.city[firm], -1)
        assert results.fit[r] == pytest.approx(fit, rel=1e-12)
        promise = min(0.05 * firms.revenue[firm] + 0.2, 0.5 * worth) if results.stage[r] == SEEKING else 0.0
        assert results.partner_money[r] == pytest.approx(promise, rel=1e-12)
    assert 10 < taken < RESULTS / 2


def test_only_a_result_on_offer_grows_impatient(searched):
    results = searched[2]
    assert (results.clock == (results.stage == OFFERED)).all()


def test_absorptive_capacity_outside_the_circle_is_at_most_one():
    firms, platforms, results, demand = _tables()
    results.origin_firm[:] = True
    results.origin[:] = -1
    keen = P._replace(own_contacts=5.0, outside_absorptive=0.8, absorption=1.0)
    nothing = np.zeros(CITY_COUNT)
    outside = np.zeros((REGION_COUNT, FIELD_COUNT, REGION_COUNT))
    outside[:, :, CITY_COUNT:] = 1.0
    search._contacts(np.arange(RESULTS), results, platforms, firms, build_candidates(firms), geography(), demand, empty_offers(), empty_flows(),
                     outside, nothing, nothing, np.zeros((CITY_COUNT, FIELD_COUNT)), keen, 40, CONTACTS, ACCEPT)  # fmt: skip
    taken = results.taker_region >= CITY_COUNT
    assert taken.sum() > 30
    assert results.fit[taken].max() <= 1.0


def test_a_result_that_has_a_taker_asks_nobody_else():
    firms, platforms, results, demand = _tables()
    results.taker[:], results.taker_region[:] = 3, 0
    nothing, chances = np.zeros(CITY_COUNT), np.ones((REGION_COUNT, FIELD_COUNT, REGION_COUNT))
    search._contacts(np.arange(RESULTS), results, platforms, firms, build_candidates(firms), geography(), demand, empty_offers(), empty_flows(),
                     chances, nothing, nothing, np.zeros((CITY_COUNT, FIELD_COUNT)), P, 40, CONTACTS, ACCEPT)  # fmt: skip
    assert (results.taker == 3).all()
    assert not results.clock.any()
    assert not results.fit.any()


def _through_agencies(origins, destinations):
    """Takers' regions when agencies make all contacts, evenly over the circle, and an offer rewards some conversions."""
    firms, platforms, results, demand = _tables()
    results.origin_firm[:], results.origin[:] = True, -1
    offers = empty_offers()
    offers.rows[0] = int(destinations > 0)
    offers.point[0], offers.ratio[0], offers.cap[0], offers.budget[0] = Point.DEAL_AGENCY, 0.5, NO_CAP, NO_BUDGET
    offers.origins[0], offers.destinations[0], offers.fields[0], offers.trl_high[0] = origins, destinations, 0x1FFF, 9.0
    chances = np.ones((REGION_COUNT, FIELD_COUNT, REGION_COUNT))
    chances[:, :, :CITY_COUNT] = np.arange(1, CITY_COUNT + 1) / CITY_COUNT
    all_of_them, five = np.ones(CITY_COUNT), np.full(CITY_COUNT, 5.0)
    search._contacts(np.arange(RESULTS), results, platforms, firms, build_candidates(firms), geography(), demand, offers, empty_flows(),
                     chances, all_of_them, five, np.zeros((CITY_COUNT, FIELD_COUNT)), P, 40, CONTACTS, ACCEPT)  # fmt: skip
    return results.taker_region.copy(), results.city


def test_agencies_turn_home_only_where_a_conversion_at_home_pays_more():
    plain, _ = _through_agencies(0xFF, 0)
    everywhere, _ = _through_agencies(0xFF, 0xFF)
    assert (plain >= 0).sum() > 50
    assert (everywhere == plain).all()
    for city in (0, CITY_COUNT - 1):
        at_home, cities = _through_agencies(1 << city, 1 << city)
        mine = cities == city
        assert ((at_home == city) & mine).sum() > ((plain == city) & mine).sum()
        assert (at_home[~mine] == plain[~mine]).all()


def test_agencies_make_contacts_by_their_share_and_effort(monkeypatch):
    firms, platforms, results, demand = _tables()
    policy, told = Policy(), []
    policy.quantities.agency_share[:], policy.quantities.agency_effort[:] = 0.5, 1.2
    cities = SimpleNamespace(brokers=np.full(CITY_COUNT, 30.0), branch=np.full(CITY_COUNT, 0.8), demand=demand)
    world = SimpleNamespace(
        draws=Draws(7), month=40, policy=policy, results=results, platforms=platforms, firms=firms, candidates=build_candidates(firms),
        geography=geography(), cities=cities, flows=empty_flows(), notes={"gravity.result_chances": None},
    )  # fmt: skip
    monkeypatch.setattr(search, "_contacts", lambda *given: told.append(given))
    search.run(world, P)
    agency, brokers = told[0][10:12]
    waiting = np.bincount(results.city, minlength=CITY_COUNT)
    assert agency == pytest.approx(np.full(CITY_COUNT, 0.6 / 1.1))
    assert brokers == pytest.approx(30 * P.broker_contacts * 0.8 * 1.1 / waiting)
