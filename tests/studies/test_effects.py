import numpy as np
import pytest

from sim.indicators.measure import series_names
from sim.runs.outcome import DONE, FAILED, RunOutcome
from sim.studies.effects import effects_table


def _outcome(scenario, replicate, converted, cost, state=DONE):
    series = np.zeros((2, len(series_names()), 9))
    series[:, series_names().index("converted_results"), 8] = converted / 2
    series[:, series_names().index("public_cost"), 8] = cost / 2
    return RunOutcome(scenario, replicate, replicate, state, months=(36, 37), series=series)


def _row(table, indicator, region="circle"):
    return table[(table.indicator == indicator) & (table.region == region)].iloc[0]


def test_a_known_paired_effect_its_interval_and_its_cost_are_found():
    noise = np.array([100.0, 250.0, -40.0, 70.0])
    gains = np.array([9.0, 11.0, 10.0, 10.0])
    runs = [_outcome("base", r, 1000 + noise[r], 0) for r in range(4)]
    runs += [_outcome("policy", r, 1000 + noise[r] + gains[r], 50) for r in range(4)]
    row = _row(effects_table(runs, "base", ["policy"]), "converted_results")
    assert row.effect == pytest.approx(10)
    assert row.low == pytest.approx(10 - 3.182446 * gains.std(ddof=1) / 2, rel=1e-5)
    assert (row.q025, row.q975) == (pytest.approx(9.075), pytest.approx(10.925))
    assert row.p_benefit == 1
    assert row.public_cost == pytest.approx(50)
    assert row.cost_per_unit == pytest.approx(5)


def test_only_complete_pairs_are_compared():
    runs = [_outcome("base", 0, 10, 0), _outcome("base", 1, 10, 0, FAILED)]
    runs += [_outcome("policy", 0, 12, 0), _outcome("policy", 1, 99, 0)]
    assert _row(effects_table(runs, "base", ["policy"]), "converted_results").pairs == 1


def test_a_loss_has_no_cost_per_unit():
    runs = [_outcome("base", r, 10, 0) for r in range(2)] + [_outcome("policy", r, 8, 5) for r in range(2)]
    row = _row(effects_table(runs, "base", ["policy"]), "converted_results")
    assert np.isnan(row.cost_per_unit)
    assert row.p_benefit == 0


def test_a_ratio_is_the_quotient_of_sums_and_not_the_mean_of_quotients():
    one = _outcome("base", 0, 0, 0)
    names = series_names()
    one.series[:, names.index("conversion_value"), 8] = [1, 9]
    one.series[:, names.index("converted_value_local"), 8] = [1, 0]
    two = RunOutcome("policy", 0, 0, DONE, months=(36, 37), series=one.series.copy())
    row = _row(effects_table([one, two], "base", ["policy"]), "local_conversion_rate")
    assert row.baseline_mean == pytest.approx(0.1)
