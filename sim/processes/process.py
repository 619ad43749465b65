"""What a process of the month is, and how it is declared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.texts.bilingual import Bilingual
from sim.world.world import World


@dataclass(frozen=True, slots=True)
class Process:
    """One step of the month.

    ``run(world, parameters)`` carries it out; ``parameters`` is the tuple of :attr:`parameters_type` built for
    the run. The month is ``world.month``; what policy allows and pays is ``world.policy``; random numbers
    come from ``world.draws.key(decision, world.month)`` with the decisions named in :attr:`decisions`.
    """

    key: str
    title: Bilingual
    run: Callable[[World, Any], None]
    parameters_type: type[Any]
    decisions: tuple[str, ...]
    equation: str
