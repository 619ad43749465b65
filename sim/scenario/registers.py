"""The three registers that a scenario's words are looked up in: levers, parameters and indicators."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.indicators.indicator import Indicator
from sim.levers.lever import Lever
from sim.parameters.declare import Parameter

type LeverTypes = Mapping[str, type[Lever[Any]]]
type Parameters = Mapping[str, Parameter]
type Indicators = Mapping[str, Indicator]


class Registers(NamedTuple):
    """What exists, by key."""

    levers: LeverTypes
    parameters: Parameters
    indicators: Indicators


def registers(
    lever_types: LeverTypes | None = None,
    parameters: Parameters | None = None,
    indicators: Indicators | None = None,
) -> Registers:
    """Return the given registers; those left out are the project's own.

    The project's registers import every lever and process, hence the imports on first use.
    """
    if lever_types is None:
        from sim.levers.registry import lever_types as shipped_levers

        lever_types = shipped_levers()
    if parameters is None:
        from sim.parameters.registry import parameters as shipped_parameters

        parameters = shipped_parameters()
    if indicators is None:
        from sim.indicators.registry import indicators as shipped_indicators

        indicators = shipped_indicators()
    return Registers(lever_types, parameters, indicators)
