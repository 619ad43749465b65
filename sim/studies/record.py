"""A resolved scenario as JSON, so that a study can go on when its files have changed or are gone."""

import json
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from sim.levers.registry import lever_types
from sim.scenario.shape import Horizon, RegionChange
from sim.scenario.types import Scenario
from sim.texts.bilingual import Bilingual


def scenario_record(scenario: Scenario) -> dict[str, Any]:
    """Return everything that a scenario says, as JSON can hold it."""
    return {
        "key": scenario.key,
        "title": scenario.title._asdict(),
        "description": scenario.description._asdict(),
        "source": scenario.source,
        "outcomes": list(scenario.outcomes),
        "lineage": list(scenario.lineage),
        "says": json.loads(scenario.canonical_json()),
        "address": scenario.address(),
    }


def scenario_of(record: object) -> object:
    """Return the scenario of a record; anything but a record is passed on for the type to judge.

    Raises:
        ValueError: something is missing in the record, or it gives another scenario than the one that was written, because levers have
            changed since.
    """
    if not isinstance(record, dict):
        return record
    try:
        scenario = _rebuilt(record)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"this is no record of a scenario: {type(error).__name__} {error}") from None
    if scenario.address() != record.get("address"):
        raise ValueError(f"scenario {record['key']} is not what it was: the terms of its levers have changed since")
    return scenario


def _rebuilt(record: dict[str, Any]) -> Scenario:
    says = record["says"]
    levers = {key: lever_types()[key].terms_type.model_validate(terms) for key, terms in says["levers"].items()}
    return Scenario(
        key=record["key"],
        title=Bilingual(**record["title"]),
        description=Bilingual(**record["description"]),
        source=record["source"],
        outcomes=tuple(record["outcomes"]),
        lineage=tuple(record["lineage"]),
        horizon=Horizon.model_validate(says["horizon"]),
        levers=tuple(sorted(levers.items())),
        parameters=says["parameters"],
        regions={city: RegionChange.model_validate(change) for city, change in says["regions"].items()},
    )


type StoredScenario = Annotated[Scenario, BeforeValidator(scenario_of), PlainSerializer(scenario_record)]
"""A scenario as a field of a study's plan."""
