"""A circle of some hundred firms, to the last digit: what search, deals and funds did in it stands in ``small_circle.csv``.

Small enough to be lived without compiled kernels, so that a change of one operator in these processes can be tried in a second
(``python -m benchmarks mutation``). After an intended change write it anew with ``METROSIM_WRITE_GOLDEN=1 python -m pytest tests/golden``.
"""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.world.columns import columns_of

GOLDEN = Path(__file__).with_name("small_circle.csv")
LIVED = ("policy", "research", "verification", "pilot", "gravity", "search", "deal", "landing", "funds")
SEED, SCALE, MONTHS = 4, 0.012, 7
PRECISION = 1e-9


def _lived():
    """Return the world after some months of the processes of results, deals and funds alone."""
    scenario = load_scenario("no-policy").with_horizon("2023-01", "2023-12")
    scenario = scenario.with_levers("launch_fund", start="2023-01", end=None, future_fields_only=False, small_min=0.5, direct_max=0.0004, trl_max=7.0)
    scenario = scenario.with_levers("transfer_agencies", "verify_action", start="2023-01", end=None)
    engine = Engine(scenario, seed=SEED, scale=SCALE)
    world = engine.world
    for _ in range(MONTHS):
        world.month += 1
        for process, parameters in engine._steps:
            if process.key in LIVED:
                process.run(world, parameters)
                world.ledger.drain(world.month, world.policy.payments, world.policy.payers)
    return world


def _sums(world):
    """Sum of every column that these processes write to, weighted by row so that an exchange of two rows shows, and of the counters."""
    found = {}
    for name in ("results", "contracts", "firms"):
        table = getattr(world, name)
        rows = int(table.rows[0])
        for column in columns_of(type(table)):
            if column not in ("rows", "identity", "slot", "partners"):
                found[f"{name}.{column}"] = float((getattr(table, column)[:rows].astype(float) * np.arange(1, rows + 1)).sum())
    for name in world.funds._fields:
        column = getattr(world.funds, name).astype(float)
        found[f"funds.{name}"] = float((column * np.arange(1, len(column) + 1)).sum())
    for name in world.flows._fields:
        found[f"flows.{name}"] = float((getattr(world.flows, name).ravel() * np.arange(1, getattr(world.flows, name).size + 1)).sum())
    journal = world.ledger.journal()
    found.update({f"ledger.{name}": float(getattr(journal, name).sum()) for name in journal._fields})
    return {**found, "displaced": float(world.notes["funds.displaced"].sum())}


def test_a_small_circle_gives_its_golden_sums():
    sums = _sums(_lived())
    if os.environ.get("METROSIM_WRITE_GOLDEN"):
        with GOLDEN.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("sum", "value"), *((key, repr(value)) for key, value in sums.items())])
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        golden = {row["sum"]: float(row["value"]) for row in csv.DictReader(file)}
    assert sums == pytest.approx(golden, rel=PRECISION, abs=1e-9)
    assert golden["funds.holding_rows"] > 3
