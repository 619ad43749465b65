"""A validation: the facts on several runs of the baseline, and on null models that lack one mechanism each."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.runs.engine import Engine
from sim.runs.seeds import replicate_seed
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.texts.bilingual import Bilingual as B
from sim.validation.bands import Band, bands
from sim.validation.facts import FACTS

MONTHS = "2023-01", "2025-12"
NULLS: Mapping[str, tuple[B, dict[str, float], tuple[str, ...]]] = {
    "no_distance": (B("no distance", "无距离作用"), {"gravity.near": 0.0, "gravity.decay": 0.0, "services.home": 1.0}, ("local_share",)),
    "no_absorption": (B("no absorptive capacity", "无吸收能力"), {"search.absorption": 0.0}, ("attrition",)),
    "no_padding": (B("no misreporting of R&D", "无申报虚高"), {"growth.padding": 0.0, "growth.relabel": 0.0}, ("padded_share",)),
}
"""Null models: title, numbers at which the mechanism rests, and the facts that they must miss by more."""


class Verdict(NamedTuple):
    """One fact: band, median and range over runs, whether the median lies in the band, and its value in each null model."""

    band: Band
    median: float
    low: float
    high: float
    nulls: dict[str, float]

    @property
    def passed(self) -> bool:
        """Whether the median lies in the band."""
        return self.band.low <= self.median <= self.band.high


def validate(*, replicates: int = 3, seed: int = 1, parameters: Mapping[str, float] | None = None) -> list[Verdict]:
    """Measure every fact on the baseline of 2023 to 2025 and on the null models.

    Args:
        replicates: runs of the baseline; null models take one each.
        seed: base of the replicates' seeds.
        parameters: free numbers by dotted key, for instance a draw of the posterior.
    """
    scenario = load_scenario("baseline-2022").with_horizon(*MONTHS)
    seeds = [replicate_seed(seed, replicate) for replicate in range(replicates)]
    measured = [_facts(scenario, one, dict(parameters or {})) for one in seeds]
    nulls = {key: _facts(scenario, seeds[0], {**(parameters or {}), **rest}) for key, (_, rest, _) in NULLS.items()}
    return [_verdict(band, measured, nulls) for band in bands()]


def misses(verdict: Verdict, value: float) -> float:
    """How far a value lies outside the band of a fact; 0 inside."""
    return max(0.0, verdict.band.low - value, value - verdict.band.high)


def _facts(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    world = Engine(scenario, seed=seed, parameters=parameters).run()
    return {key: fact(world) for key, fact in FACTS.items()}


def _verdict(band: Band, measured: list[dict[str, float]], nulls: dict[str, dict[str, float]]) -> Verdict:
    values = np.array([facts[band.key] for facts in measured])
    return Verdict(band, float(np.median(values)), float(values.min()), float(values.max()), {key: facts[band.key] for key, facts in nulls.items()})
