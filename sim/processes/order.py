"""The month, in order. Reading this list is reading the model.

A plug-in (:mod:`sim.plugins`) may add processes, each after a named one.
"""

from functools import cache
from importlib.metadata import entry_points

from sim.plugins import modules
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

PLUGIN_GROUP = "metrosim.processes"


@cache
def month() -> tuple[Process, ...]:
    """Return the processes of the month with those of plug-ins.

    Raises:
        ValueError: two processes share a key, or a plug-in names a process that does not exist.
    """
    steps = list(MONTH)
    plugged = [pair for module in modules() for pair in getattr(module, "PROCESSES", ())]
    plugged += [pair for point in entry_points(group=PLUGIN_GROUP) for pair in point.load()]
    for process, after in plugged:
        keys = [step.key for step in steps]
        if process.key in keys:
            raise ValueError(f"two processes are called {process.key!r}; rename one of them")
        if after not in keys:
            raise ValueError(f"process {process.key!r} wants to come after {after!r}; there are {', '.join(keys)}")
        steps.insert(keys.index(after) + 1, process)
    return tuple(steps)
