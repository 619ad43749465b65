"""Simulations of a calibration, kept batch by batch so that a fit that was stopped goes on where it was."""

import hashlib
import json
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.calibration.forward import forward, forward_scenario
from sim.calibration.hindcast import hindcast, hindcast_scenario
from sim.calibration.priors import as_mapping, to_parameters
from sim.calibration.targets import Target, continuity_targets, fit_targets
from sim.runs.executors import Executor
from sim.scenario.types import Scenario

BATCH = 50
CLOCK = "seconds.txt"


class Draw(NamedTuple):
    """One simulation to be done: normal scores of the free numbers and the seed of the run."""

    scores: np.ndarray
    seed: int
    scenario: Scenario
    course: "Course"


class Course(NamedTuple):
    """What is run and measured."""

    run: Callable[..., np.ndarray]
    scenario: Callable[[], Scenario]
    targets: Callable[[], tuple[Target, ...]]


HINDCAST = Course(hindcast, hindcast_scenario, fit_targets)
FORWARD = Course(forward, forward_scenario, continuity_targets)


class OtherSettingsError(Exception):
    """The folder holds a calibration with other settings."""


class Bank:
    """Folder of simulated targets.

    Args:
        folder: made at the first batch.
        settings: what the numbers depend on; a folder that was begun with others is refused.
        seed: seed of the calibration: each simulation's seed depends on it, on the stage and on its place in the stage.
        executor: where simulations run.
        progress: called with the stage's name and the number of simulations done in it.

    Raises:
        OtherSettingsError: the folder belongs to a calibration with other settings.
    """

    def __init__(
        self, folder: Path, settings: Mapping[str, Any], *, seed: int, executor: Executor, progress: Callable[[str, int], None] | None = None
    ) -> None:
        self.folder = folder
        self.seed = seed
        self.runs = 0
        self._executor = executor
        self._progress = progress
        folder.mkdir(parents=True, exist_ok=True)
        written, path = json.dumps({**settings, "seed": seed}, sort_keys=True, indent=1), folder / "settings.json"
        if path.exists() and path.read_text(encoding="utf-8") != written:
            raise OtherSettingsError(f"{folder} holds a calibration with other settings; choose another folder or remove it")
        path.write_text(written, encoding="utf-8")

    def simulated(self, stage: str, scores: np.ndarray, *, first: int = 0, course: Course = HINDCAST) -> np.ndarray:
        """Return the simulated targets of normal scores; shape (n, targets); a simulation that failed is a row of NaN.

        Args:
            stage: name of the stage.
            scores: shape (n, free numbers).
            first: place of the first one in the stage.
            course: what is run: the hindcast, or the first year of the population of end-2022.
        """
        found = [self._batch(stage, first + start, scores[start : start + BATCH], course) for start in range(0, len(scores), BATCH)]
        return np.concatenate(found) if found else np.empty((0, len(course.targets())))

    def _batch(self, stage: str, first: int, scores: np.ndarray, course: Course) -> np.ndarray:
        path = self.folder / stage / f"{first:06d}.npz"
        self.runs += len(scores)
        values = _loaded(path, scores)
        if values is None:
            started = time.perf_counter()
            scenario = course.scenario()
            draws = (Draw(row, keyed_seed(self.seed, stage, first + i), scenario, course) for i, row in enumerate(scores))
            values = np.array(list(self._executor.map(simulate_draw, draws, lost=_lost)))
            path.parent.mkdir(exist_ok=True)
            part = path.with_suffix(".part.npz")
            np.savez_compressed(part, scores=scores, values=values)
            part.replace(path)
            self._spent(time.perf_counter() - started)
        if self._progress is not None:
            self._progress(stage, first + len(scores))
        return values

    @property
    def seconds(self) -> float:
        """Time of the clock that the simulations of this folder took, over all sessions."""
        path = self.folder / CLOCK
        return float(path.read_text(encoding="utf-8")) if path.exists() else 0.0

    def _spent(self, seconds: float) -> None:
        (self.folder / CLOCK).write_text(f"{self.seconds + seconds:.3f}\n", encoding="utf-8")


def keyed_seed(seed: int, stage: str, place: int) -> int:
    """Seed of one simulation: it depends on nothing but the calibration's seed, the stage and its place in the stage."""
    digest = hashlib.blake2b(f"calibration {seed} {stage} {place}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def keyed_generator(seed: int, stage: str, place: int = 0) -> np.random.Generator:
    """Generator of the proposals of one particle, keyed like its simulation."""
    return np.random.default_rng(keyed_seed(seed, f"proposal {stage}", place))


def simulate_draw(draw: Draw) -> np.ndarray:
    """Do one run; vectors that the model refuses give NaN and are never accepted."""
    try:
        return draw.course.run(as_mapping(to_parameters(draw.scores)), seed=draw.seed, scenario=draw.scenario)
    except (ArithmeticError, ValueError, OverflowError, IndexError):
        return _lost(draw, "")


def _lost(draw: Draw, _reason: str) -> np.ndarray:
    return np.full(len(draw.course.targets()), np.nan)


def _loaded(path: Path, scores: np.ndarray) -> np.ndarray | None:
    """Return a stored batch, or None if it is absent, cut short or of other vectors."""
    try:
        with np.load(path) as stored:
            values: np.ndarray = stored["values"]
            return values if np.array_equal(stored["scores"], scores) else None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


