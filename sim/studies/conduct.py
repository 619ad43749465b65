"""Conducting a study in a folder: plan first, runs into the store, tables and manifest last."""

import shlex
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
from sim.studies.evaluation import Evaluate, Runner
from sim.studies.folder import StudyFolder, begin
from sim.studies.study import Study, StudyResult

_RUN_COLUMNS = ["scenario", "replicate", "seed", "state", "stage", "message"]


def carried_out[R: StudyResult](
    study: Study, kind: type[R], runner: Evaluate, *, results: str | Path | None, store: Path | None, check: bool = False
) -> R:
    """Run a study from Python; with a folder for its results it keeps plan, runs and tables there, as the command line does.

    Args:
        study: the study.
        kind: type of its result.
        runner: does the runs; with ``results`` a :class:`Runner`, because its notes become the table of runs.
        results: folder of the study, read again with :func:`sim.open_results`, continued with ``metrosim resume``.
        store: folder of a run store; by default one inside ``results``.
        check: verify conservation each month.

    Raises:
        TypeError: ``results`` is given and the runner keeps no notes of its runs.
    """
    if results is None:
        found = study.run(runner, store=store, check=check)  # type: ignore[arg-type]
    elif isinstance(runner, Runner):
        command = shlex.join(["metrosim", "resume", str(results)])
        found = conduct(begin(study, Path(results), command=command, store=store, check=check), runner)
    else:
        raise TypeError("results can only be kept of runs that a Runner does: leave out either results or evaluate")
    if not isinstance(found, kind):
        raise TypeError(f"a {study.kind} study gave a {type(found).__name__}")
    return found


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
