"""Keyed random numbers: a draw depends only on (seed, decision, birth identity, month, index).

Counter-based: each draw is a strong 64-bit mix of its key, so there is no generator state, no order of
drawing and no position in a list that a policy could disturb. An agent lives the same life in two policies
except where the policy touches it.

The mix is the finaliser of splitmix64 (Steele, Lea and Flood 2014), applied twice with the parts of the key
folded in between.
"""

import hashlib
import math

import numpy as np

from sim.kernels import columnwise, inlined, inner, kernel, maker

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_TO_UNIT = 1.0 / (1 << 53)


def decision_code(name: str) -> int:
    """64-bit code of a decision's name; the name itself is the identity of the stream (E-0.1)."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8"), digest_size=8).digest(), "big")


@inlined
def mix(value):
    """Finaliser of splitmix64: a bijection of 64-bit integers with full avalanche (E-0.4)."""
    value = np.uint64(value)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@kernel
def child_identity(parent, month, index):
    """Birth identity of child number ``index`` born to ``parent`` in ``month``: structured, not a counter (E-0.3)."""
    return mix(mix(np.uint64(parent) + np.uint64(0x632BE59BD9B4E019)) ^ (np.uint64(month + 100000) << np.uint64(20)) ^ np.uint64(index))


@kernel
def uniform(key, identity, index=0):
    """Uniform number in the open interval (0, 1) for a monthly key, an identity and a running index (E-0.2)."""
    bits = mix(mix(np.uint64(key) ^ np.uint64(identity)) + np.uint64(_GOLDEN) * np.uint64(index + 1))
    return (float(bits >> np.uint64(11)) + 0.5) * _TO_UNIT


@columnwise
def uniform_each(out, key, identities, rows, index):
    """Fill in one uniform for each of the first ``rows`` identities.

    A loop of its own, because processors carry out eight such draws at a time but one at a time amid the decisions of a firm.
    """
    for row in range(rows):
        out[row] = uniform(key, identities[row], index)


@kernel
def normal(key, identity, index=0):
    """Standard normal number by Box and Muller from two uniforms at ``index`` and ``index + 1`` (E-0.5)."""
    radius = math.sqrt(-2.0 * math.log(uniform(key, identity, index)))
    return radius * math.cos(2.0 * math.pi * uniform(key, identity, index + 1))


@kernel
def laplace(key, identity, index=0):
    """Laplace number with mean 0 and scale 1."""
    u = uniform(key, identity, index) - 0.5
    return -math.copysign(math.log1p(-2.0 * abs(u)), u)


@kernel
def poisson(rate, key, identity, index=0):
    """Poisson count by inversion of one uniform; a larger rate never gives a smaller count for the same key (E-0.6).

    Meant for rates up to about 30; the loop stops at 400.
    """
    u = uniform(key, identity, index)
    term = math.exp(-rate)
    total = term
    count = 0
    while u > total and count < 400:
        count += 1
        term *= rate / count
        total += term
    return count


@inner
def pick(cumulative, u):
    """Index drawn from cumulative chances that end at 1; shape (k,) and a uniform number."""
    for index in range(cumulative.shape[0]):
        if u < cumulative[index]:
            return index
    return cumulative.shape[0] - 1


class Draws:
    """The random decisions of one run.

    Args:
        seed: run seed, any non-negative integer below 2**63.

    >>> Draws(1).key("exit", 36) != Draws(1).key("exit", 37)
    True
    """

    def __init__(self, seed: int) -> None:
        if not 0 <= seed < 1 << 63:
            raise ValueError(f"a seed lies in 0 .. 2**63 - 1, not {seed}")
        self.seed = seed
        self._root = _mix_int(seed + _GOLDEN)
        self._streams: dict[str, int] = {}

    def key(self, decision: str, month: int) -> np.uint64:
        """Return the key of one decision in one month, to be passed to the kernels (E-0.1)."""
        stream = self._streams.get(decision)
        if stream is None:
            stream = self._streams[decision] = _mix_int(self._root ^ decision_code(decision))
        return np.uint64(_mix_int((stream + _GOLDEN * (month + 100000)) & _MASK))

    def uniforms(self, decision: str, month: int, count: int, identity: int = 0) -> np.ndarray:
        """Return ``count`` uniforms of one decision, for one-off use outside kernels; shape (count,)."""
        return _uniform_array(self.key(decision, month), np.uint64(identity), count)


def _mix_int(value: int) -> int:
    value &= _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


@maker
def _uniform_array(key, identity, count):
    out = np.empty(count)
    for i in range(count):
        out[i] = uniform(key, identity, i)
    return out
