"""The schedule: the processes of the month with what each draws, reads and pays."""

from collections.abc import Iterable

from sim.processes.order import MONTH, SPIN_UP
from sim.processes.process import Process
from sim.reference.markdown import table
from sim.reference.odd.touches import touches
from sim.texts.bilingual import Language

_SCHEDULE = {
    "en": ("", "process", "title", "spin-up", "state it changes", "random decisions"),
    "zh": ("", "环节", "名称", "预热", "改变的状态", "随机决策"),
}
_DOORS = {"en": ("process", "policy quantities it reads", "payment points"), "zh": ("环节", "读取的政策量", "兑付点")}


def schedule(_about: str, language: Language) -> list[str]:
    """One row for each process of the month, in order."""
    return table(_SCHEDULE[language], (_row(number, process, language) for number, process in enumerate(MONTH, start=1)))


def doors(_about: str, language: Language) -> list[str]:
    """One row for each process that policy can touch: the quantities it reads and the points at which it pays."""
    rows = []
    for process in MONTH:
        touched = touches(process)
        if process.key != "policy" and (touched.quantities or touched.points):
            rows.append((f"`{process.key}`", _codes(touched.quantities), _codes(touched.points)))
    return table(_DOORS[language], rows)


def _row(number: int, process: Process, language: Language) -> tuple[object, ...]:
    changed = dict.fromkeys(change.partition(".")[0] for change in touches(process).changes)
    decisions = _codes(name.removeprefix(f"{process.key}.") for name in process.decisions)
    return number, f"`{process.key}`", process.title.in_language(language), "●" if process.key in SPIN_UP else "", ", ".join(changed), decisions


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
