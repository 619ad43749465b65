"""Whether a second fit leads to the same conclusions: effects of the shipped policies under both posteriors, and the correlation of ranks.

    python -m benchmarks.second_fit FOLDER/findings/vectors.csv

Effects are means over replicates of the difference to the baseline, paired by seed; replicate i has draw i of each posterior. Writes
``calibration/posterior/agreement.csv``, which the documentation shows.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from sim.calibration.posterior import Posterior, read, shipped
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.indicators.registry import indicators
from sim.runs.outcome import RunOutcome
from sim.runs.pool import RunOrder, run_all
from sim.runs.seeds import replicate_seed
from sim.scenario.lookup import scenario_names
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario

REPLICATES, WORKERS = 40, 2
BASELINE = "baseline-2022"
OUTCOMES = ("landed_results", "registered_turnover", "high_tech")
TABLE = Path("calibration/posterior/agreement.csv")


def policies() -> list[Scenario]:
    """Shipped scenarios that differ from the baseline by their levers, with its horizon."""
    base = load_scenario(BASELINE)
    found = [load_scenario(key) for key in scenario_names()]
    return [one for one in found if one.horizon == base.horizon and one.levers != base.levers and not one.parameters]


def effects(posterior: Posterior, scenarios: list[Scenario]) -> np.ndarray:
    """Mean effects; shape (scenarios, outcomes)."""
    runs = [load_scenario(BASELINE), *scenarios]
    orders = [RunOrder(one, i, replicate_seed(1, i), posterior.draw(i)) for i in range(REPLICATES) for one in runs]
    values = np.array([[_outcome(run, key) for key in OUTCOMES] for run in run_all(orders, workers=WORKERS)])
    levels = values.reshape(REPLICATES, len(runs), len(OUTCOMES))
    mean: np.ndarray = (levels[:, 1:] - levels[:, :1]).mean(axis=0)
    return mean


def _outcome(run: RunOutcome, key: str) -> float:
    values = run.series[:, series_names().index(key), CIRCLE]
    return float(values.sum() if indicators()[key].kind == "flow" else values[-1])


def main() -> None:
    """Measure, write the table, print the correlations."""
    scenarios = policies()
    first, second = effects(shipped(), scenarios), effects(read(Path(sys.argv[1])), scenarios)
    parts = [
        pd.DataFrame({"policy": [one.key for one in scenarios], "outcome": key, "first": first[:, k], "second": second[:, k]})
        for k, key in enumerate(OUTCOMES)
    ]
    pd.concat(parts).to_csv(TABLE, index=False, float_format="%.6g", lineterminator="\n")
    for k, key in enumerate(OUTCOMES):
        print(f"{key}: rank correlation {spearmanr(first[:, k], second[:, k]).statistic:.3f} over {len(scenarios)} policies")


if __name__ == "__main__":
    main()
