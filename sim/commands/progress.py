"""Progress on standard error: a bar with time left on a terminal, a line every ten percent elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from sim.commands.output import note
from sim.commands.words import word
from sim.runs.pool import Progress as Report
from sim.runs.warm import compile_everything, nothing_is_compiled
from sim.texts.bilingual import Language


@contextmanager
def shown(total: int, workers: int, language: Language) -> Iterator[Report]:
    """Yield a function to be called with (done, total) after each run."""
    _compile_first(language)
    heading = word("running", language, total=total, workers=workers)
    if not sys.stderr.isatty():
        note(heading)
        yield _Lines(language)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(heading, total=total)
        yield lambda done, now: bar.update(task, completed=done, total=now)


class _Lines:
    """Writes a line whenever another tenth is done."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._started = time.monotonic()
        self._tenths = 0

    def __call__(self, done: int, total: int) -> None:
        if done == 1:
            self._tenths = 0
        if 10 * done // total > self._tenths:
            self._tenths = 10 * done // total
            left = (time.monotonic() - self._started) / done * (total - done)
            note(word("progress", self._language, done=done, total=total, left=word("seconds", self._language, count=f"{left:.0f}")))


def _compile_first(language: Language) -> None:
    """Compile the kernels, and say so, when nothing is in the folder of compiled code; on several cores it takes half as long as in a run."""
    if nothing_is_compiled():
        note(word("compiling", language))
        compile_everything()  # what goes wrong, the run meets again and tells
