"""Two made-up levers, two parameters and two indicators, so that these tests need none of the real ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Self

import pytest
from pydantic import Field, model_validator

from sim.calendar import parse_month
from sim.indicators.indicator import Indicator
from sim.levers.lever import Lever
from sim.levers.office import Office
from sim.levers.terms import Terms
from sim.parameters.declare import Free, Parameter
from sim.scenario.amounts import Money, Month, Ratio, Share, money
from sim.scenario.problems import ScenarioError, TermsProblem
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.texts.bilingual import Bilingual as B


class OrchardTerms(Terms):
    """Terms of the orchard fund."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    size: Money = money("50亿")
    """Size of the fund."""
    part: Annotated[Money, Field(le=money("1亿"))] = money("500万")
    """Most that one tree receives."""
    rows: tuple[Money, ...] = (money("20亿"), money("30亿"))
    """Payments by year."""
    direct: Annotated[Share, Field(le=0.5)] = 0.3
    """Share invested directly."""
    lift: Ratio = 1.5
    """Multiplier of the harvest."""
    trees: Annotated[int, Field(ge=1, le=500)] = 20
    """Number of trees."""
    height: float = 2.5
    """Height in metres."""
    watered: bool = True
    """Whether the trees are watered."""
    note: Annotated[str, Field(min_length=1, max_length=50)] = 'apples: red, "sweet" # no comment'
    """A remark."""
    budget: Money | None = None
    """Yearly budget."""

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        if self.part > self.size:
            raise TermsProblem("payers_sum", sum="a part larger than the whole")
        return self


class Orchard(Lever[OrchardTerms]):
    """A fund for orchards."""

    key, title, summary = "orchard", B("Orchard fund", "果园基金"), B("Pays for trees.", "资助果树。")
    terms_type = OrchardTerms

    def act(self, office: Office) -> None:
        """Do nothing."""


class Beehive(Lever[Terms]):
    """A subsidy of beehives with the common terms only."""

    key, title, summary = "beehive", B("Beehive subsidy", "蜂箱补贴"), B("Pays for bees.", "资助蜂箱。")
    terms_type = Terms

    def act(self, office: Office) -> None:
        """Do nothing."""


def _parameter(key: str, default: float, bounds: tuple[float, float]) -> Parameter:
    return Parameter(key, Free(default, "ratio", bounds, "assumed", "made up", B(key, key)))


LEVERS = {"orchard": Orchard, "beehive": Beehive}
PARAMETERS = {p.key: p for p in (_parameter("bees.rate", 0.1, (0.02, 0.3)), _parameter("trees.age", 5, (1, 50)))}
INDICATORS = {key: Indicator(key, B(key, key), B("count", "项"), "flow") for key in ("apples", "honey")}
REGISTERS: dict[str, Any] = {"lever_types": LEVERS, "parameters": PARAMETERS, "indicators": INDICATORS}

HEAD = "title: {en: A test, zh: 测试}\n"
type Load = Callable[..., Scenario]
type Broken = Callable[..., ScenarioError]


@pytest.fixture(autouse=True)
def made_up_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Python methods of scenarios find the made-up levers too."""
    import sim.scenario.types as types
    from sim.scenario.registers import Registers

    registers = Registers(LEVERS, PARAMETERS, INDICATORS)
    monkeypatch.setattr(types, "registers", lambda **_: registers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of scenarios."""
    made = tmp_path / "scenarios"
    made.mkdir()
    return made


@pytest.fixture
def load(folder: Path) -> Load:
    """Write texts as scenario files (``name=text``) and load the last, or load the given name."""

    def loaded(name: str | Path | None = None, /, **files: str) -> Scenario:
        for key, content in files.items():
            (folder / f"{key}.yaml").write_text(content, encoding="utf-8")
        wanted = list(files)[-1] if name is None else name
        return load_scenario(wanted, folder=folder, **REGISTERS)

    return loaded


@pytest.fixture
def broken(load: Load) -> Broken:
    """Load like ``load`` and return the error; both languages must be able to tell it."""

    def refused(*name: str | Path, **files: str) -> ScenarioError:
        with pytest.raises(ScenarioError) as caught:
            load(*name, **files)
        english, chinese = str(caught.value), caught.value.in_language("zh")
        assert all(word in english for word in ("what: ", "allowed: ", "cure: "))
        assert all(word in chinese for word in ("问题: ", "允许: ", "办法: "))
        assert len(chinese.splitlines()) == len(english.splitlines()) == 1 + 4 * len(caught.value.problems)
        return caught.value

    return refused
