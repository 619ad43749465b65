"""The model as Mesa sees it: a shell around the engine. The only file outside the browser that imports Mesa."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import mesa
import pandas as pd

from sim.calendar import month_text
from sim.runs.agents import City, Enterprise, Platform, agents_of
from sim.runs.collector import Collector
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.scenario.types import Scenario
from sim.texts.bilingual import Language
from sim.texts.presentable import Presentable

if TYPE_CHECKING:
    from sim.report.cards.card import Card


class MetroModel(Presentable, mesa.Model):  # type: ignore[type-arg]
    """The metropolitan circle as a :class:`mesa.Model`; one step is one month.

    State lives in columns (``model.world``); cities, enterprises and platforms are made as Mesa agents when asked for
    (:meth:`agents_of`), so a run without a viewer creates none.

    Args:
        scenario: a resolved scenario or the name of a shipped one.
        rng: run seed, an integer.
        parameters: free numbers by dotted key.
        check: verify conservation each month.

    Raises:
        ScenarioError: there is no such scenario, or its file has problems.
        AssertionError: with ``check``, a month in which money, firms, results or funds were not conserved.

    Examples:
        >>> import sim
        >>> model = sim.MetroModel("baseline-2022", rng=1)
        >>> model.step()
        >>> model.month
        '2023-01'
        >>> model.datacollector.get_model_vars_dataframe().shape[0]
        1
    """

    def __init__(
        self,
        scenario: Scenario | str = "baseline-2022",
        rng: int = 1,
        parameters: Mapping[str, float] | None = None,
        check: bool = False,
    ) -> None:
        super().__init__(rng=rng)
        self.spec = load_scenario(scenario) if isinstance(scenario, str) else scenario
        self.run_seed = int(rng)
        self.engine = Engine(self.spec, seed=self.run_seed, parameters=parameters, check=check)
        self.datacollector = Collector(self.engine)

    @property
    def world(self) -> Any:
        """State of the run, see :class:`sim.world.world.World`."""
        return self.engine.world

    @property
    def month(self) -> str:
        """The month just lived, ``YYYY-MM``."""
        return month_text(self.engine.world.month)

    def step(self) -> None:
        """Live one month; at the horizon the model stops running."""
        if not self.engine.finished:
            self.engine.step()
        self.running = not self.engine.finished

    def card(self, language: Language | None = None) -> "Card":
        """Return what a notebook shows, in a language (``en`` or ``zh``) or that of the session."""
        from sim.report.cards.run import model_card

        return model_card(self, language)

    def cities(self) -> list[City]:
        """The eight members as agents."""
        return agents_of(self, City)

    def enterprises(self) -> list[Enterprise]:
        """The living technology enterprises as agents."""
        return agents_of(self, Enterprise)

    def platforms(self) -> list[Platform]:
        """The R&D platforms as agents."""
        return agents_of(self, Platform)

    def indicators(self) -> pd.DataFrame:
        """Monthly indicators of the run so far, long format."""
        return self.datacollector.indicators()
