"""Results and firms to choose from: those of a run that fit what is asked, in the order of their birth."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.evidence import MEMBERS
from sim.lives.event import Kind, UnknownLifeError
from sim.lives.results import CAUSES
from sim.runs.engine import Engine
from sim.scenario.types import Scenario
from sim.world.world import World

FATES = ("open", "landed_circle", "landed_outside", "stopped")


class Candidate(NamedTuple):
    """A result or firm at the end of a run. ``fate`` and ``cause`` are those of results; of firms ``alive`` or ``left``, and ``no_cause``."""

    identity: int
    row: int
    born: int
    city: str
    field: int
    fate: str
    cause: str
    ended: int

    @property
    def name(self) -> str:
        """Birth identity as sixteen hexadecimal digits."""
        return f"{self.identity:016x}"


def choose(
    scenario: Scenario,
    kind: Kind,
    *,
    seed: int,
    parameters: Mapping[str, float] | None = None,
    fate: str | None = None,
    cause: str | None = None,
    city: str | None = None,
    born_from: int | None = None,
    most: int = 12,
) -> list[Candidate]:
    """Return results or firms of a run, spread evenly over those that fit.

    Args:
        scenario: resolved scenario.
        kind: ``result`` or ``firm``.
        seed: run seed.
        parameters: free numbers by dotted key.
        fate: a result's fate (``open``, ``landed_circle``, ``landed_outside``, ``stopped``), or ``alive`` or ``left`` for firms.
        cause: cause of stop of a result (``technical``, ``market``, ``funding``).
        city: key of a member.
        born_from: first month of birth.
        most: number of candidates.
    """
    world = Engine(scenario, seed=seed, parameters=parameters).run()
    everyone = _results(world) if kind == "result" else _firms(world)
    fitting = [
        one
        for one in everyone
        if (fate is None or one.fate == fate)
        and (cause is None or one.cause == cause)
        and (city is None or one.city == city)
        and (born_from is None or one.born >= born_from)
    ]
    places: list[int] = np.unique(np.linspace(0, len(fitting) - 1, min(most, len(fitting))).round().astype(int)).tolist() if fitting else []
    return [fitting[place] for place in places]


def identity_of(scenario: Scenario, kind: Kind, number: int, *, seed: int, parameters: Mapping[str, float] | None = None) -> int:
    """Return the birth identity of the result or firm that the browser's live run calls by a number, counted from 1.

    Raises:
        UnknownLifeError: the run has fewer.
    """
    world = Engine(scenario, seed=seed, parameters=parameters).run()
    table = world.results if kind == "result" else world.firms
    if not 1 <= number <= int(table.rows[0]):
        raise UnknownLifeError(f"{kind} {number}")
    return int(table.identity[number - 1])


def _results(world: World) -> list[Candidate]:
    r = world.results
    columns = (r.identity, r.born, r.city, r.field, r.fate, r.cause, r.closed)
    rows = zip(*(column[: int(r.rows[0])].tolist() for column in columns), strict=True)
    return [
        Candidate(identity, row, born, MEMBERS[city], field, FATES[fate], CAUSES[cause], closed)
        for row, (identity, born, city, field, fate, cause, closed) in enumerate(rows)
        if city < len(MEMBERS)
    ]


def _firms(world: World) -> list[Candidate]:
    f = world.firms
    columns = (f.identity, f.born, f.city, f.field, f.alive, f.died)
    rows = zip(*(column[: int(f.rows[0])].tolist() for column in columns), strict=True)
    return [
        Candidate(identity, row, born, MEMBERS[city], field, "alive" if alive else "left", "no_cause", died)
        for row, (identity, born, city, field, alive, died) in enumerate(rows)
    ]
