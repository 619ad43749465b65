"""The generated blocks of pages written by hand, by name."""

from sim.reference import calibration
from sim.reference.blocks import Block
from sim.reference.odd import indicators, parameters, places, policy, schedule, state
from sim.reference.odd.codes import codes

_BLOCKS: dict[str, Block] = {
    "state": state.table_of,
    "geography": state.geography,
    "codes": codes,
    "schedule": schedule.schedule,
    "doors": schedule.doors,
    "parameters": parameters.of_process,
    "quantities": policy.quantities,
    "points": policy.points,
    "indicators": indicators.indicator_rows,
    "regions": places.region_rows,
    "fields": places.field_rows,
    **calibration.BLOCKS,
}


def block(name: str) -> Block:
    """Return what writes a block.

    Raises:
        KeyError: there is no such block; the message names those that exist.
    """
    if name not in _BLOCKS:
        raise KeyError(f"there is no generated block {name!r}; there are {', '.join(_BLOCKS)}")
    return _BLOCKS[name]
