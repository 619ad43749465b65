"""Breakthroughs: a listed key-technology task whose technology is proven, and the reward that is paid on success.

A task counts as solved when its result passes a pilot or, if it went without one, when its technology holds at the end of
industrialisation. Offers at BREAKTHROUGH pay the team then, once, on a base of ten million CNY.
"""

from sim.kernels import inner
from sim.levers.offers import EVENT_BASE, PayeeKind, Point, claim
from sim.world.columns import CITY_COUNT, LISTED_TASK, SOLVED_TASK

_POINT, _TEAM = int(Point.BREAKTHROUGH), int(PayeeKind.TEAM)


@inner
def prove(results, flows, offers, payments, r):
    """Count a listed task as solved and pay its reward; does nothing for other results."""
    city = results.city[r]
    if results.task[r] != LISTED_TASK or city >= CITY_COUNT:
        return
    results.task[r] = SOLVED_TASK
    flows.breakthroughs[city] += 1
    claim(offers, payments, _POINT, EVENT_BASE, city, city, results.field[r], True, results.trl[r], _TEAM, r, city)
