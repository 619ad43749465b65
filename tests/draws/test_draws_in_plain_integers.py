"""Keyed draws once more in Python's own integers: every number is the same, whatever compiled it."""

import hashlib
import math

import numpy as np
import pytest
from scipy import stats

from sim.draws import keyed
from sim.draws.keyed import Draws
from sim.kernels import kernel

WORD = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
IDENTITIES = (0, 1, 77, (1 << 63) + 5, WORD)
KEY = 0x0123456789ABCDEF


def _mix(x):
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & WORD
    return x ^ (x >> 31)


def _uniform(identity, index):
    return ((_mix((_mix(KEY ^ identity) + GOLDEN * (index + 1)) & WORD) >> 11) + 0.5) / 2**53


@pytest.mark.parametrize("identity", IDENTITIES)
def test_the_mix_is_that_of_splitmix(identity):
    assert int(keyed.mix(np.uint64(identity))) == _mix(identity)


@pytest.mark.parametrize("identity", IDENTITIES)
@pytest.mark.parametrize(("month", "child"), [(-60, 0), (36, 3), (700, 1 << 19)])
def test_a_child_is_the_hash_of_parent_month_and_number(identity, month, child):
    expected = _mix(_mix((identity + 0x632BE59BD9B4E019) & WORD) ^ ((month + 100000) << 20) ^ child)
    assert int(keyed.child_identity(np.uint64(identity), month, child)) == expected


@pytest.mark.parametrize("identity", IDENTITIES)
@pytest.mark.parametrize("index", [0, 1, 24])
def test_uniform_normal_and_laplace_numbers_are_those_of_the_formulas(identity, index):
    u, v = _uniform(identity, index), _uniform(identity, index + 1)
    key, who = np.uint64(KEY), np.uint64(identity)
    assert keyed.uniform(key, who, index) == u
    assert keyed.normal(key, who, index) == pytest.approx(math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v), rel=1e-14)
    assert keyed.laplace(key, who, index) == pytest.approx(stats.laplace.isf(u), rel=1e-9)  # inverted from above: large uniforms give small numbers


def test_a_draw_without_index_is_that_of_index_nought():
    key, who = np.uint64(KEY), np.uint64(77)
    assert keyed.uniform(key, who) == keyed.uniform(key, who, 0)
    assert keyed.normal(key, who) == keyed.normal(key, who, 0)
    assert keyed.laplace(key, who) == keyed.laplace(key, who, 0)
    assert keyed.poisson(3.0, key, who) == keyed.poisson(3.0, key, who, 0)


@pytest.mark.parametrize("rate", [0.0, 0.02, 1.0, 7.5, 30.0])
@pytest.mark.parametrize("identity", range(12))
def test_a_poisson_count_is_the_quantile_of_its_uniform(rate, identity):
    assert keyed.poisson(rate, np.uint64(KEY), np.uint64(identity), 2) == stats.poisson.ppf(_uniform(identity, 2), rate)


def test_a_poisson_count_ends_at_four_hundred():
    assert keyed.poisson(2000.0, np.uint64(KEY), np.uint64(1), 0) == 400


def test_the_key_of_a_decision_is_the_hash_of_seed_name_and_month():
    code = int.from_bytes(hashlib.blake2b(b"exit", digest_size=8).digest(), "big")
    assert keyed.decision_code("exit") == code
    for seed, month in ((0, 36), (12345, -24), ((1 << 63) - 1, 600)):
        stream = _mix(_mix((seed + GOLDEN) & WORD) ^ code)
        draws = Draws(seed)
        for _ in range(2):  # the second time the stream is remembered
            assert int(draws.key("exit", month)) == _mix((stream + GOLDEN * (month + 100000)) & WORD)


def test_uniforms_for_one_off_use_are_those_of_the_key():
    draws = Draws(3)
    key = draws.key("once", 40)
    assert draws.uniforms("once", 40, 3, 9).tolist() == [keyed.uniform(key, np.uint64(9), index) for index in range(3)]
    assert draws.uniforms("once", 40, 2).tolist() == [keyed.uniform(key, np.uint64(0), index) for index in range(2)]


@pytest.mark.parametrize("seed", [-1, 1 << 63])
def test_a_seed_out_of_range_is_refused(seed):
    with pytest.raises(ValueError, match=f"a seed lies in 0 .. 2\\*\\*63 - 1, not {seed}"):
        Draws(seed)


@kernel
def _picked(cumulative, u):
    return keyed.pick(cumulative, u)


@pytest.mark.parametrize(("u", "place"), [(0.0, 0), (0.19, 0), (0.2, 2), (0.69, 2), (0.7, 3), (0.999, 3), (1.0, 3)])
def test_a_place_is_picked_where_the_number_first_lies_below_the_cumulative_chance(u, place):
    assert _picked(np.array([0.2, 0.2, 0.7, 1.0]), u) == place
