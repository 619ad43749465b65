"""The schedule: the processes of the month with what each draws, reads and pays."""

from sim.processes.order import MONTH, SPIN_UP
from sim.processes.process import Process
from sim.reference.markdown import table
from sim.reference.odd.touches import touches
from sim.texts.bilingual import Language

_HEADINGS = {
    "en": ("", "process", "title", "spin-up", "state it changes", "policy quantities it reads", "payment points", "random decisions"),
    "zh": ("", "环节", "名称", "预热", "改变的状态", "读取的政策量", "兑付点", "随机决策"),
}


def schedule(_about: str, language: Language) -> list[str]:
    """One row for each process of the month, in order."""
    return table(_HEADINGS[language], (_row(number, process, language) for number, process in enumerate(MONTH, start=1)))


def _row(number: int, process: Process, language: Language) -> tuple[object, ...]:
    touched = touches(process)
    changed = dict.fromkeys(change.partition(".")[0] for change in touched.changes)
    quantities = touched.quantities if process.key != "policy" else ()
    return (
        number,
        f"`{process.key}`",
        process.title.in_language(language),
        "●" if process.key in SPIN_UP else "",
        ", ".join(changed),
        _codes(quantities),
        _codes(touched.points),
        _codes(name.removeprefix(f"{process.key}.") for name in process.decisions),
    )


def _codes(names: object) -> str:
    return ", ".join(f"`{name}`" for name in names)  # type: ignore[attr-defined]
