"""Switching a system off: what is changed, and what must vanish or stay."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from sim.levers.terms import City
from sim.scenario.types import Scenario

type Change = Literal["zero", "less", "more"]


class Expectation(NamedTuple):
    """What happens to an indicator when the system is off: it vanishes, falls or rises, in some cities or the circle."""

    indicator: str
    change: Change
    cities: tuple[City, ...] = ()


class Trial(NamedTuple):
    """How a system is switched off.

    ``context`` names levers, with terms, that are in force in both runs; ``levers`` are those of the context (or of the baseline)
    that are withdrawn; ``parameters`` are free numbers set to the value at which the mechanism rests.
    """

    expect: tuple[Expectation, ...]
    keep: tuple[str, ...]
    """Indicators that must not move by more than one percent."""
    parameters: Mapping[str, float] = {}
    levers: tuple[str, ...] = ()
    context: Mapping[str, Mapping[str, Any]] = {}


def with_context(trial: Trial, baseline: Scenario) -> Scenario:
    """Return the baseline with the levers that the trial needs."""
    scenario = baseline
    for key, terms in trial.context.items():
        scenario = scenario.with_levers(key, **terms)
    return scenario


def switched_off(trial: Trial, scenario: Scenario) -> tuple[Scenario, Mapping[str, float]]:
    """Return the scenario without the levers of the system, and the parameters at which it rests."""
    kept = tuple((key, terms) for key, terms in scenario.levers if key not in trial.levers)
    return scenario.model_copy(update={"levers": kept}), trial.parameters
