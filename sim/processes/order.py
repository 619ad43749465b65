"""The month, in order. Reading this list is reading the model."""

from sim.processes import (
    alliances,
    contact_map,
    deal,
    digital,
    entry_exit,
    funds,
    governance,
    growth,
    ladders,
    landing,
    pilot,
    policy,
    record,
    registration,
    research,
    search,
    services,
    talent,
    verification,
)
from sim.processes.process import Process

MONTH: tuple[Process, ...] = (
    policy.PROCESS,
    research.PROCESS,
    verification.PROCESS,
    pilot.PROCESS,
    contact_map.PROCESS,
    search.PROCESS,
    deal.PROCESS,
    services.PROCESS,
    registration.PROCESS,
    landing.PROCESS,
    alliances.PROCESS,
    funds.PROCESS,
    growth.PROCESS,
    digital.PROCESS,
    talent.PROCESS,
    ladders.PROCESS,
    entry_exit.PROCESS,
    governance.PROCESS,
    record.PROCESS,
)

SPIN_UP: tuple[str, ...] = ("policy", "research", "verification", "pilot", "gravity", "search", "deal", "landing", "record")
"""Processes that fill the pipeline of results before the first month, on the population of 2022 held still."""
