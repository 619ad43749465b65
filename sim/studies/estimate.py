"""How long a study will take and how much it will store, from a short trial run on this machine."""

import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from sim.runs.engine import Engine
from sim.runs.outcome import DONE, RunOutcome, simulate
from sim.runs.store import RunStore
from sim.scenario.types import Scenario

TRIAL_MONTHS = 6


class Estimate(NamedTuple):
    """Seconds and bytes of one run."""

    seconds: float
    bytes: float


def estimate_run(scenario: Scenario) -> Estimate:
    """Build the scenario's world and live some months of it; both are scaled to the horizon."""
    months = scenario.horizon.months
    short = scenario.with_horizon(scenario.horizon.start, scenario.horizon.start + min(TRIAL_MONTHS, months) - 1)
    Engine(short, seed=0).run()  # kernels are loaded here, once in each worker
    started = time.perf_counter()
    Engine(short, seed=1)
    built = time.perf_counter() - started
    outcome = simulate(short, seed=1)
    whole = time.perf_counter() - started - built
    share = months / short.horizon.months
    with tempfile.TemporaryDirectory() as folder:
        size = _stored_bytes(outcome, Path(folder)) if outcome.state == DONE else 0
    return Estimate(built + max(0.0, whole - built) * share, size * share)


def _stored_bytes(outcome: RunOutcome, folder: Path) -> int:
    RunStore(folder).save("0" * 64, outcome)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
