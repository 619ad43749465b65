"""Sweep plans: which values of levers and parameters are tried, on how many runs."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from sim.levers.registry import lever_types
from sim.parameters.registry import parameters
from sim.scenario.amounts import money, read_number
from sim.scenario.problems import Problem, ScenarioError, TermsProblem, suggestions
from sim.scenario.reader import Document, Trail, read_document
from sim.scenario.shape import Closed
from sim.scenario.translate import Locate, translated

type Design = Literal["grid", "list", "one-at-a-time", "latin-hypercube", "sobol"]
MOST_POINTS = 100_000


def _as_text(value: object) -> object:
    """A value as it would be written in a scenario; anything but a plain value is left for the type to refuse."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


type Value = Annotated[str, BeforeValidator(_as_text)]


class Factor(Closed):
    """One factor: a list of values, or two ends between which it is drawn."""

    values: tuple[Value, ...] = ()
    """Values that are tried, written as in a scenario."""
    from_: Annotated[Value | None, Field(alias="from")] = None
    """Lowest value of a range."""
    to: Value | None = None
    """Highest value of a range."""

    @model_validator(mode="before")
    @classmethod
    def _a_list_means_values(cls, raw: object) -> object:
        return {"values": raw} if isinstance(raw, list | tuple) else raw

    @model_validator(mode="after")
    def _either_values_or_ends(self) -> Self:
        if bool(self.values) == (self.from_ is not None or self.to is not None) or (self.from_ is None) != (self.to is None):
            raise TermsProblem("factor_form")
        if not self.values and self.ends()[0] >= self.ends()[1]:
            raise TermsProblem("range_order", low=self.from_, high=self.to)
        return self

    def ends(self) -> tuple[float, float]:
        """Both ends of a range as numbers; money in fen."""
        try:
            return _number(str(self.from_)), _number(str(self.to))
        except ValueError:
            raise TermsProblem("range_numbers", low=self.from_, high=self.to) from None

    @property
    def is_money(self) -> bool:
        """Whether the ends are amounts of money."""
        return _is_money(str(self.from_)) and _is_money(str(self.to))


class SweepPlan(Closed):
    """A sweep: a scenario, the factors that vary, a design and the number of paired runs of each point."""

    scenario: str
    """Scenario whose levers or parameters vary: name or file."""
    baseline: str = "baseline-2022"
    """Scenario that each point is compared with, under the same parameters."""
    vary: Annotated[dict[str, Factor], Field(min_length=1, max_length=40)]
    """Factors by dotted key, levers.LEVER.TERM or parameters.GROUP.NAME: a list of values, or from and to."""
    design: Design = "grid"
    """How points are chosen: grid and list take lists of values, the others from and to or lists."""
    points: Annotated[int, Field(ge=1, le=MOST_POINTS)] = 16
    """Points of latin-hypercube and sobol designs, or values of each range in a grid or one at a time."""
    replicates: Annotated[int, Field(ge=1, le=10_000)] = 4
    """Paired runs of each point."""
    seed: Annotated[int, Field(ge=0, lt=1 << 62)] = 1
    """Base of the replicates' seeds, and seed of the design."""


def load_plan(path: Path) -> SweepPlan:
    r"""Read the plan of a sweep from a YAML file; ``docs/examples/agency-reward.yaml`` is one.

    Raises:
        ScenarioError: with every problem of the file.

    Examples:
        >>> import sim
        >>> from pathlib import Path
        >>> words = "scenario: joint-rd\nreplicates: 1\nvary:\n  parameters.alliances.cost: [4, 8]\n"
        >>> _ = Path("plan.yaml").write_text(words, encoding="utf-8")
        >>> plan = sim.load_plan(Path("plan.yaml"))
        >>> plan.design, plan.vary["parameters.alliances.cost"].values
        ('grid', ('4', '8'))
    """
    document = read_document(path)
    try:
        plan = SweepPlan.model_validate(document.content)
    except ValidationError as error:
        raise ScenarioError(translated(error, SweepPlan, (), _locator(document))) from None
    problems = [problem for key in plan.vary for problem in _factor_problems(key, document)]
    if problems:
        raise ScenarioError(problems)
    return plan


def _locator(document: Document) -> Locate:
    def locate(trail: Trail) -> tuple[str, int | None]:
        return document.file, document.line(trail)

    return locate


def _factor_problems(key: str, document: Document) -> list[Problem]:
    """A factor names a term of a lever that exists, or a parameter that exists."""
    known = [f"parameters.{name}" for name in parameters()]
    known += [f"levers.{lever}.{term}" for lever, kind in lever_types().items() for term in kind.terms_type.model_fields]
    if key in known:
        return []
    values = {"found": key, "suggestions": suggestions(key, known)}
    return [Problem(document.file, document.line(("vary", key)), f"vary.{key}", "unknown_factor", values)]


def _is_money(written: str) -> bool:
    try:
        money(written)
    except ValueError:
        return False
    return True


def _number(written: str) -> float:
    return float(money(written)) if _is_money(written) else read_number(written)
