"""Mixes of levers: what an optimisation may turn, written ``launch_fund``, ``joint_rd=0..2`` or ``joint_rd.budget=1亿..5亿``."""

from collections.abc import Mapping
from typing import Any

from sim.calendar import month_text
from sim.levers.registry import lever_types
from sim.scenario.amounts import Fen, money_words
from sim.scenario.problems import Problem, ScenarioError, TermsProblem, suggestions
from sim.scenario.types import Scenario
from sim.studies.plan import Factor

SCALE = "scale"
FILE = "--levers"


def read_dials(written: str) -> dict[str, Factor]:
    """Read the dials of an optimisation: a lever alone is scaled from nothing to what its terms say.

    Raises:
        ScenarioError: every lever or term that does not exist, and every range that is none.
    """
    found: dict[str, Factor] = {}
    problems: list[Problem] = []
    for part in (part.strip() for part in written.split(",") if part.strip()):
        name, _, ends = part.partition("=")
        lever, _, term = name.strip().partition(".")
        low, _, high = (ends or "0..1").partition("..")
        problem = _unknown(lever, term or SCALE)
        if problem is None:
            try:
                found[f"levers.{lever}.{term or SCALE}"] = Factor.model_validate({"from": low.strip(), "to": high.strip()})
            except (ValueError, TermsProblem):
                problem = Problem(FILE, None, name, "dial_form", {"found": part})
        problems += [problem] if problem is not None else []
    if problems or not found:
        raise ScenarioError(problems or [Problem(FILE, None, "", "dial_form", {"found": written})])
    return found


def _unknown(lever: str, term: str) -> Problem | None:
    terms = {key: list(kind.terms_type.model_fields) for key, kind in lever_types().items()}
    if term in terms.get(lever, ()):
        return None
    known = [*terms, *(f"{key}.{name}" for key, names in terms.items() for name in names)]
    name = lever if term == SCALE else f"{lever}.{term}"
    return Problem(FILE, None, name, "unknown_factor", {"found": name, "suggestions": suggestions(name, known)})


def mixed(base: Scenario, dials: Mapping[str, Any], key: str) -> Scenario:
    """Return the base with levers turned as the dials say; a lever that it lacks starts with the horizon."""
    scenario = base
    for name, value in dials.items():
        lever, _, term = name.removeprefix("levers.").partition(".")
        if lever in dict(scenario.levers):
            scenario = scenario.with_terms_changed(lever, {term: value})
        else:
            scenario = scenario.with_levers(lever, **{"start": month_text(base.horizon.start), term: value})
    return scenario.named(key)


def at(factor: Factor, unit: float, whole: bool) -> float | int | Fen:
    """Return the value of a dial at a place between 0 and 1."""
    low, high = factor.ends()
    value = low + unit * (high - low)
    return Fen(round(value)) if factor.is_money else round(value) if whole else float(f"{value:.6g}")


def is_whole(name: str) -> bool:
    """Whether the term of a dial takes whole numbers."""
    lever, _, term = name.removeprefix("levers.").partition(".")
    return lever_types()[lever].terms_type.model_fields[term].annotation is int


def in_words(value: float | int | Fen) -> str:
    """Write the value of a dial."""
    return money_words(value) if isinstance(value, Fen) else f"{value:.6g}"
