"""19. Record: the indicators of the month are written down and the counters go back to zero."""

from typing import NamedTuple

from sim.indicators.measure import record_month
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.flows import clear_flows
from sim.world.world import World


class RecordParameters(NamedTuple):
    """Recording has no free numbers."""


def run(world: World, _parameters: RecordParameters) -> None:
    """Record the month unless the pipeline is only being filled."""
    if not world.spin_up:
        record_month(world, world.records)
    clear_flows(world.flows)


PROCESS = Process(
    key="record",
    title=B("Record", "记录"),
    run=run,
    parameters_type=RecordParameters,
    decisions=(),
    equation="indicator(t) = sum over cities; ratios are quotients of summed series",
)
