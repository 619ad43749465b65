"""Factors that a sweep may vary: terms of the scenario's levers, and the free numbers of the model."""

from typing import NamedTuple

from sim.browser.live.sliding import slidings
from sim.browser.words import lever_name, say, term_name
from sim.levers.registry import lever_types
from sim.parameters.registry import parameters
from sim.processes.order import MONTH
from sim.scenario.fields import holding_of, written
from sim.scenario.types import Scenario
from sim.texts.bilingual import Language
from sim.texts.numbers import number_text

STEPS = 20


class Choosable(NamedTuple):
    """A factor: its key in a plan, title, and the values between which it may be varied, as written in a plan and for readers."""

    key: str
    group: str
    title: str
    values: tuple[str, ...]
    texts: tuple[str, ...]


def choosable(scenario: Scenario, language: Language) -> dict[str, Choosable]:
    """Return the factors of a scenario by key: its levers' terms, then the free numbers by process."""
    return {one.key: one for one in [*_terms(scenario, language), *_numbers(language)]}


def factor_title(key: str, language: Language) -> str:
    """Return the title of a factor by its key in a plan."""
    chapter, _, rest = key.partition(".")
    if chapter == "parameters" and rest in parameters():
        return parameters()[rest].free.title.in_language(language)
    lever, _, term = rest.partition(".")
    return say("study.factor_of", language, lever=lever_name(lever, language), term=term_name(term, language))


def _terms(scenario: Scenario, language: Language) -> list[Choosable]:
    found = []
    for key, terms in scenario.levers:
        if key not in lever_types():
            continue
        for one in slidings(lever_types()[key], terms, scenario.horizon, language):
            if one.term == "start" or len(one.values) < 3:
                continue
            kind = holding_of(type(terms).model_fields[one.term]).kind
            values = tuple(written(value, kind) for value in one.values)
            found.append(Choosable(f"levers.{key}.{one.term}", lever_name(key, language), one.title, values, one.texts))
    return found


def _numbers(language: Language) -> list[Choosable]:
    groups = {process.key: process.title.in_language(language) for process in MONTH}
    found = []
    for key, parameter in parameters().items():
        low, high = parameter.free.bounds
        if low >= high or parameter.free.label == "numeric":
            continue
        values = [low + (high - low) * i / STEPS for i in range(STEPS + 1)]
        group = groups.get(key.split(".")[0], say("study.population", language))
        texts = tuple(number_text(value, decimals=4 if abs(high) < 1 else 2) for value in values)
        found.append(Choosable(f"parameters.{key}", group, parameter.free.title.in_language(language), tuple(f"{v:.6g}" for v in values), texts))
    return found
