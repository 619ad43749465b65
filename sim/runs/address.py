"""The address of a run: a hash of everything that changes its result, and of nothing else."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sim import plugins
from sim.runs.version import data_version
from sim.scenario.types import Scenario

RULE = 1
"""Number of this rule; raised when the meaning of an address changes."""
_COMPUTING = ("draws", "indicators", "ledger", "levers", "parameters", "processes", "world")
_COMPUTING_FILES = ("calendar.py", "kernels.py", "runs/engine.py")


def run_address(scenario: Scenario, parameters: Mapping[str, float], seed: int) -> str:
    """Return the address of a run, 64 hexadecimal digits."""
    facts = {
        "rule": RULE,
        "scenario": scenario.canonical_json(),
        "parameters": {key: float(value).hex() for key, value in sorted(parameters.items())},
        "seed": seed,
        "code": code_version(),
        "data": data_version(),
        "plugins": plugins.digest(),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def model_digests() -> tuple[str, str, str]:
    """Digests of code, evidence and plug-ins: two programs for which they are the same give the same results."""
    return code_version(), data_version(), plugins.digest()


@cache
def code_version() -> str:
    """Digest of the code that computes runs, first 16 hexadecimal digits."""
    package = Path(__file__).parents[1]
    files = [package / name for name in _COMPUTING_FILES]
    files += [path for chapter in _COMPUTING for path in (package / chapter).rglob("*.py")]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
