"""The register of every free number of the model."""

from collections.abc import Mapping
from functools import cache

from sim.parameters.declare import Parameter, declared
from sim.processes.order import month
from sim.world.population.backcast import Backcast
from sim.world.population.parameters import Population


@cache
def parameters() -> Mapping[str, Parameter]:
    """Return every free number by dotted key, those of the population first, then in the order of the month.

    Each carries default, unit, range, label and source (:class:`sim.parameters.declare.Free`).

    Raises:
        TypeError: a number of a process, for instance of a plug-in, lacks its declaration.

    Examples:
        >>> import sim
        >>> number = sim.parameters()["pilot.service_price"].free
        >>> number.unit, number.label, number.source
        ('million CNY', 'derived', 'pilot_contract_value_2024 / pilot_firms_served_2024')
    """
    found = [*declared("population", Population), *declared("backcast", Backcast)]
    for process in month():
        found.extend(declared(process.key, process.parameters_type))
    return {parameter.key: parameter for parameter in found}
