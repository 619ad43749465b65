"""A scenario once every base has been merged: all levers with all their terms, ready to run."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, InstanceOf, SerializeAsAny, ValidationError

from sim.levers.terms import City, DatedTerms
from sim.scenario.checks import checked_parameters, checked_terms, in_python
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.registers import registers
from sim.scenario.shape import Closed, Horizon, Origin, RegionChange, ScenarioFile, Texts
from sim.scenario.translate import translated
from sim.texts.bilingual import Bilingual, Language
from sim.texts.presentable import Presentable

if TYPE_CHECKING:
    from sim.report.cards.card import Card

__all__ = ["Horizon", "Origin", "RegionChange", "Scenario", "ScenarioFile", "Texts"]


class Scenario(Presentable, Closed):
    """A resolved scenario: every lever with all its terms, ready to run.

    Two scenarios are equal if they say the same under the same key; where a value was written does not count. A scenario never
    changes: every method returns a copy.

    Examples:
        >>> import sim
        >>> scenario = sim.load_scenario("launch-fund")
        >>> scenario.horizon.months, scenario.lineage
        (60, ('baseline-2022',))
        >>> scenario.terms("launch_fund").trl_max
        6.0
    """

    key: str
    """Name, or the stem of the file."""
    title: Bilingual
    description: Bilingual = Bilingual("", "")
    source: str = ""
    horizon: Horizon = Horizon()
    levers: tuple[tuple[str, SerializeAsAny[InstanceOf[DatedTerms]]], ...] = ()
    """Levers with their terms, sorted by key."""
    parameters: dict[str, float] = {}
    """Free numbers that differ from their defaults, sorted by key."""
    regions: dict[City, RegionChange] = {}
    outcomes: tuple[str, ...] = ()
    lineage: tuple[str, ...] = ()
    """Keys of the bases, the most distant first."""
    origins: dict[str, Origin] = Field(default={}, exclude=True, repr=False)
    """Where each value was written, by dotted key."""

    def terms(self, lever: str) -> DatedTerms:
        """Return the terms of a lever; money in fen, months as indices.

        Raises:
            KeyError: the scenario has no such lever.
        """
        return dict(self.levers)[lever]

    def with_levers(self, *keys: str, **terms: object) -> Self:
        """Return a copy with levers added, or with new terms where they are there already.

        The copy's key and title name the levers, so that it can be compared with the original.

        Args:
            keys: levers.
            terms: values of terms for all of them, written as in a scenario file; the others keep their defaults.

        Raises:
            ScenarioError: an unknown lever or term, or a value out of range; all of them at once.

        Examples:
            >>> import sim
            >>> sim.load_scenario("no-policy").with_levers("joint_rd", start="2024-01", scale=2).terms("joint_rd").scale
            2.0
        """
        register = registers(parameters={}, indicators={}).levers
        now = dict(self.levers)
        problems: list[Problem] = []
        for key in keys:
            raw = now[key].model_dump() | terms if key in now else dict(terms)
            found, wrong = checked_terms(key, raw, register, in_python)
            problems += wrong
            if found is not None:
                now[key] = found
        if problems:
            raise ScenarioError(problems)
        places = {f"levers.{key}.{name}": Origin("python") for key in keys for name in terms}
        titles = [register[key].title for key in keys]
        title = Bilingual(*(" + ".join(words) for words in zip(self.title, *titles, strict=True)))
        name = "+".join((self.key, *keys))
        return self._changed(places, key=name, title=title, levers=tuple(sorted(now.items())))

    def named(self, key: str, title: Bilingual | None = None) -> Self:
        """Return a copy under another key (and title): scenarios that are compared need different keys.

        Examples:
            >>> import sim
            >>> sim.load_scenario("no-policy").named("mine").key
            'mine'
        """
        return self._changed({}, key=key, title=self.title if title is None else title)

    def with_terms(self, key: str, terms: DatedTerms) -> Self:
        """Return a copy with one lever under terms that are already built, for instance of a plug-in."""
        places = {f"levers.{key}.{name}": Origin("python") for name in type(terms).model_fields}
        levers = dict(self.levers) | {key: terms}
        return self._changed(places, key=f"{self.key}+{key}", levers=tuple(sorted(levers.items())))

    def without_levers(self, *keys: str) -> Self:
        """Return a copy without some levers.

        Raises:
            KeyError: one of them is not in the scenario.

        Examples:
            >>> import sim
            >>> sim.load_scenario("verify-and-pilot").without_levers("verify_action").key
            'verify-and-pilot without verify_action'
        """
        missing = sorted(set(keys) - {key for key, _ in self.levers})
        if missing:
            raise KeyError(f"scenario {self.key} has no lever {', '.join(missing)}")
        kept = tuple((key, terms) for key, terms in self.levers if key not in keys)
        name = f"{self.key} without {'+'.join(keys)}" if keys else self.key
        return self._changed({}, key=name, levers=kept)

    def with_horizon(self, start: str | int, end: str | int) -> Self:
        """Return a copy with another first and last month, both simulated; ``YYYY-MM`` or month indices (0 is January 2020).

        Raises:
            ScenarioError: a month before 2023-01, an end before the start, or a horizon that is too long.

        Examples:
            >>> import sim
            >>> sim.load_scenario("no-policy").with_horizon("2023-01", "2023-12").horizon.months
            12
        """
        try:
            horizon = Horizon.model_validate({"start": start, "end": end})
        except ValidationError as error:
            problems = translated(error, Horizon, ("horizon",), in_python)
            raise ScenarioError(problems) from None
        places = {f"horizon.{name}": Origin("python") for name in ("start", "end")}
        return self._changed(places, horizon=horizon)

    def with_parameters(self, values: Mapping[str, float | str]) -> Self:
        """Return a copy with other values of free numbers by dotted key, each in its unit and within its range; texts are read as in a file.

        Raises:
            ScenarioError: an unknown number or a value out of its range; all of them at once.

        Examples:
            >>> import sim
            >>> sim.load_scenario("no-policy").with_parameters({"pilot.cost": 3.0}).parameters
            {'pilot.cost': 3.0}
        """
        register = registers(lever_types={}, indicators={}).parameters
        found, problems = checked_parameters(values, register, in_python)
        if problems:
            raise ScenarioError(problems)
        places = {f"parameters.{key}": Origin("python") for key in found}
        return self._changed(places, parameters=dict(sorted((self.parameters | found).items())))

    def scaled_money(self, factor: float) -> Self:
        """Return a copy whose levers all pay ``factor`` times as much as they do now.

        Examples:
            >>> import sim
            >>> sim.load_scenario("joint-rd").scaled_money(2.0).terms("joint_rd").scale
            2.0
        """
        scaled = self.named(f"{self.key} money x{factor:g}")
        for key, terms in self.levers:
            scaled = scaled.with_terms_changed(key, {"scale": terms.scale * factor})
        return scaled

    def with_terms_changed(self, key: str, change: dict[str, object]) -> Self:
        """Return a copy with some terms of one lever of the scenario changed, of whatever register it is."""
        kind = type(self.terms(key))
        try:
            terms = kind.model_validate(self.terms(key).model_dump() | change)
        except ValidationError as error:
            raise ScenarioError(translated(error, kind, ("levers", key), in_python)) from None
        places = {f"levers.{key}.{name}": Origin("python") for name in change}
        levers = dict(self.levers) | {key: terms}
        return self._changed(places, levers=tuple(sorted(levers.items())))

    def card(self, language: Language | None = None) -> "Card":
        """Return what a notebook shows, in a language (``en`` or ``zh``) or that of the session."""
        from sim.report.cards.scenario import scenario_card

        return scenario_card(self, language)

    def to_yaml(self, *, base: "Scenario | None" = None) -> str:
        """Return a commented scenario file that says the same, to be saved and edited.

        Args:
            base: scenario to inherit from; only what differs from it is written.

        Examples:
            >>> import sim
            >>> "joint_rd:" in sim.load_scenario("joint-rd").to_yaml()
            True
        """
        from sim.scenario.show import scenario_text

        return scenario_text(self, base=base)

    def canonical_json(self) -> str:
        """Return all that changes the result, and nothing else, as one fixed text."""
        what = {
            "horizon": self.horizon.model_dump(mode="json"),
            "levers": {key: terms.model_dump(mode="json") for key, terms in self.levers},
            "parameters": {key: float(value) for key, value in self.parameters.items()},
            "regions": {city: change.model_dump(mode="json") for city, change in self.regions.items()},
        }
        return json.dumps(what, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    def address(self) -> str:
        """Return the SHA-256 of :meth:`canonical_json` in hexadecimal digits."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()

    def _changed(self, places: dict[str, Origin], **update: Any) -> Self:
        return self.model_copy(update={**update, "origins": self.origins | places})

    def _said(self) -> tuple[object, ...]:
        texts = (self.key, self.title, self.description, self.source, self.outcomes)
        return (*texts, self.canonical_json())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())
