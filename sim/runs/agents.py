"""Cities, enterprises and platforms as Mesa agents: views of a row, made on demand."""

from typing import TYPE_CHECKING, Any

import mesa

from sim.levers.terms import CITIES
from sim.world.columns import CITY_COUNT

if TYPE_CHECKING:
    from sim.runs.model import MetroModel


class RowAgent(mesa.Agent):  # type: ignore[type-arg]
    """An agent whose attributes are the columns of one row.

    Reading ``agent.revenue`` reads the column; attributes cannot be assigned, because the month's processes
    own the state.
    """

    table_name = ""

    def __init__(self, model: "MetroModel", row: int) -> None:
        object.__setattr__(self, "row", row)
        super().__init__(model)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name in {"model", "row"}:
            raise AttributeError(name)
        table = getattr(self.model.world, type(self).table_name)
        if name not in table._fields:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}; it has {', '.join(table._fields[1:])}")
        return getattr(table, name)[self.row]


class City(RowAgent):
    """A member of the circle."""

    table_name = "cities"

    @property
    def key(self) -> str:
        """Key of the member, such as ``shenyang``."""
        return CITIES[self.row]


class Enterprise(RowAgent):
    """A technology enterprise."""

    table_name = "firms"


class Platform(RowAgent):
    """An R&D platform."""

    table_name = "platforms"


def agents_of[T: RowAgent](model: "MetroModel", kind: type[T]) -> list[T]:
    """Return the living agents of one kind, making those that were not asked for before and removing the dead."""
    known = {agent.row: agent for agent in model.agents_by_type.get(kind, [])}
    living = _living_rows(model, kind)
    for row in known.keys() - set(living):
        known[row].remove()
    return [known.get(row) or kind(model, row) for row in living]


def _living_rows(model: "MetroModel", kind: type[RowAgent]) -> list[int]:
    world = model.world
    if kind is City:
        return list(range(CITY_COUNT))
    rows = int(getattr(world, kind.table_name).rows[0])
    if kind is Enterprise:
        return [int(row) for row in world.firms.alive[:rows].nonzero()[0]]
    return list(range(rows))
