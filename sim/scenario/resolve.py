"""Loads a scenario: finds the file and its bases, merges them, checks everything, tells all problems at once."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sim.levers.terms import City, DatedTerms
from sim.scenario.checks import checked_outcomes, checked_parameters, checked_terms
from sim.scenario.layers import LINE, Layer, Merged, Written, merged, read_layers, without_empty
from sim.scenario.lookup import locate_scenario, scenario_names, scenarios_folder
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.reader import Trail
from sim.scenario.registers import Indicators, LeverTypes, Parameters, Registers, registers
from sim.scenario.shape import Horizon, Origin, RegionChange, ScenarioFile
from sim.scenario.translate import Locate, translated
from sim.scenario.types import Scenario
from sim.texts.bilingual import Bilingual

_REGIONS = TypeAdapter(dict[City, RegionChange])
__all__ = ["load_scenario", "origins", "scenario_names"]


def load_scenario(
    name_or_path: str | Path,
    *,
    folder: Path | None = None,
    lever_types: LeverTypes | None = None,
    parameters: Parameters | None = None,
    indicators: Indicators | None = None,
) -> Scenario:
    """Load a scenario by name (``equal-budget/finance``) or by path (ending in ``.yaml`` or ``.yml``).

    Args:
        name_or_path: name in the folder of scenarios, or path of a file.
        folder: folder of scenarios; by default the one that ships with the package.
        lever_types: levers that exist; by default the project's register.
        parameters: free numbers that exist; likewise.
        indicators: indicators that exist; likewise.

    Raises:
        ScenarioError: with every problem of the file and its bases.

    Examples:
        >>> import sim
        >>> scenario = sim.load_scenario("equal-budget/finance")
        >>> scenario.title.en, [key for key, _ in scenario.levers if key == "launch_fund"]
        ('One billion CNY for finance', ['launch_fund'])
        >>> sim.load_scenario("launch_found")
        Traceback (most recent call last):
        ...
        sim.scenario.problems.ScenarioError: ...
    """
    root = scenarios_folder() if folder is None else folder
    known = registers(lever_types, parameters, indicators)
    layers = read_layers(locate_scenario(name_or_path, root), root)
    return _resolved(layers, merged(layers, known.levers), known)


def origins(scenario: Scenario) -> Mapping[str, Origin]:
    """Return where each value of a scenario was written, by dotted key."""
    return scenario.origins


def _resolved(layers: list[Layer], found: Merged, known: Registers) -> Scenario:
    problems = list(found.problems)
    levers = _levers(found, known, problems)
    numbers = _parameters(found, known, problems)
    outcomes = _outcomes(found, known, problems)
    horizon = _horizon(found, problems)
    if problems:
        raise ScenarioError(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
    own = ScenarioFile.model_validate(without_empty(layers[-1].document.content))
    texts = own.description
    return Scenario(
        key=layers[-1].located.key,
        title=Bilingual(own.title.en, own.title.zh),
        description=Bilingual(texts.en, texts.zh) if texts else Bilingual("", ""),
        source=own.source,
        horizon=horizon,
        levers=tuple(sorted(levers.items())),
        parameters=numbers,
        regions=_regions(found),
        outcomes=outcomes,
        lineage=tuple(layer.located.key for layer in layers[:-1]),
        origins=_origins(layers[-1], found, levers),
    )


def _regions(found: Merged) -> dict[City, RegionChange]:
    raw = {city: {name: change.value for name, change in changes.items()} for city, changes in found.regions.items()}
    return _REGIONS.validate_python(dict(sorted(raw.items())))


def _levers(found: Merged, known: Registers, problems: list[Problem]) -> dict[str, DatedTerms]:
    levers = {}
    for key, written in found.levers.items():
        raw = {name: entry.value for name, entry in written.items() if name != LINE}
        terms, wrong = checked_terms(key, raw, known.levers, _locate(written, written[LINE]))
        problems += wrong
        if terms is not None:
            levers[key] = terms
    return levers


def _locate(written: Mapping[str, Written], line: Written) -> Locate:
    def locate(trail: Trail) -> tuple[str, int | None]:
        entry = written.get(str(trail[0])) if trail else None
        return line.place() if entry is None else entry.place(trail[1:])

    return locate


def _parameters(found: Merged, known: Registers, problems: list[Problem]) -> dict[str, float]:
    raw = {key: written.value for key, written in found.parameters.items()}
    numbers, wrong = checked_parameters(raw, known.parameters, lambda trail: found.parameters[str(trail[0])].place())
    problems += wrong
    return numbers


def _outcomes(found: Merged, known: Registers, problems: list[Problem]) -> tuple[str, ...]:
    if found.outcomes is None:
        return ()
    keys = tuple(str(key) for key in found.outcomes.value)
    problems += checked_outcomes(keys, known.indicators, found.outcomes.place)
    return keys


def _horizon(found: Merged, problems: list[Problem]) -> Horizon:
    """Build the merged horizon; months that are no months have already been told about by their file."""
    raw = {name: written.value for name, written in found.horizon.items() if written.value is not None}
    places = list(found.horizon.values())
    told = any(problem.key.startswith("horizon") for problem in problems)
    if raw and not told:
        try:
            return Horizon.model_validate(raw)
        except ValidationError as error:
            locate = _locate(found.horizon, places[-1])
            problems += translated(error, Horizon, ("horizon",), locate)
    return Horizon()


def _origins(own: Layer, found: Merged, levers: Mapping[str, DatedTerms]) -> dict[str, Origin]:
    places: dict[str, Origin] = {}
    for name in ("title", "description", "source"):
        if name in own.document.content:
            places[name] = Written(None, own, (name,)).origin()
    for name in Horizon.model_fields:
        places[f"horizon.{name}"] = _origin_of(found.horizon.get(name))
    for key, terms in sorted(levers.items()):
        for name in type(terms).model_fields:
            places[f"levers.{key}.{name}"] = _origin_of(found.levers[key].get(name))
    for key, written in sorted(found.parameters.items()):
        places[f"parameters.{key}"] = written.origin()
    for city, changes in sorted(found.regions.items()):
        places |= {f"regions.{city}.{name}": written.origin() for name, written in changes.items()}
    if found.outcomes:
        places["outcomes"] = found.outcomes.origin()
    return places


def _origin_of(written: Written | None) -> Origin:
    return Origin("default") if written is None else written.origin()
