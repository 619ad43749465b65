"""Files that a user or a page gives: scenarios, sweep plans, uploads; and below them the YAML reader and the readers of amounts.

An attempt returns ``accepted`` or ``refused``; any error but the declared ones leaves it, and is a finding. What is accepted must also hold:
a scenario that was read can be written and read again as the same scenario.
"""

import base64
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.fuzzing.mutations import NASTY, broken_text
from sim.browser.live.files import MOST_UPLOADED, read_upload
from sim.calendar import parse_month
from sim.scenario.amounts import Fen, money, money_words, read_number
from sim.scenario.problems import ScenarioError
from sim.scenario.reader import read_bytes
from sim.scenario.resolve import load_scenario
from sim.scenario.show import scenario_text
from sim.scenario.types import Scenario
from sim.studies.plan import load_plan
from sim.studies.sweep import SweepStudy

ROOT = Path(__file__).parents[2]
ACCEPTED, REFUSED = "accepted", "refused"
MOST_POINTS = 40
"""Plans of more points are read but their points are not tried: that is honest work of a large plan, no hang."""
type Attempt = Callable[[Random], str]


def amounts(_folder: Path) -> Attempt:
    """Amounts of money, numbers and months as they are written."""
    seeds = ("50亿", "1,000万元", "30 million CNY", "0.5元", "12.5%", "-3e2", "2026-01", "３０％", "1万亿元")
    readers: tuple[Callable[[str], object], ...] = (money, read_number, parse_month)

    def attempt(rng: Random) -> str:
        written = broken_text(rng, seeds).decode("utf-8", "replace")
        try:
            found = rng.choice(readers)(written)
        except ValueError:
            return REFUSED
        if isinstance(found, Fen):
            assert money(money_words(found)) == found, "an amount that was written says something else when it is read"
        return ACCEPTED

    return attempt


def documents(_folder: Path) -> Attempt:
    """The reader of YAML, on short texts."""
    seeds = [text[start : start + 200] for text in shipped() for start in range(0, len(text), 200)]

    def attempt(rng: Random) -> str:
        try:
            read_bytes(broken_text(rng, seeds), "case.yaml")
        except ScenarioError as error:
            return told(error)
        return ACCEPTED

    return attempt


def scenarios(folder: Path) -> Attempt:
    """Scenario files: every shipped one."""
    seeds = shipped()
    path, heir = folder / "case.yaml", folder / "heir.yaml"
    heir.write_text("title: {en: Heir, zh: 后}\nbase: case.yaml\nlevers: {launch_fund: {size: 1亿}}\n", encoding="utf-8")

    def attempt(rng: Random) -> str:
        path.write_bytes(broken_text(rng, seeds))
        try:
            found = load_scenario(heir if rng.random() < 0.1 else path)
        except ScenarioError as error:
            return told(error)
        _comes_back(found, folder / "again.yaml")
        return ACCEPTED

    return attempt


def plans(folder: Path) -> Attempt:
    """Sweep plans: the documented one, and some that use every design."""
    seeds = [(ROOT / "docs" / "examples" / "agency-reward.yaml").read_text(encoding="utf-8"), *_PLANS]
    path = folder / "plan.yaml"

    def attempt(rng: Random) -> str:
        path.write_bytes(broken_text(rng, seeds))
        try:
            plan = load_plan(path)
            if sum(len(factor.values) or plan.points for factor in plan.vary.values()) <= MOST_POINTS:
                SweepStudy.of(plan.model_copy(update={"points": min(plan.points, MOST_POINTS)}))
        except ScenarioError as error:
            return told(error)
        return ACCEPTED

    return attempt


def uploads(_folder: Path) -> Attempt:
    """Files that a page sends to the server: content, encoding and name."""
    seeds = shipped()

    def attempt(rng: Random) -> str:
        content = base64.b64encode(broken_text(rng, seeds)).decode()
        head = rng.choice(("data:application/x-yaml;base64,", "data:,", "", "data:text/html,", ","))
        if rng.random() < 0.1:
            place = rng.randrange(len(content) + 1)
            content = content[:place] + rng.choice(("=", "é", "\n", "%20", "", content * 3, "A" * (2 * MOST_UPLOADED))) + content[place + 1 :]
        try:
            read_upload(head + content, rng.choice(NASTY) + rng.choice(("", ".yaml", "/x.yml", "\\y", "\x00.yaml", "n" * 5000)))
        except ScenarioError as error:
            return told(error)
        except ValueError as error:
            if str(error) not in {"large", "text"}:
                raise
            return REFUSED
        return ACCEPTED

    return attempt


def shipped() -> list[str]:
    """Texts of the scenarios that ship with the project."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "scenarios").rglob("*.yaml"))]


def told(error: ScenarioError) -> str:
    """See that an error can be told in both languages, with a cure, and without signs that act on a terminal."""
    for language in ("en", "zh"):
        words = error.in_language(language)  # type: ignore[arg-type]
        wrong = [sign for sign in words if not sign.isprintable() and sign != "\n"]
        assert not wrong, f"signs that act on a terminal in a message: {wrong[:3]!r}"
        assert all(problem.part("cure", language) for problem in error.problems), "a problem without a cure"  # type: ignore[arg-type]
    return REFUSED


def _comes_back(scenario: Scenario, path: Path) -> None:
    path.write_text(scenario_text(scenario), encoding="utf-8")
    assert load_scenario(path).canonical_json() == scenario.canonical_json(), "a scenario that was written says something else when it is read"


_PLANS = (
    "scenario: joint-rd\nbaseline: no-policy\ndesign: latin-hypercube\npoints: 8\nreplicates: 2\nseed: 3\n"
    "vary:\n  levers.joint_rd.budget: {from: 1亿, to: 5亿}\n  parameters.search.take: {from: 0.2, to: 60%}\n",
    "scenario: transfer-agencies\ndesign: sobol\npoints: 16\n"
    "vary:\n  levers.transfer_agencies.reward: {from: 1%, to: 5%}\n  parameters.pilot.cost: [1, 2.5]\n",
    "scenario: launch-fund\ndesign: list\n"
    "vary:\n  levers.launch_fund.size: [10亿, 50亿, 100亿]\n  levers.launch_fund.start: [2023-01, 2024-01, 2025-06]\n",
    "scenario: verify-and-pilot\ndesign: one-at-a-time\npoints: 3\n"
    "vary: {parameters.alliances.cost: {from: 1, to: 8}, parameters.search.take: [0.3, 0.5]}\n",
)
