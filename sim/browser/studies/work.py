"""The background process of a study: reads its order from standard input, tells progress line by line, stores what it finds.

Started as ``python -m sim.browser.studies.work``. Every finished run is kept in the run store at once, so that nothing is lost
when this process or the server is stopped; the same order then goes on where it was.
"""

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from sim.browser.live.files import read_text
from sim.scenario.problems import ScenarioError
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.studies.comparison import ComparisonStudy, refuse_unpaired
from sim.studies.conduct import conduct
from sim.studies.evaluation import Runner
from sim.studies.folder import begin
from sim.studies.plan import SweepPlan
from sim.studies.study import Study
from sim.studies.sweep import SweepStudy


def main() -> int:
    """Carry out the order; returns 0, or 1 after a line that says what went wrong."""
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        store = Path(order["store"])
        begun = begin(_study(order), Path(order["folder"]), command=order["command"], store=store, check=False)
        conduct(begun, Runner(progress=lambda done, total: tell(done=done, total=total)))
    except ScenarioError as error:
        tell(state="failed", message=error.in_language(order["language"]))
        return 1
    except (OSError, ValueError) as error:
        tell(state="failed", message=str(error))
        return 1
    tell(state="done", folder=order["folder"])
    return 0


def tell(**facts: Any) -> None:
    """Write one line of progress."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    """End when the server is gone: it holds the other end of standard input."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _scenario(said: dict[str, str]) -> Scenario:
    return read_text(said["text"], said["name"]) if "text" in said else load_scenario(said["name"])


def _study(order: dict[str, Any]) -> Study:
    if order["kind"] == "sweep":
        return SweepStudy.of(SweepPlan.model_validate(order["plan"]))
    compared = tuple(_scenario(one) for one in order["scenarios"])
    refuse_unpaired(compared, order["replicates"])
    return ComparisonStudy(compared=compared, replicates=order["replicates"], seed=order["seed"])


if __name__ == "__main__":
    raise SystemExit(main())
