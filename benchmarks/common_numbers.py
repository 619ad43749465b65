"""How much common random numbers shrink the variance of a policy effect: paired against independent seeds."""

import sys

import numpy as np

from sim.runs.pool import RunOrder, run_all
from sim.runs.seeds import replicate_seed
from sim.runs.summary import outcome_values
from sim.scenario.resolve import load_scenario

POLICIES = ("launch-fund", "verify-and-pilot", "transfer-agencies", "joint-rd")
OUTCOMES = ("converted_results", "landed_results", "registered_turnover", "high_tech")
PAIRS = 16
CIRCLE = 8


def main() -> None:
    """Print the factor var(independent difference) / var(paired difference) by policy and outcome."""
    names = ("baseline-2022", *POLICIES)
    orders = [RunOrder(load_scenario(name), i, replicate_seed(7, i)) for name in names for i in range(PAIRS)]
    values: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for outcome in run_all(orders, workers=2):
        found = outcome_values(outcome)
        values[outcome.scenario].append({key: float(found[key][CIRCLE]) for key in OUTCOMES})
    sys.stdout.write("policy             " + "".join(f"{key:>22s}" for key in OUTCOMES) + "\n")
    for policy in POLICIES:
        factors = [_factor(values["baseline-2022"], values[policy], key) for key in OUTCOMES]
        sys.stdout.write(f"{policy:19s}" + "".join(f"{factor:22.1f}" for factor in factors) + "\n")


def _factor(baseline: list[dict[str, float]], policy: list[dict[str, float]], key: str) -> float:
    before, after = (np.array([row[key] for row in rows]) for rows in (baseline, policy))
    independent = before.var(ddof=1) + after.var(ddof=1)
    return float(independent / max(1e-12, (after - before).var(ddof=1)))
