"""Numerical health: ``python -m benchmarks numerics`` lives ten thousand short runs whose numbers are drawn over their whole ranges.

Every free number of the model takes an end of its declared range or a value inside it; policy, places and horizon are random too. Overflow,
division by zero and invalid operations of numpy are errors; every month every cell of state, every recorded value and every invariant is
checked. The population is a twentieth of that of 2022, and the whole one in every fiftieth run. ``METROSIM_CASES`` sets the number of runs and
``METROSIM_FIRST`` the first of them, so that a campaign can be taken in parts; one
that is taken whole writes its figure into ``docs/reliability.md``.
"""

import os
import sys
import time
from typing import NamedTuple

import numpy as np

from benchmarks.figures import write_figure
from benchmarks.reliability import random_case, random_numbers
from sim.runs.engine import Engine
from sim.scenario.types import Scenario

ALL = 10_000
CASES = int(os.environ.get("METROSIM_CASES", ALL))
FIRST = int(os.environ.get("METROSIM_FIRST", "0"))
SMALL, WHOLE, EVERY = 0.05, 1.0, 50
LONGEST = 3


class NumericalCase(NamedTuple):
    """One run: its scenario, every free number, its seed and the size of its population."""

    scenario: Scenario
    parameters: dict[str, float]
    seed: int
    scale: float


def numerical_case(number: int) -> NumericalCase:
    """Return case ``number``; the same number gives the same case."""
    rng = np.random.default_rng([20221231, 6, number])
    case = random_case(number)
    months = case.scenario.horizon
    scenario = case.scenario.with_horizon(months.start, min(months.end, months.start + LONGEST - 1))
    return NumericalCase(scenario, random_numbers(rng, share=1.0), case.seed, WHOLE if number % EVERY == 0 else SMALL)


def what_broke(case: NumericalCase) -> str:
    """Live a case and return what broke in it, nothing if all was well."""
    try:
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            Engine(case.scenario, seed=case.seed, parameters=case.parameters, check=True, scale=case.scale).run()
    except Exception as error:  # whatever it is, it is the finding
        return f"{type(error).__name__}: {error}"
    return ""


def main() -> None:
    """Live the cases and print what broke."""
    started, broken = time.perf_counter(), 0
    for number in range(FIRST, FIRST + CASES):
        what = what_broke(numerical_case(number))
        if what:
            broken += 1
            sys.stdout.write(f"case {number}: {what}\n")
            sys.stdout.flush()
    minutes = (time.perf_counter() - started) / 60
    figure = f"{CASES} runs, {broken} broken, {minutes:.1f} minutes"
    sys.stdout.write(f"runs {FIRST} to {FIRST + CASES - 1}: {figure}\n")
    if FIRST == 0 and CASES == ALL:
        write_figure("python -m benchmarks numerics", figure)
