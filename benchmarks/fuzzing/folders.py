"""Folders of results in which one file was damaged: manifest, plan, a table, or a run of the store."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pandas as pd

from benchmarks.fuzzing.files import ACCEPTED, REFUSED, Attempt
from benchmarks.fuzzing.mutations import broken_bytes, broken_json
from sim.browser.studies.compared import SHOWN, Compared
from sim.browser.studies.stored import stored
from sim.browser.studies.swept import Swept
from sim.report import write_report
from sim.report.manifest import UnreadableComparisonError
from sim.runs.store import RunStore
from sim.runs.tables import DamagedResultsError
from sim.scenario.resolve import load_scenario
from sim.studies.comparison import ComparisonStudy
from sim.studies.conduct import conduct
from sim.studies.evaluation import Runner
from sim.studies.folder import UnreadablePlanError, begin, read_folder
from sim.studies.plan import load_plan
from sim.studies.status import status_of
from sim.studies.stored import open_results
from sim.studies.sweep import SweepStudy

DECLARED = (UnreadableComparisonError, UnreadablePlanError, DamagedResultsError, FileNotFoundError)
REPORTS_OF = 400
"""One input in so many is given to the writer of reports, which draws figures for a second."""
_PLAN = "scenario: {scenario}\nreplicates: 2\nvary: {{levers.joint_rd.scale: [0.5, 1]}}\n"
_SCENARIO = "title: {{en: Short, zh: 短}}\nbase: joint-rd\nhorizon: {{start: 2023-01, end: 2023-02}}\n"


def folders(folder: Path) -> Attempt:
    """A comparison and a sweep of two months each."""
    kept, tried = folder / "kept", folder / "tried"
    studied(kept)
    files = sorted(path.relative_to(kept) for path in kept.rglob("*") if path.is_file() and path.suffix in {".json", ".parquet"})
    shutil.copytree(kept, tried)

    def attempt(rng: Random) -> str:
        file = rng.choice(files)
        (tried / file).unlink(missing_ok=True)
        if rng.random() < 0.95:
            (tried / file).write_bytes(_broken(rng, kept / file))
        try:
            return _read(rng, tried, file)
        finally:
            (tried / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(kept / file, tried / file)
            for aside in tried.rglob("damaged-*"):
                shutil.rmtree(aside)
            if "store" in file.parts:
                shutil.copytree(kept / file.parent, tried / file.parent, dirs_exist_ok=True)

    return attempt


def studied(folder: Path) -> None:
    """Carry out the studies whose folders are broken."""
    baseline = load_scenario("no-policy").with_horizon("2023-01", "2023-02")
    (folder / "short.yaml").parent.mkdir(parents=True)
    (folder / "short.yaml").write_text(_SCENARIO.replace("{{", "{").replace("}}", "}"), encoding="utf-8")
    (folder / "plan.yaml").write_text(_PLAN.format(scenario=folder / "short.yaml"), encoding="utf-8")
    comparison = ComparisonStudy(compared=(baseline, load_scenario(folder / "short.yaml")), replicates=2)
    for study, name in ((comparison, "comparison"), (SweepStudy.of(load_plan(folder / "plan.yaml")), "sweep")):
        conduct(begin(study, folder / name, command="metrosim test", store=folder / "store", check=False), Runner())


def _broken(rng: Random, path: Path) -> bytes:
    if path.suffix == ".json":
        return broken_json(rng, path.read_text(encoding="utf-8"))
    if rng.random() < 0.5:
        return broken_bytes(rng, path.read_bytes())
    table = pd.read_parquet(path)
    match rng.randrange(3):
        case 0:
            table = table.drop(columns=[rng.choice(list(table.columns))])
        case 1:
            table = table.head(rng.randint(0, 1))
        case _:
            table = table.rename(columns={rng.choice(list(table.columns)): "other"})
    return bytes(table.to_parquet(index=False))


def _read(rng: Random, folder: Path, file: Path) -> str:
    """Read what the damaged file belongs to, in every way that the project reads it; tell if any of them refused."""
    language = rng.choice(("en", "zh"))
    if file.parts[0] == "store":
        RunStore(folder / "store").load(file.parts[1])
        return ACCEPTED if len(list(RunStore(folder / "store").addresses())) else REFUSED
    here = folder / file.parts[0]
    ways: list[Callable[[], object]] = [
        lambda: [one.title(language) for kind in ("comparison", "sweep") for one in stored(folder, kind)],
        lambda: _all_tables(here),
        lambda: status_of(read_folder(here)),
        lambda: _compared(here, language) if file.parts[0] == "comparison" else _swept(here, language),
    ]
    if rng.random() < 1 / REPORTS_OF:
        ways.append(lambda: write_report(here, language, form=rng.choice(("full", "brief"))))
    ended = [_is_read(way) for way in ways]
    return ACCEPTED if all(ended) else REFUSED


def _is_read(way: Callable[[], object]) -> bool:
    try:
        way()
    except DECLARED:
        return False
    return True


def _all_tables(folder: Path) -> Sequence[int]:
    found = open_results(folder)
    return [len(found.manifest), *(len(found.table(name)) for name in found.tables)]


def _compared(folder: Path, language: str) -> None:
    found = Compared(folder, language)  # type: ignore[arg-type]
    found.ranked(SHOWN[0])
    found.course(SHOWN[0])
    found.chances()
    found.failures()


def _swept(folder: Path, language: str) -> None:
    found = Swept(folder, language)  # type: ignore[arg-type]
    found.influence(SHOWN[0])
    found.box(SHOWN[0])
