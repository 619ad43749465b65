"""The search of an optimisation: Optuna proposes mixes in batches, and hears of effects and of the budget."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import optuna

BATCH = 8

type Units = tuple[float, ...]
"""Place of each dial between 0 and 1."""


@dataclass(frozen=True)
class Judged:
    """How a proposed mix fared: one score per goal (more is better) and by how much it exceeds the budget (0 or less: it keeps it)."""

    scores: tuple[float, ...]
    excess: float


def search(
    dials: Sequence[str], goals: int, *, trials: int, seed: int, judge: Callable[[Sequence[Units]], Sequence[Judged | None]]
) -> Iterator[Units]:
    """Propose mixes, have them judged batch by batch, and yield every proposal in its order.

    The first proposals are nothing, everything, and each dial alone at its top; then the sampler learns: TPE for one goal, NSGA-II for
    several. The batches have one size whatever the number of workers, so the same seed gives the same proposals.

    Args:
        dials: names.
        goals: number of scores.
        trials: number of proposals.
        seed: of the sampler.
        judge: called with the proposals of a batch; None for a mix that could not be judged.
    """
    study = _study(goals, seed, trials)
    corners = [(0.0,) * len(dials), (1.0,) * len(dials), *(tuple(map(float, row)) for row in np.eye(len(dials)) if len(dials) > 1)]
    for corner in corners[:trials]:
        study.enqueue_trial(dict(zip(dials, corner, strict=True)))
    for start in range(0, trials, BATCH):
        asked = [study.ask() for _ in range(min(BATCH, trials - start))]
        units = [tuple(trial.suggest_float(dial, 0.0, 1.0) for dial in dials) for trial in asked]
        for trial, judged in zip(asked, judge(units), strict=True):
            _tell(study, trial, judged)
        yield from units


def _study(goals: int, seed: int, trials: int) -> "optuna.Study":
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # multivariate sampling and constraints are marked as experimental
        sampler: optuna.samplers.BaseSampler
        if goals == 1:
            sampler = optuna.samplers.TPESampler(seed=seed, multivariate=True, n_startup_trials=min(16, max(4, trials // 4)))
        else:
            sampler = optuna.samplers.NSGAIISampler(seed=seed, population_size=min(32, max(8, trials // 4)))
        return optuna.create_study(directions=["maximize"] * goals, sampler=sampler)


def _tell(study: "optuna.Study", trial: Any, judged: Judged | None) -> None:
    import optuna

    if judged is None:
        study.tell(trial, state=optuna.trial.TrialState.FAIL)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        trial.set_constraint("budget", judged.excess)
    study.tell(trial, list(judged.scores))
