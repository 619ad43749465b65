"""Conducting a study in a folder: plan first, runs into the store, tables and manifest last."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from sim.calendar import month_text
from sim.runs.pool import RunOrder
from sim.runs.storage import FORMAT, SCENARIOS, described, keep_scenario, replay_command, store_frames
from sim.runs.store import RunStore
from sim.runs.version import data_version, model_version
from sim.studies.evaluation import Runner
from sim.studies.folder import StudyFolder
from sim.studies.study import StudyResult

_RUN_COLUMNS = ["scenario", "replicate", "seed", "state", "stage", "message"]


def conduct(begun: StudyFolder, runner: Runner) -> StudyResult:
    """Do what is missing of a study and write its tables; call it again after a stop and it goes on where it was.

    Raises:
        StoppedByFailureError: a run failed and the runner was to stop then.
        OSError: the tables cannot be written; finished runs stay in the store.
    """
    started = time.perf_counter()
    RunStore(begun.store).sweep_parts()
    result = begun.study.run(runner, store=begun.store, check=begun.check)
    tables = {"runs": _runs(runner, begun.folder), **result.tables}
    store_frames(tables, {**_manifest(begun, runner, time.perf_counter() - started), **result.facts}, begun.folder)
    return result


def _runs(runner: Runner, folder: Path) -> pd.DataFrame:
    """One row per run in the order of the study; failed runs carry the command that replays them."""
    replay = [""] * len(runner.notes)
    for place, order in runner.broken:
        replay[place] = replay_of(order, folder)
    return pd.DataFrame(runner.notes, columns=_RUN_COLUMNS).assign(replay=pd.Series(replay, dtype="str"))


def replay_of(order: RunOrder, folder: Path) -> str:
    """Write the scenario of a failed run as a file of its own and return the command that runs it again."""
    scenario = order.scenario.with_parameters(dict(order.parameters)) if order.parameters else order.scenario
    return replay_command(keep_scenario(scenario, folder / SCENARIOS), order.seed, check=order.check)


def _manifest(begun: StudyFolder, runner: Runner, seconds: float) -> Mapping[str, Any]:
    study = begun.study
    horizon = study.scenarios[0].horizon
    return {
        "kind": study.kind,
        "format": FORMAT,
        "scenarios": {scenario.key: described(scenario) for scenario in study.scenarios},
        "horizon": {"start": month_text(horizon.start), "end": month_text(horizon.end)},
        "runs": len(runner.notes),
        "failed": sum(note[3] != "done" for note in runner.notes),
        "seconds": round(seconds, 1),
        "version": model_version(),
        "data_version": data_version(),
        "command": begun.command,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }
