"""Stopping a result: three causes drawn apart, and one fate for each result.

Technical and market causes compete: each has its own draw, and when both strike, the one that struck harder
(the smaller draw in relation to its chance) is the cause. The funding cause is not drawn: it happens when the
cost of the next stage is not covered within the team's patience.
"""

from sim.kernels import inner
from sim.world.columns import CITY_COUNT, CLOSED, MARKET, NO_CAUSE, STOPPED, TECHNICAL

REFERENCE_SALES = 8.3
"""Scale of a result's value, million CNY a year: the mean revenue of an industrialised patent (science D6)."""


@inner
def competing_cause(technical_chance, market_chance, technical_draw, market_draw):
    """Return the cause that stops a result at a gate, or NO_CAUSE (E-0.11)."""
    technical = technical_draw < technical_chance
    market = market_draw < market_chance
    if technical and market:
        return TECHNICAL if technical_draw * market_chance <= market_draw * technical_chance else MARKET
    if technical:
        return TECHNICAL
    return MARKET if market else NO_CAUSE


@inner
def stop(results, flows, r, cause, month):
    """Close a result with the fate STOPPED and its cause."""
    results.stage[r] = CLOSED
    results.fate[r] = STOPPED
    results.cause[r] = cause
    results.closed[r] = month
    if results.city[r] < CITY_COUNT:
        flows.stopped[results.city[r], cause] += 1


@inner
def enter(results, r, stage):
    """Move a result to a stage and start its clock."""
    results.stage[r] = stage
    results.clock[r] = 0
