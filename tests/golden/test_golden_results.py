"""Golden results lie beside the scenarios: changing a number is a deliberate act with a reason in the changelog.

After such an act write them anew with ``METROSIM_WRITE_GOLDEN=1 python -m pytest tests/golden``.
"""

import csv
import os

import pytest

from sim.indicators.registry import indicators
from sim.places import repository_or_package_data
from sim.runs.outcome import DONE, simulate
from sim.runs.summary import outcome_values
from sim.scenario.lookup import scenario_names
from sim.scenario.resolve import load_scenario

MONTHS, SEED, CIRCLE = 15, 20221231, 8
# The last digits of exp and log may differ between processors; choices then differ once in a very long while.
PRECISION = 1e-6


def _values(name):
    scenario = load_scenario(name)
    first = min([terms.start for _, terms in scenario.levers], default=scenario.horizon.start)
    months = max(MONTHS, first - scenario.horizon.start + 6)
    outcome = simulate(scenario.with_horizon(scenario.horizon.start, scenario.horizon.start + months - 1), seed=SEED, check=True)
    assert (outcome.state, outcome.message) == (DONE, "")
    found = outcome_values(outcome)
    return {key: float(found[key][CIRCLE]) for key in indicators()}


@pytest.mark.parametrize("name", scenario_names())
def test_the_scenario_still_gives_its_golden_result(name):
    path = repository_or_package_data("scenarios") / f"{name}.golden.csv"
    values = _values(name)
    if os.environ.get("METROSIM_WRITE_GOLDEN"):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("indicator", "value"), *((key, repr(value)) for key, value in values.items())])
    with path.open(encoding="utf-8", newline="") as file:
        golden = {row["indicator"]: float(row["value"]) for row in csv.DictReader(file)}
    assert values == pytest.approx(golden, rel=PRECISION, abs=1e-9, nan_ok=True)
