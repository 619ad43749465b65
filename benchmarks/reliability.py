"""Random and extreme runs: ``python -m benchmarks reliability`` lives a thousand of them and writes the figure into ``docs/reliability.md``.

A case is a random package of levers at random sizes, random places and dates, random numbers of the model inside their ranges, a random
horizon and seed. Every month of every case is checked for conservation (money, firms, results, funds), and every recorded value must be a
finite number.
"""

import os
import sys
import time
from functools import cache
from typing import NamedTuple

import numpy as np

from benchmarks.figures import write_figure
from sim.levers.registry import lever_types
from sim.levers.terms import CITIES
from sim.parameters.registry import parameters
from sim.runs.outcome import DONE, simulate
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario

ALL = 1000
CASES = int(os.environ.get("METROSIM_CASES", ALL))
LONGEST = 18
START = "2023-01"


class Case(NamedTuple):
    """One random run."""

    scenario: Scenario
    parameters: dict[str, float]
    seed: int


def random_case(number: int) -> Case:
    """Return case ``number``; the same number gives the same case."""
    rng = np.random.default_rng([20221231, number])
    months = int(rng.integers(1, LONGEST + 1))
    last = f"{2023 + (months - 1) // 12}-{(months - 1) % 12 + 1:02d}"
    scenario = _without_policy().with_horizon(START, last)
    for key in rng.choice(sorted(lever_types()), size=int(rng.integers(0, 12)), replace=False):
        first = int(rng.integers(0, months))
        terms = {"start": f"{2023 + first // 12}-{first % 12 + 1:02d}", "end": None, "scale": float(rng.choice((0.0, 0.1, 1.0, 3.0, 100.0)))}
        if rng.random() < 0.5:
            terms["cities"] = tuple(str(city) for city in rng.choice(CITIES, size=int(rng.integers(1, 9)), replace=False))
        scenario = scenario.with_levers(str(key), **terms)
    return Case(scenario, random_numbers(rng), int(rng.integers(0, 2**62)))


@cache
def _without_policy() -> Scenario:
    return load_scenario("no-policy")


def random_numbers(rng: np.random.Generator, share: float = 1 / 3) -> dict[str, float]:
    """Return a third of the free numbers, or another share, each at an end of its range or inside it."""
    chosen = {}
    for key, parameter in parameters().items():
        if rng.random() < share:
            low, high = parameter.free.bounds
            chosen[key] = float(rng.choice((low, high, rng.uniform(low, high))))
    return chosen


def what_went_wrong(case: Case) -> str:
    """Live a case and return what was wrong with it, nothing if all was well."""
    outcome = simulate(case.scenario, seed=case.seed, parameters=case.parameters, check=True)
    if outcome.state != DONE:
        return f"{outcome.stage}: {outcome.message}"
    if not np.isfinite(outcome.series).all():
        return "a recorded value is no finite number"
    return ""


def main() -> None:
    """Live all cases, print what failed, and write the figure if all were lived."""
    started, failed = time.perf_counter(), []
    for number in range(CASES):
        wrong = what_went_wrong(random_case(number))
        if wrong:
            failed.append((number, wrong))
            sys.stdout.write(f"case {number}: {wrong}\n")
    minutes = (time.perf_counter() - started) / 60
    sys.stdout.write(f"{CASES} cases, {len(failed)} failed, {minutes:.1f} minutes\n")
    if CASES == ALL:
        write_figure("python -m benchmarks reliability", f"{CASES} cases, {len(failed)} failed, {minutes:.1f} minutes")
