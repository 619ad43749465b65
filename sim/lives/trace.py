"""The life of one result or firm: the run is lived again, and one row is looked at each month."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind
from sim.levers.registry import lever_types
from sim.lives import firms, results
from sim.lives.event import Event, Kind, Life, UnknownLifeError
from sim.runs.engine import Engine
from sim.scenario.types import Scenario
from sim.world.columns import CLOSED
from sim.world.world import World

_KINDS: Mapping[str, Any] = {"result": results, "firm": firms}
_PAYEES = {"result": PayeeKind.TEAM, "firm": PayeeKind.FIRM}


def trace(scenario: Scenario, kind: Kind, identity: int, *, seed: int, parameters: Mapping[str, float] | None = None) -> Life:
    """Live a run again and tell the life of one of its results or firms.

    Args:
        scenario: resolved scenario.
        kind: ``result`` or ``firm``.
        identity: birth identity; the same in every policy in which it is born.
        seed: run seed.
        parameters: free numbers by dotted key.

    Raises:
        UnknownLifeError: nothing of that identity is born in this run.

    Examples:
        >>> import sim
        >>> from sim.lives import choose, trace
        >>> short = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-02")
        >>> first = choose(short, "result", seed=1, most=1)[0]
        >>> life = trace(short, "result", first.identity, seed=1)
        >>> life.name == first.name, life.events[0].what.startswith("born")
        (True, True)
    """
    engine = Engine(scenario, seed=seed, parameters=parameters)
    watch = _Watch(engine.world, kind, identity)
    while not engine.finished and not watch.over:
        engine.step()
        watch.look(engine.world)
    if watch.row is None:
        raise UnknownLifeError(f"{kind} {identity:016x}")
    events = sorted([*watch.events, *_payments(engine.world, kind, watch.row)], key=lambda event: event.month)
    return Life(scenario.key, kind, identity, watch.row, tuple(events))


class _Watch:
    """Looks at one row at the end of each month."""

    def __init__(self, world: World, kind: Kind, identity: int) -> None:
        self._chapter, self._table, self._identity = _KINDS[kind], f"{kind}s", np.uint64(identity)
        self.row: int | None = None
        self.events: list[Event] = []
        self._before: dict[str, Any] = {}
        self._seen = 0
        self._find(world)

    @property
    def over(self) -> bool:
        """Whether nothing more can happen."""
        return bool(self._before) and (self._before.get("stage") == CLOSED or not self._before.get("alive", True))

    def look(self, world: World) -> None:
        """Note what changed since the last look; a newcomer is looked for among the rows used since then."""
        if self.row is None:
            self._find(world)
            return
        now = self._chapter.state(world, self.row)
        self.events += self._chapter.changes(self._before, now, world.month)
        self._before = now

    def _find(self, world: World) -> None:
        table = getattr(world, self._table)
        rows = int(table.rows[0])
        found = np.flatnonzero(table.identity[self._seen : rows] == self._identity)
        if len(found):
            self.row = self._seen + int(found[0])
            self._before = self._chapter.state(world, self.row)
            self.events += [self._chapter.birth(world, self.row), *self._chapter.first_seen(self._before, world, self.row)]
        self._seen = rows


def _payments(world: World, kind: Kind, row: int) -> Iterator[Event]:
    """Money that levers paid to it, one event for each month and lever."""
    journal = world.ledger.journal()
    mine = (journal.payee_kind == _PAYEES[kind]) & (journal.payee == row)
    sums: dict[tuple[int, int], int] = {}
    for month, lever, amount in zip(journal.month[mine].tolist(), journal.lever[mine].tolist(), journal.amount[mine].tolist(), strict=True):
        sums[month, lever] = sums.get((month, lever), 0) + amount
    for (month, lever), amount in sums.items():
        title = lever_types()[world.ledger.lever_keys[lever]].title
        yield Event(month, "paid", titles={"lever": {"en": title.en, "zh": title.zh}}, amounts={"amount": amount / FEN_PER_MILLION})
