"""5. Contact map: the gravity of this month, computed once and read by search and by technical services."""

from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.gravity import Gravity, region_chances
from sim.world.world import World


def run(world: World, parameters: Gravity) -> None:
    """Store the chances of regions for services and for results, shape (14, 13, 14) each."""
    state = world.geography, world.cities, world.policy.quantities, parameters
    world.notes["gravity.chances"] = region_chances(*state)
    world.notes["gravity.result_chances"] = region_chances(*state, outside_pull=parameters.result_reach)


PROCESS = Process(
    key="gravity",
    title=B("Map of contacts", "联系网络"),
    run=run,
    parameters_type=Gravity,
    decisions=(),
    equation="w(o,f,d) = mass(d) strength(d,f)^g [near exp(-x/l) + (1 + x/50)^-e] hub(d) border(o,d)",
)
