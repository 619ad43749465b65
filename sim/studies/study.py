"""What all studies have in common: a plan that says everything, a scale, and a result made of tables."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pandas as pd

from sim.runs.address import model_digests
from sim.runs.pool import RunOrder
from sim.scenario.shape import Closed
from sim.scenario.types import Scenario
from sim.studies.evaluation import Runner
from sim.studies.numbers import Numbers, numbers_digest, numbers_of
from sim.texts.bilingual import Language
from sim.texts.presentable import Presentable

if TYPE_CHECKING:
    from sim.report.cards.card import Card


class Scale(NamedTuple):
    """Size of a study: scenarios x points x replicates = runs."""

    scenarios: int
    """The baseline and the policies that are run at each point."""
    points: int
    """Settings of levers or draws of parameters."""
    replicates: int
    runs: int
    exact: bool = True
    """False where the study decides on the way how many runs it needs; then ``runs`` is the most."""


class NothingLeftError(RuntimeError):
    """Failed runs are spread over the whole study, so that nothing can be computed."""


class StudyResult(Presentable, ABC):
    """What a study found."""

    kind: ClassVar[str]
    """Kind of the study."""
    scenarios: tuple[Scenario, ...]
    """Scenarios that the study is about, the baseline first."""

    @property
    @abstractmethod
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Tables by name; each becomes a Parquet file of the study's folder."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """Further entries of the manifest."""
        return {}

    @property
    def broken(self) -> int:
        """Number of failed runs whose values are missing in the tables."""
        return 0

    def card(self, language: Language | None = None) -> "Card":
        """Return what a notebook shows, in a language (``en`` or ``zh``) or that of the session."""
        from sim.report.cards.study import study_card

        return study_card(self, language)


class Study(Closed, ABC):
    """A study before it is run: resolved scenarios, design, seeds. Two equal studies give equal tables.

    It can be written to a folder's ``plan.json`` and read again, so that a stopped study goes on without the files it was made of.
    """

    kind: ClassVar[str]
    numbers: Numbers = "posterior"
    """Values of the free numbers: a vector of the posterior for each replicate, or the defaults."""

    def order(
        self, scenario: Scenario, replicate: int, seed: int, *, store: Path | None, check: bool, own: Mapping[str, float] | None = None
    ) -> RunOrder:
        """Return the order of one run; ``own`` are the numbers that the study itself sets."""
        return RunOrder(scenario, replicate, seed, numbers_of(self.numbers, scenario, replicate, own), check, store=store)

    def address(self) -> str:
        """Hash of what decides the result: the plan, and the digests of code, evidence, plug-ins and posterior."""
        parts = [self.kind, self.model_dump(mode="json", by_alias=True), *model_digests(), numbers_digest(self.numbers)]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @property
    @abstractmethod
    def scale(self) -> Scale:
        """Number of runs."""

    @property
    @abstractmethod
    def scenarios(self) -> tuple[Any, ...]:
        """Scenarios that the study is about, the baseline first."""

    def known_orders(self, store: Path | None, *, check: bool = False) -> Iterable[RunOrder]:  # noqa: ARG002
        """Return the runs that are known before the first one; none where the study decides on the way."""
        return ()

    @abstractmethod
    def run(self, runner: Runner, *, store: Path | None = None, check: bool = False) -> StudyResult:
        """Do the runs and return what they show; runs that are in the store are loaded.

        Args:
            runner: does the runs.
            store: folder of a run store.
            check: verify conservation each month.
        """
