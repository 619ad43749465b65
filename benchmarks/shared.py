"""The shared test configuration: the mechanisms that both our engine and the plain Mesa model carry out.

Research, search by gravity, deal, technical services, registration, growth, the technology ladder, entry and exit, and
the record. Results are offered as they are born (no verification, no pilot), nothing lands, nobody commissions or remembers,
and the other two ladders take nobody in; so a plain model of a few screens can do the same.
"""

from collections.abc import Mapping

from sim.parameters.declare import build
from sim.processes import contact_map, deal, entry_exit, growth, ladders, record, registration, research, search, services
from sim.world.build import build_world
from sim.world.columns import OFFERED, QUEUED
from sim.world.growth import ensure_room
from sim.world.world import World

START = 36
"""First month, January 2023."""
LEFT_OUT: Mapping[str, float] = {
    **{f"research.{name}": 0.0 for name in ("commission_share", "outside_rate")},
    **{f"ladders.{name}_join": 0.0 for name in ("leading", "eagle", "gazelle", "potential", "unicorn", "innovative", "srdi", "giant")},
    "search.memory_contacts": 0.0,
    "deal.spin_off": 0.0,
}
AFTER_RESEARCH = (contact_map, search, deal, services, registration, growth, ladders, entry_exit, record)
OUTPUTS = (
    "firms",
    "high_tech",
    "tech_sme",
    "revenue",
    "rd_real",
    "rd_reported",
    "entries",
    "exits",
    "results_born",
    "converted_results",
    "converted_circle",
    "registered_contracts",
)
"""Series of the record that both models give, one number for the circle a month."""


def shared_world(seed: int, scale: float) -> World:
    """Build the population that both models start from; ``scale`` 1 is that of 2022."""
    return build_world(seed=seed, parameters=LEFT_OUT, start=START, scale=scale)


def numbers_of(module: object) -> object:
    """Parameters of one process in the shared configuration."""
    process = module.PROCESS  # type: ignore[attr-defined]
    return build(process.key, process.parameters_type, LEFT_OUT)


class Ours:
    """The shared configuration on our engine's kernels."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._research = numbers_of(research)
        self._steps = [(module.PROCESS, numbers_of(module)) for module in AFTER_RESEARCH]
        world.policy.clear()

    def step(self) -> None:
        """Live one month."""
        world = self.world
        world.month += 1
        ensure_room(world)
        research.PROCESS.run(world, self._research)
        stage = world.results.stage[: int(world.results.rows[0])]
        stage[stage == QUEUED] = OFFERED
        for process, numbers in self._steps:
            process.run(world, numbers)
