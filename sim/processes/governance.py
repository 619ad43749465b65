"""18. Governance: in January the joint meeting compares indicators of the circle with their targets.

The targets are the note ``governance.targets``, one row (place of the series in ``series_names()``, start
value, start month, target value, due month). The comparison is the note ``governance.comparison``, one row
(place, month, value reached, value on the path, gap), with

    path(t) = start * (target / start)^((t - t0) / (due - t0)),    gap = 1 - reached / path

A flow is summed over the last twelve months, a stock is read at the end of the year. The stated rule of
adjustment is off by default; with it, the shifts of entry, certification, alliances and talent are multiplied
in the coming year by

    scale = 1 + adjustment * (mean gap of the targets missed),    at most 1 + adjustment

which is stored in the note ``governance.scale`` and applied by :func:`adjust` after the levers have posted
their shifts.
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.calendar import MONTHS_PER_YEAR
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.indicators.registry import indicators
from sim.levers.quantities import declared_quantities
from sim.parameters.declare import Free
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.world import World

ADJUSTED = ("entry_rate", "certification_help", "alliance_rate", "talent_pull")
"""Quantities whose shift the rule of adjustment may scale."""


class Governance(NamedTuple):
    """Parameters of the joint meeting."""

    adjustment: Annotated[float, Free(
        0.0, "ratio", (0, 2), "assumed", "joint_meeting: a meeting is planned, a rule is not; off unless a scenario asks",
        B("adjustment of levers to missed targets", "按目标缺口调整力度"))]


def run(world: World, parameters: Governance) -> None:
    """Compare with the targets each January, and set the scale of the coming year if the rule is on (E-18.2)."""
    targets = world.notes.get("governance.targets")
    if targets is None or world.month % MONTHS_PER_YEAR or not world.records.values:
        return
    rows = [_compare(world, target) for target in np.asarray(targets, dtype=float)]
    comparison = np.array(rows, dtype=float).reshape(-1, 5)
    earlier = world.notes.get("governance.comparison", np.empty((0, 5)))
    world.notes["governance.comparison"] = np.concatenate([earlier, comparison])
    rule = max(parameters.adjustment, float(world.notes.get("governance.rule", np.zeros(1))[0]))
    if rule > 0:
        missed = np.clip(comparison[:, 4], 0.0, 1.0)
        gap = float(missed[missed > 0].mean()) if (missed > 0).any() else 0.0
        world.notes["governance.scale"] = np.array([1.0 + rule * gap])


def _compare(world: World, target: np.ndarray) -> tuple[float, ...]:
    """One line of the comparison: place, month, reached, path and gap (E-18.1)."""
    place, start, begun, goal, due = target
    name = series_names()[int(place)]
    indicator = indicators().get(name)
    stock = indicator is not None and indicator.kind == "stock"
    last = world.records.values[-1:] if stock else world.records.values[-MONTHS_PER_YEAR:]
    reached = float(sum(values[int(place), CIRCLE] for values in last))
    share = min(1.0, max(0.0, (world.month - begun) / max(1.0, due - begun)))
    path = start * (goal / start) ** share
    return float(place), float(world.month), reached, float(path), float(1.0 - reached / path)


def adjust(world: World) -> None:
    """Scale the shifts that levers have posted this month; without the note nothing is touched (E-18.2).

    To be called at the end of the policy step.
    """
    scale = world.notes.get("governance.scale")
    if scale is None:
        return
    declared = declared_quantities()
    for name in ADJUSTED:
        values = getattr(world.policy.quantities, name)
        values[:] = declared[name].neutral + (values - declared[name].neutral) * float(scale[0])


PROCESS = Process(
    key="governance",
    title=B("Governance and monitoring", "协同治理与监测"),
    run=run,
    parameters_type=Governance,
    decisions=(),
    equation="gap = 1 - reached / path; scale = 1 + adjustment * mean missed gap (off by default)",
)
