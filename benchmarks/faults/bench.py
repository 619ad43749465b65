"""The study that is disturbed, the one that never was, and what must hold between them."""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from benchmarks.faults.attempt import Ended, carried_out
from benchmarks.stopping import finished_tables, stamps
from sim.runs.store import RunStore
from sim.scenario.resolve import load_scenario
from sim.studies.comparison import ComparisonStudy
from sim.studies.conduct import conduct
from sim.studies.evaluation import Runner
from sim.studies.folder import begin

SCENARIO = "title: {{en: Short, zh: 短}}\nbase: {base}\nhorizon: {{start: 2023-01, end: 2023-02}}\n"
RUNS = 4
CURES = re.compile(
    r"make room|another (file|folder)|change its rights|give the command again|metrosim resume|replay|Repeat|repeat|fewer|free |--\w+|again",
    re.IGNORECASE,
)
"""Words with which a message tells what to do."""
UNTOLD = ("Traceback", "This is a fault of the program")


class Bench:
    """A folder in which studies are disturbed one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for base in ("no-policy", "joint-rd"):
            (folder / f"short-{base}.yaml").write_text(SCENARIO.format(base=base), encoding="utf-8")
        study = ComparisonStudy(compared=tuple(load_scenario(folder / f"short-{base}.yaml") for base in ("no-policy", "joint-rd")), replicates=1)
        conduct(begin(study, folder / "warm", command="", store=None, check=False), Runner())  # forked processes find everything loaded

    def words(self, results: Path, store: Path, *more: str) -> list[str]:
        """The command of the study."""
        compared = [str(self.folder / f"short-{base}.yaml") for base in ("no-policy", "joint-rd")]
        study = ["compare", *compared, "--replicates", str(RUNS // 2), "--no-report"]
        return [*study, "--results", str(results), "--store", str(store), "--workers", "1", *more]

    @cached_property
    def undisturbed(self) -> Mapping[str, bytes]:
        """Tables of the study that nothing disturbed."""
        results = self.folder / "undisturbed"
        ended = carried_out(self.words(results, results / "store"), self.folder / "undisturbed.log")
        assert ended.status == 0, ended.said
        return finished_tables(results)

    def after(self, results: Path, store: Path, ended: Ended, *, resume: bool, expected: set[int], spared: set[str] | None = None) -> str:
        """Finish the study without the fault and return what does not hold; nothing if all does.

        Args:
            results: folder of the disturbed study.
            store: its runs.
            ended: how it ended.
            resume: go on with ``metrosim resume`` instead of the same command.
            expected: exit statuses that are right for the fault.
            spared: runs that must not be done again; by default all that are stored.
        """
        if ended.status not in expected:
            return f"status {ended.status}, expected {sorted(expected)}: {_last(ended.said)}"
        untold = [line for line in ended.said.splitlines() if any(sign in line for sign in UNTOLD)]
        if untold:
            return f"an error was not told in words: {untold[0][:300]}"
        if ended.status > 0 and not CURES.search(ended.said):
            return f"the message names no cure: {_last(ended.said)}"
        before = {address: moment for address, moment in stamps(RunStore(store)).items() if spared is None or address in spared}
        resume = resume and (results / "plan.json").is_file()
        words = ["resume", str(results), "--workers", "1"] if resume else self.words(results, store)
        again = carried_out(words, self.folder / "again.log")
        if again.status != 0:
            return f"it could not be finished, status {again.status}: {_last(again.said)}"
        now = stamps(RunStore(store))
        if any(now.get(address) != moment for address, moment in before.items()):
            return "a finished run was lost or done twice"
        if list(store.glob("part-*")):
            return "half-written runs were left behind"
        return "" if finished_tables(results) == self.undisturbed else "the tables differ from those of an undisturbed study"


def _last(said: str) -> str:
    return " / ".join(said.strip().splitlines()[-2:])[:300]
