"""Which values the free numbers take in the runs of a study: those of the posterior, or the defaults."""

from collections.abc import Mapping
from typing import Literal

from sim.calibration.posterior import digest, shipped
from sim.scenario.types import Scenario

type Numbers = Literal["posterior", "defaults"]


def numbers_of(source: Numbers, scenario: Scenario, replicate: int, own: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return the free numbers of one run by dotted key, where they differ from the defaults.

    With ``posterior`` each replicate has its own vector, the same in every scenario, so that an effect's interval holds the
    doubt about parameters as well as chance. What the scenario or the study sets itself stays as it is set.

    Args:
        source: where numbers come from.
        scenario: its own numbers are left alone.
        replicate: number of the replicate.
        own: numbers that the study sets; they come before all others.
    """
    drawn = shipped().draw(replicate) if source == "posterior" else {}
    return {**{key: value for key, value in drawn.items() if key not in scenario.parameters}, **(own or {})}


def numbers_digest(source: Numbers) -> str:
    """Return what identifies the source: the digest of the posterior's vectors, or ``defaults``."""
    return digest() if source == "posterior" else source
