"""1. Policy: the levers in force this month post their offers, shift quantities and make scheduled payments.

Each lever sees only its own desk (:class:`sim.levers.office.Office`); levers are called in order of their keys,
and none can see another, so the order in the scenario file does not matter.
"""

from typing import NamedTuple

from sim.levers.office import Office
from sim.processes.governance import adjust
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.world import World


class PolicyParameters(NamedTuple):
    """The policy step has no free numbers: everything is in the terms of the levers."""


def run(world: World, _parameters: PolicyParameters) -> None:
    """Withdraw last month's offers and post this month's."""
    world.policy.clear()
    if world.spin_up:
        return
    for lever in world.levers:
        if lever.in_force(world.month):
            lever.act(
                Office(
                    policy=world.policy,
                    ledger=world.ledger,
                    world=world,
                    month=world.month,
                    lever_key=lever.key,
                    terms=lever.terms,
                )
            )
    adjust(world)
    _move_demand(world)


def _move_demand(world: World) -> None:
    """Add to the demand of cities what levers changed in it since last month; what other processes did to it stays (E-1.4)."""
    wanted = world.policy.quantities.field_demand
    held = world.notes.get("policy.demand")
    if held is None and not wanted.any():
        return
    world.cities.demand[:] += wanted - (0.0 if held is None else held)
    world.notes["policy.demand"] = wanted.copy()


PROCESS = Process(
    key="policy",
    title=B("Policy in force", "政策生效"),
    run=run,
    parameters_type=PolicyParameters,
    decisions=(),
    equation="offers(t), quantities(t) = union of act(lever, t) over levers with start <= t <= end",
)
