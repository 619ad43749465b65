"""The result of a comparison: paired runs and their tables."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from sim.indicators.registry import indicators
from sim.runs.frames import flow_frame, indicator_frame, ledger_frame
from sim.runs.outcome import FAILED, RunOutcome
from sim.runs.seeds import replicate_seed
from sim.runs.version import data_version, model_version
from sim.scenario.types import Scenario
from sim.studies.effects import effects_table
from sim.studies.numbers import Numbers, numbers_digest
from sim.studies.study import StudyResult
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.report.cards.card import Card

MAIN_INDICATORS = (
    "converted_results", "landed_results", "first_sales", "registered_turnover", "high_tech", "local_conversion_rate",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Comparison(StudyResult):
    """Paired runs of several scenarios; tables are built when asked for.

    Made by :func:`sim.compare`. The first scenario is the baseline, the others are policies.

    Examples:
        >>> import sim
        >>> baseline = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-03")
        >>> policy = baseline.with_levers("pilot_equipment", start="2023-01", end=None)
        >>> result = sim.compare([baseline, policy], replicates=2)
        >>> row = result.effects("circle.public_cost").iloc[0]
        >>> row.policy, int(row.pairs), bool(row.effect == row.public_cost)
        ('no-policy+pilot_equipment', 2, True)
    """

    kind: ClassVar[str] = "comparison"
    scenarios: tuple[Scenario, ...]
    outcomes: tuple[RunOutcome, ...]
    replicates: int
    base_seed: int
    parameters: Mapping[str, float] = field(default_factory=dict)
    """Free numbers that the study sets for all runs."""
    numbers: Numbers = "posterior"
    """Where the other free numbers come from."""

    @property
    def baseline(self) -> Scenario:
        """The scenario that the others are compared with."""
        return self.scenarios[0]

    @property
    def policies(self) -> tuple[Scenario, ...]:
        """The scenarios that are compared with the baseline."""
        return self.scenarios[1:]

    def card(self, language: Language | None = None) -> "Card":
        """Return what a notebook shows, in a language (``en`` or ``zh``) or that of the session."""
        from sim.report.cards.comparison import comparison_card

        return comparison_card(self, language)

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Effects, monthly indicators, ledger and flows."""
        return {"effects": self.table, "indicators": self.indicators, "ledger": self.ledger, "flows": self.flows}

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the report says about how the numbers came about."""
        return {
            "baseline": self.baseline.key,
            "policies": [policy.key for policy in self.policies],
            "replicates": self.replicates,
            "seed": self.base_seed,
            "seeds": [replicate_seed(self.base_seed, i) for i in range(self.replicates)],
            "numbers": self.numbers,
            "numbers_digest": numbers_digest(self.numbers),
            "parameters_used": dict(self.parameters),
            "address": self.address(),
        }

    @property
    def broken(self) -> int:
        """Number of failed runs."""
        return len(self.failures)

    @cached_property
    def table(self) -> pd.DataFrame:
        """All paired effects; columns of :data:`sim.studies.effects.COLUMNS`.

        Means, effect and interval are in the indicator's unit, ``public_cost`` in million CNY, ``cost_per_unit`` in million CNY per
        unit gained. The interval is Student's at 95 percent for the mean of paired differences.
        """
        return effects_table(list(self.outcomes), self.baseline.key, [policy.key for policy in self.policies])

    def effects(self, outcome: str = "") -> pd.DataFrame:
        """Return the effects on one outcome, written ``region.indicator`` or ``indicator``; all of them if empty.

        Raises:
            KeyError: if there is no such indicator or region.
        """
        if not outcome:
            return self.table
        region, _, indicator = outcome.rpartition(".")
        if indicator not in indicators():
            raise KeyError(f"no indicator {indicator!r}; metrosim indicators lists them")
        rows = self.table[(self.table.indicator == indicator) & (self.table.region == (region or "circle"))]
        if rows.empty and self.policies:
            raise KeyError(f"no region {region!r}: write circle.{indicator} or a member such as shenyang.{indicator}")
        return rows.reset_index(drop=True)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Monthly values of every run."""
        return indicator_frame(self.outcomes)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Payments of every run, summed by month, lever, payer, payee and city; amounts in fen."""
        return ledger_frame(self.outcomes)

    @cached_property
    def flows(self) -> pd.DataFrame:
        """Yearly flows between regions of every run."""
        return flow_frame(self.outcomes)

    @property
    def failures(self) -> list[RunOutcome]:
        """Runs that failed."""
        return [outcome for outcome in self.outcomes if outcome.state == FAILED]

    def address(self) -> str:
        """Hash of what decides the result: scenarios, replicates, seed, versions of model and data."""
        parts = [*(scenario.address() for scenario in self.scenarios), self.replicates, self.base_seed, model_version(), data_version()]
        parts += [numbers_digest(self.numbers), *sorted(self.parameters.items())]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def summary(self) -> dict[str, Any]:
        """Machine-readable result: the same bytes for the same scenarios, seeds and version."""
        return {
            "kind": "comparison",
            "baseline": self.baseline.key,
            "policies": [policy.key for policy in self.policies],
            "addresses": {scenario.key: scenario.address() for scenario in self.scenarios},
            "replicates": self.replicates,
            "seed": self.base_seed,
            "version": model_version(),
            "failed": [[o.scenario, o.replicate, o.stage, o.message] for o in self.failures],
            "effects": json.loads(self.table.to_json(orient="records", double_precision=15)),
        }
