import numpy as np
import pytest
from numba import njit

from sim.draws.keyed import Draws, child_identity, decision_code, laplace, normal, poisson, uniform
from sim.processes.order import MONTH
from sim.world.population.parameters import DECISIONS as POPULATION_DECISIONS


@njit
def _sample(kind, key, count):
    out = np.empty(count)
    for i in range(count):
        if kind == 0:
            out[i] = uniform(key, np.uint64(i), 0)
        elif kind == 1:
            out[i] = normal(key, np.uint64(i), 0)
        elif kind == 2:
            out[i] = laplace(key, np.uint64(i), 0)
        else:
            out[i] = poisson(3.0, key, np.uint64(i), 0)
    return out


@njit
def _count(rate, key, identity):
    return poisson(rate, key, identity, 0)


def test_uniforms_have_the_mean_and_spread_of_the_unit_interval():
    draws = _sample(0, Draws(7).key("test", 40), 200_000)
    assert draws.min() > 0
    assert draws.max() < 1
    assert draws.mean() == pytest.approx(0.5, abs=0.003)
    assert draws.var() == pytest.approx(1 / 12, abs=0.001)


def test_uniforms_of_neighbouring_identities_are_uncorrelated():
    draws = _sample(0, Draws(7).key("test", 40), 200_000)
    assert abs(np.corrcoef(draws[:-1], draws[1:])[0, 1]) < 0.01


@pytest.mark.parametrize(("kind", "mean", "variance"), [(1, 0, 1), (2, 0, 2), (3, 3, 3)])
def test_normal_laplace_and_poisson_numbers_have_their_moments(kind, mean, variance):
    draws = _sample(kind, Draws(3).key("test", 1), 200_000)
    assert draws.mean() == pytest.approx(mean, abs=0.02)
    assert draws.var() == pytest.approx(variance, rel=0.03)


def test_a_larger_rate_never_gives_a_smaller_count_for_the_same_key():
    key = Draws(11).key("test", 1)
    for identity in range(300):
        counts = [_count(rate, key, np.uint64(identity)) for rate in (0.1, 0.5, 2.0, 8.0)]
        assert counts == sorted(counts)


def test_seed_decision_and_month_each_change_the_key():
    keys = {Draws(seed).key(name, month) for seed in (1, 2) for name in ("a", "b") for month in (1, 2)}
    assert len(keys) == 8


def test_two_decisions_never_share_a_stream():
    names = [name for process in MONTH for name in process.decisions] + list(POPULATION_DECISIONS)
    assert len(names) == len(set(names))
    assert len({decision_code(name) for name in names}) == len(names)


def test_children_of_one_parent_have_different_identities():
    identities = {int(child_identity(np.uint64(5), month, child)) for month in range(36, 96) for child in range(50)}
    assert len(identities) == 60 * 50


def test_a_negative_seed_is_refused():
    with pytest.raises(ValueError, match="a seed lies in"):
        Draws(-1)
