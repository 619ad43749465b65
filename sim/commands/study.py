"""What every study's verb does the same way: estimate, folder, cluster, progress, output, failures."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from sim.commands.failing import RUN_FAILED, refuse
from sim.commands.output import as_csv, as_json, line, note
from sim.commands.words import word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    import pandas as pd

    from sim.runs.executors import Executor
    from sim.runs.failures import OnError
    from sim.studies.evaluation import Runner
    from sim.studies.folder import StudyFolder
    from sim.studies.numbers import Numbers
    from sim.studies.study import Study, StudyResult


class How(NamedTuple):
    """How a study is carried out and what is done with its result."""

    workers: int = 0
    cluster: str | None = None
    tls: tuple[str, str, str] = ("", "", "")
    patience: float = 3600.0
    on_error: "OnError" = "after"
    store: Path | None = None
    results: Path | None = None
    check: bool = False
    dry_run: bool = False
    csv: Path | None = None
    json: bool = False
    language: Language = "en"
    numbers: "Numbers" = "posterior"

    @property
    def processes(self) -> int:
        """Number of workers on this machine."""
        return self.workers or os.cpu_count() or 1


class Shown[R](NamedTuple):
    """How results of one kind are shown: on the terminal, as JSON, as CSV, and what follows once the folder is written."""

    table: Callable[[R, Language], None]
    record: Callable[[R], Mapping[str, Any]]
    rows: "Callable[[R], pd.DataFrame]"
    after: Callable[[R, Path, Callable[[str], None]], None] = lambda _result, _folder, _say: None


def carry_out(study: "Study", how: How, shown: Shown[Any]) -> None:
    """Carry out a study as asked, in a folder of its own unless only JSON is wanted, and end with status 1 if runs failed."""
    from sim.studies.folder import begin

    study = study.model_copy(update={"numbers": how.numbers})
    if how.dry_run:
        estimate(study, how)
        return
    if how.json and how.results is None:
        with _running(study, how) as runner:
            result = _guarded(lambda: study.run(runner, store=how.store, check=how.check), how)
        _finish(result, runner, how, shown, None)
        return
    folder = how.results or Path("results") / f"{study.kind}-{study.address()[:12]}"
    command = shlex.join(["metrosim", *sys.argv[1:]])
    go_on(begin(study, folder, command=command, store=how.store, check=how.check), how, shown)


def go_on(begun: "StudyFolder", how: How, shown: Shown[Any]) -> None:
    """Do what is missing of a study that has a folder."""
    from sim.studies.conduct import conduct

    note(word("study_folder", how.language, path=begun.folder, command=shlex.join(["metrosim", "resume", str(begun.folder)])))
    with _running(begun.study, how) as runner:
        result = _guarded(lambda: conduct(begun, runner), how, runner, begun.folder)
    _finish(result, runner, how, shown, begun.folder)


def estimate(study: "Study", how: How) -> None:
    """Print the number of runs and what they will need."""
    from sim.runs.store import RunStore
    from sim.studies.estimate import estimate_run

    scale, one = study.scale, estimate_run(study.scenarios[-1])
    values: dict[str, Any] = {
        **scale._asdict(),
        "stored": len(list(RunStore(how.store).addresses())) if how.store is not None else 0,
        "minutes": one.seconds * scale.runs / how.processes / 60,
        "megabytes": one.bytes * scale.runs / 1e6,
        "workers": how.processes,
    }
    if how.json:
        as_json(values)
        return
    words = {**values, "minutes": f"{values['minutes']:.1f}", "megabytes": f"{values['megabytes']:,.0f}", "runs": f"{scale.runs:,}"}
    line(word("estimate" if scale.exact else "estimate_most", how.language, **words))
    if how.store is not None:
        line(word("estimate_stored", how.language, stored=values["stored"], path=how.store))


def _executor(how: How) -> "Executor":
    from sim.runs.executors.place import PlaceError, Tls, executor_at, read_place

    try:
        place = read_place(how.cluster) if how.cluster else None
        return executor_at(place, workers=how.processes if place is None else how.workers, tls=Tls(*how.tls), patience=how.patience)
    except PlaceError as problem:
        refuse(word(problem.code, how.language, **problem.values))


@contextmanager
def _running(study: "Study", how: How) -> Iterator["Runner"]:
    """Yield what does the runs, with progress on standard error."""
    from sim.commands.progress import shown
    from sim.studies.evaluation import Runner

    total = study.scale.runs
    with _executor(how) as executor, shown(total, min(executor.workers, total), how.language) as progress:
        yield Runner(executor, how.on_error, progress, most=total)


def _guarded[R](run: Callable[[], R], how: How, runner: "Runner | None" = None, folder: Path | None = None) -> R:
    """Tell what can end a study early in the user's language, and end with status 1."""
    from sim.runs.executors.place import PlaceError
    from sim.runs.failures import StoppedByFailureError
    from sim.studies.conduct import replay_of
    from sim.studies.study import NothingLeftError

    try:
        return run()
    except StoppedByFailureError as stop:
        note(word("stopped_by_failure", how.language, scenario=stop.run.scenario, stage=stop.run.stage, message=stop.run.message))
        if runner is not None and folder is not None:
            note(word("replay", how.language, command=replay_of(runner.broken[-1][1], folder)))
    except PlaceError as problem:
        note(word(problem.code, how.language, **problem.values))
    except NothingLeftError as problem:
        note(word("nothing_left", how.language, reason=problem))
    raise typer.Exit(RUN_FAILED)


def _finish(result: "StudyResult", runner: "Runner", how: How, shown: Shown[Any], folder: Path | None) -> None:
    if how.csv is not None:
        rows = shown.rows(result)
        as_csv(how.csv, list(rows.columns), rows.to_numpy().tolist())
    if how.json:
        as_json(shown.record(result))
    else:
        shown.table(result, how.language)
    if folder is not None:
        say = note if how.json else line
        say(word("results_written", how.language, path=folder))
        shown.after(result, folder, say)
    _tell_failures(runner, how, folder)


def _tell_failures(runner: "Runner", how: How, folder: Path | None) -> None:
    """Tell of failed runs with the command that replays the first; they decide the status unless they are to be ignored."""
    from sim.studies.conduct import replay_of

    failed = [told for told in runner.notes if told[3] != "done"]
    if not failed:
        return
    *_, stage, message = failed[0]
    note(word("failed_runs", how.language, count=len(failed), total=len(runner.notes), stage=stage, message=message))
    order = runner.broken[0][1]
    if folder is not None:
        note(word("replay", how.language, command=replay_of(order, folder)))
    if how.on_error != "ignore":
        raise typer.Exit(RUN_FAILED)
