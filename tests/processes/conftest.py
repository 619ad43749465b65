"""Worlds on which the processes of firms, contracts and people are tried without the rest of the month."""

from collections.abc import Callable, Mapping

import pytest

from sim.parameters.declare import build
from sim.processes import (
    alliances,
    contact_map,
    digital,
    entry_exit,
    governance,
    growth,
    ladders,
    registration,
    services,
    talent,
)
from sim.world.build import build_world
from sim.world.flows import clear_flows
from sim.world.growth import ensure_room
from sim.world.world import World

HALF = (contact_map, services, registration, alliances, growth, digital, talent, ladders, entry_exit, governance)
"""The processes tried here, in the order of the month."""


def _live(
    world: World,
    months: int,
    *,
    processes: tuple = HALF,
    values: Mapping[str, float] | None = None,
    before: Callable[[World], None] | None = None,
    after: Callable[[World], None] | None = None,
) -> World:
    """Let a world live; ``before`` stands for the policy step, ``after`` sees the counters before they are cleared."""
    steps = [(module.PROCESS, build(module.PROCESS.key, module.PROCESS.parameters_type, values or {})) for module in processes]
    for _ in range(months):
        world.month += 1
        world.policy.clear()
        ensure_room(world)
        if before is not None:
            before(world)
        for process, parameters in steps:
            process.run(world, parameters)
            world.ledger.drain(world.month, world.policy.payments, world.policy.payers)
        if after is not None:
            after(world)
        clear_flows(world.flows)
    return world


@pytest.fixture(scope="session")
def live() -> Callable[..., World]:
    """Return the function that lets a world live for some months."""
    return _live


@pytest.fixture(scope="session")
def new_world() -> Callable[..., World]:
    """Return the function that builds the world of the end of 2022."""

    def make(seed: int = 1, lever_keys: tuple[str, ...] = ()) -> World:
        world = build_world(seed=seed, parameters={}, lever_keys=lever_keys, start=36)
        world.month = 35
        return world

    return make


@pytest.fixture(scope="session")
def two_years(new_world, live) -> World:
    """A world after 2023 and 2024; not to be changed."""
    return live(new_world(), 24)
