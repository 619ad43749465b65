"""A validation: the facts on several runs of the baseline, and on null models that lack one mechanism each."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from sim.runs.pool import local_executor
from sim.runs.seeds import replicate_seed
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.studies.numbers import Numbers, numbers_of
from sim.texts.bilingual import Bilingual as B
from sim.validation.bands import Band, bands
from sim.validation.facts import FACTS
from sim.validation.material import Material

BASELINE = "baseline-2022"
NULLS: Mapping[str, tuple[B, dict[str, float], tuple[str, ...]]] = {
    "no_distance": (B("no distance", "无距离作用"), {"gravity.near": 0.0, "gravity.decay": 0.0, "services.home": 1.0}, ("local_share",)),
    "no_absorption": (B("no absorptive capacity", "无吸收能力"), {"search.absorption": 0.0}, ("university_use", "attrition")),
    "no_registration": (B("no registration channel", "无登记渠道"), {"registration.sensitivity": 0.0}, ("episode_direct",)),
    "no_padding": (B("no misreporting of R&D", "无申报虚高"), {"growth.padding": 0.0, "growth.relabel": 0.0}, ("relabelled_money",)),
}
"""Null models: title, numbers at which the mechanism rests, and the facts that they must miss by more."""


class Verdict(NamedTuple):
    """One fact: band, median and range over runs, whether the median lies in the band, and the medians in the null models that concern it."""

    band: Band
    median: float
    low: float
    high: float
    nulls: dict[str, float]

    @property
    def passed(self) -> bool:
        """Whether the median lies in the band; above its lower end, where that is its only one."""
        return self.band.low < self.median if self.band.open_above else self.band.low <= self.median <= self.band.high


class Measurement(NamedTuple):
    """An order to measure facts on one seed: of the baseline, or of a null model."""

    scenario: Scenario
    replicate: int
    seed: int
    numbers: Mapping[str, float]
    null: str | None
    facts: tuple[str, ...]


def validate(
    *,
    replicates: int = 5,
    seed: int = 1,
    numbers: Numbers = "posterior",
    workers: int = 1,
    facts: tuple[str, ...] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Verdict]:
    """Measure the facts on the baseline and on the null models that concern them.

    Args:
        replicates: seeds; each has a draw of the posterior of its own, and null models the same ones.
        seed: base of the replicates' seeds.
        numbers: where free numbers come from.
        workers: worker processes.
        facts: keys of the facts to measure; all by default.
        progress: called with (done, total).

    Raises:
        RuntimeError: a worker was lost.
    """
    wanted = tuple(band.key for band in bands() if facts is None or band.key in facts)
    orders = list(_orders(wanted, replicates, seed, numbers))
    found = []
    with local_executor(workers) as executor:
        for done, values in enumerate(executor.map(measure, orders, lost=_lost), start=1):
            found.append(values)
            if progress is not None:
                progress(done, len(orders))
    pairs = list(zip(orders, found, strict=True))
    return [_verdict(band, pairs) for band in bands() if band.key in wanted]


def misses(verdict: Verdict, value: float) -> float:
    """How far a value lies outside the band of a fact; 0 inside."""
    return max(0.0, verdict.band.low - value, value - verdict.band.high)


def measure(order: Measurement) -> dict[str, float]:
    """Measure the facts of one order."""
    material = Material(order.scenario, seed=order.seed, numbers=order.numbers)
    return {key: FACTS[key](material) for key in order.facts}


def _orders(wanted: tuple[str, ...], replicates: int, seed: int, numbers: Numbers) -> list[Measurement]:
    scenario, orders = load_scenario(BASELINE), []
    for replicate in range(replicates):
        own, one = numbers_of(numbers, scenario, replicate), replicate_seed(seed, replicate)
        orders.append(Measurement(scenario, replicate, one, own, None, wanted))
        for null, (_, rest, concerned) in NULLS.items():
            facts = tuple(key for key in concerned if key in wanted)
            if facts:
                orders.append(Measurement(scenario, replicate, one, {**own, **rest}, null, facts))
    return orders


def _verdict(band: Band, pairs: list[tuple[Measurement, dict[str, float]]]) -> Verdict:
    values = np.array([found[band.key] for order, found in pairs if order.null is None])
    nulls = {}
    for null, (_, _, concerned) in NULLS.items():
        if band.key in concerned:
            nulls[null] = float(np.median([found[band.key] for order, found in pairs if order.null == null]))
    return Verdict(band, float(np.median(values)), float(values.min()), float(values.max()), nulls)


def _lost(order: Measurement, reason: str) -> dict[str, float]:
    raise RuntimeError(f"the worker that measured replicate {order.replicate} was lost: {reason}")
