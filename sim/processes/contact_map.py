"""5. Contact map: the gravity of this month, read by search, by technical services and by alliances."""

import numpy as np

from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT
from sim.world.gravity import Gravity, region_chances
from sim.world.world import World


def run(world: World, parameters: Gravity) -> None:
    """Store the chances of regions for services and for results, shape (14, 13, 14) each, and those of partners inside the circle.

    They are computed when an easing of borders, a branch or a station has changed: in most months none has.
    """
    cities, q, notes = world.cities, world.policy.quantities, world.notes
    eased = np.concatenate((q.border_ease, q.branch, q.station, cities.branch, cities.station))
    held = notes.get("gravity.eased")
    if held is not None and np.array_equal(held, eased):
        return
    state = world.geography, cities, q, parameters
    chances = region_chances(*state)
    notes["gravity.eased"] = eased
    notes["gravity.chances"] = chances
    notes["gravity.result_chances"] = region_chances(*state, outside_pull=parameters.result_reach)
    notes["gravity.partners"] = _inside(chances)


def _inside(chances: np.ndarray) -> np.ndarray:
    """Cumulative chances among the members alone; shape (8, 13, 8)."""
    each = np.diff(chances, axis=2, prepend=0.0)[:CITY_COUNT, :, :CITY_COUNT]
    inside = np.cumsum(each, axis=2)
    result: np.ndarray = inside / inside[:, :, -1:]
    return result


PROCESS = Process(
    key="gravity",
    title=B("Map of contacts", "联系网络"),
    run=run,
    parameters_type=Gravity,
    decisions=(),
    equation="w(o,f,d) = mass(d) strength(d,f)^g [near exp(-x/l) + (1 + x/50)^-e] hub(d) border(o,d)",
)
