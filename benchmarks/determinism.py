"""Same bits: ``python -m benchmarks determinism`` lives one study in every setting and compares what comes out.

The digest of a study is taken over the recorded series, the summed ledger and the yearly flows of four runs: four seeds under the policies
of ``verify-and-pilot`` with the launch fund, over eighteen months. Settings: two hash seeds, two numbers of threads of the numerical
libraries, one, two and four worker processes, kernels from the cache and compiled anew, and other interpreters. Those are named by
``METROSIM_PYTHONS``, a list of paths between colons; each needs the locked packages. With ``--quick`` nothing is compiled anew.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sim.runs.outcome import DONE, RunOutcome
from sim.runs.pool import RunOrder, run_all
from sim.scenario.resolve import load_scenario

ROOT = Path(__file__).parents[1]
SEEDS = (1, 2, 3, 20221231)
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
ONE, MANY = "1", str(max(2, os.cpu_count() or 2))
OTHER_PYTHONS = tuple(path for path in os.environ.get("METROSIM_PYTHONS", "").split(":") if path)


class Setting(NamedTuple):
    """One way to live the study: its name, interpreter, number of workers and environment."""

    name: str
    python: str = sys.executable
    workers: int = 1
    environment: dict[str, str] = {}


def settings(fresh: str | None) -> Iterator[Setting]:
    """Yield every setting; ``fresh`` is an empty folder for kernels that are compiled anew, or None to leave that out."""
    yield Setting("hash seed 0", environment={"PYTHONHASHSEED": "0"})
    yield Setting("hash seed 4711", environment={"PYTHONHASHSEED": "4711"})
    for threads in (ONE, MANY):
        yield Setting(f"{threads} thread(s) of libraries", environment=dict.fromkeys(THREADS, threads))
    for workers in (2, 4):
        yield Setting(f"{workers} workers", workers=workers)
    for python in OTHER_PYTHONS:
        yield Setting(_version(python), python=python)
    if fresh:
        yield Setting("kernels compiled anew", environment={"NUMBA_CACHE_DIR": fresh})


def _version(python: str) -> str:
    return subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def digest_of(setting: Setting) -> str:
    """Live the study in a process of its own and return its digest; what went wrong if there is none."""
    command = [setting.python, "-m", "benchmarks.determinism", str(setting.workers)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **setting.environment}, cwd=ROOT, check=False)
    return done.stdout.strip() if done.returncode == 0 else f"failed: {done.stderr.strip().splitlines()[-1]}"


def study_digest(workers: int) -> str:
    """Live the four runs here, on so many workers, and return the digest of all that they recorded."""
    scenario = load_scenario("verify-and-pilot").with_horizon("2023-01", "2024-06").with_levers("launch_fund", "joint_rd", start="2023-01", end=None)
    orders = [RunOrder(scenario, place, seed) for place, seed in enumerate(SEEDS)]
    digest = hashlib.sha256()
    for outcome in run_all(orders, workers=workers):
        if outcome.state != DONE:
            raise SystemExit(f"{outcome.stage}: {outcome.message}")
        add(digest, outcome)
    return digest.hexdigest()


def add(digest: "hashlib._Hash", outcome: RunOutcome) -> None:
    """Add series, ledger and flows of a run to a digest, bit for bit."""
    digest.update(outcome.series.tobytes() + outcome.money.tobytes())
    for year in sorted(outcome.years):
        flows = outcome.years[year]
        digest.update(flows.registered_value.tobytes() + flows.real_value.tobytes() + flows.contracts.tobytes())


def main() -> None:
    """Print the digest of every setting, and whether all are the same."""
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for setting in settings(None if "--quick" in sys.argv else folder):
            found[setting.name] = digest_of(setting)
            sys.stdout.write(f"| {setting.name} | `{found[setting.name][:16]}` |\n")
            sys.stdout.flush()
    different = len(set(found.values()))
    sys.stdout.write(f"{len(found)} settings, {different} digest(s): {'equal' if different == 1 else 'NOT EQUAL'}\n")


if __name__ == "__main__":
    if len(sys.argv) == 2 and sys.argv[1].isdigit():
        sys.stdout.write(study_digest(int(sys.argv[1])) + "\n")
