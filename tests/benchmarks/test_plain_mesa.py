"""The plain Mesa model that our speed is compared with does the same: means over seeds on a population of one tenth."""

import numpy as np
import pytest

from benchmarks.plain_mesa.model import PlainModel
from benchmarks.shared import OUTPUTS, Ours, shared_world
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE

SCALE, MONTHS, SEEDS = 0.1, 24, (1, 2, 3, 4, 5)
STOCKS = ("firms", "high_tech", "tech_sme", "revenue", "rd_real", "rd_reported")
# Bands on the ratio of means, about three standard errors: both models start from the same five populations, so that stocks
# differ by a percent; conversions inside the circle are some 25 a run.
BANDS = {
    "firms": 0.03,
    "high_tech": 0.035,
    "tech_sme": 0.04,
    "revenue": 0.06,
    "rd_real": 0.06,
    "rd_reported": 0.06,
    "entries": 0.08,
    "exits": 0.12,
    "results_born": 0.1,
    "converted_results": 0.25,
    "converted_circle": 0.35,
    "registered_contracts": 0.06,
}


def _ours(seed):
    ours = Ours(shared_world(seed, SCALE))
    for _ in range(MONTHS):
        ours.step()
    series = ours.world.records.array()
    return {name: series[:, series_names().index(name), CIRCLE] for name in OUTPUTS}


def _plain(seed):
    model = PlainModel(shared_world(seed, SCALE), rng=seed)
    for _ in range(MONTHS):
        model.step()
    return model.datacollector.get_model_vars_dataframe()


def _summary(series, name):
    values = np.asarray(series[name], dtype=float)
    return values[-1] if name in STOCKS else values.sum()


@pytest.fixture(scope="module")
def means():
    ours, plain = [_ours(seed) for seed in SEEDS], [_plain(seed) for seed in SEEDS]
    return {name: tuple(np.mean([_summary(run, name) for run in runs]) for runs in (ours, plain)) for name in OUTPUTS}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_plain_model_gives_the_same_means(means, name):
    ours, plain = means[name]
    assert ours > 0
    assert plain / ours == pytest.approx(1.0, abs=BANDS[name])
