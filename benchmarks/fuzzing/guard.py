"""What must not happen while an input is tried: an undeclared error, a hang, a hunger for memory, a file written elsewhere, a process."""

import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

CPU_SECONDS, WALL_SECONDS, MOST_MEGABYTES = 2.0, 20.0, 500.0
"""An input may compute for two seconds; the longer limit catches one that waits for something."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PATHS: dict[str, tuple[int, ...]] = {
    "os.mkdir": (0,),
    "os.rename": (0, 1),
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.link": (1,),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.chmod": (0,),
}
_FORBIDDEN = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.connect", "socket.bind", "socket.getaddrinfo"}


class TooLongError(BaseException):
    """The input took longer than it may; no handler of errors takes it for one of its own."""


class Tried(NamedTuple):
    """How one input ended."""

    said: str
    """What the attempt returned, such as accepted or refused; empty if something was wrong."""
    wrong: str
    """What was wrong; empty if all was well."""
    seconds: float


class Guard:
    """Watches everything that Python code of this process writes, starts or connects to while an input is tried.

    Args:
        allowed: the only folder in which files may be changed.
    """

    def __init__(self, allowed: Path) -> None:
        self._allowed = allowed.resolve()
        self._on = False
        self._seen: list[str] = []
        self._peak = 0.0
        sys.addaudithook(self._heard)

    @property
    def megabytes(self) -> float:
        """By how much the peak of this process's memory has grown since the first input."""
        return _peak_megabytes() - self._peak if self._peak else 0.0

    def tried(self, act: Callable[[], str]) -> Tried:
        """Carry out one attempt under watch."""
        self._peak = self._peak or _peak_megabytes()
        self._seen.clear()
        started, said, wrong = time.perf_counter(), "", ""
        try:
            with _limited():
                self._on = True
                said = act()
        except TooLongError:
            wrong = f"no end after {CPU_SECONDS:g} s of computing or {WALL_SECONDS:g} s of waiting"
        except Exception as error:
            wrong = _where(error)
        finally:
            self._on = False
        if self._seen:
            wrong = self._seen[0]
        if self.megabytes > MOST_MEGABYTES:
            wrong, self._peak = wrong or f"memory grew by {self.megabytes:.0f} MB", _peak_megabytes()
        return Tried("" if wrong else said, wrong, time.perf_counter() - started)

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event in _FORBIDDEN:
            self._refuse(f"{event}{given[:2]!r}"[:200])
        paths = [given[0]] if event == "open" and _writes(given) else [given[place] for place in _PATHS.get(event, ())]
        for path in paths:
            if isinstance(path, str | bytes) and not self._is_allowed(_inside(event, given, os.fsdecode(path))):
                self._refuse(f"{event} of {path!r}, outside the folder")

    def _is_allowed(self, path: str) -> bool:
        place = os.path.realpath(path)
        return place == os.devnull or Path(place).is_relative_to(self._allowed)

    def _refuse(self, what: str) -> None:
        self._seen.append(what)
        raise PermissionError(13, "refused by the guard", what)


def _writes(given: tuple[Any, ...]) -> bool:
    _, mode, flags = (*given, None, None)[:3]
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)


def _inside(event: str, given: tuple[Any, ...], path: str) -> str:
    """The path itself, or as seen from the open folder that a removal names beside it."""
    if event in {"os.remove", "os.rmdir"} and given[1] >= 0:
        return str(Path(f"/proc/self/fd/{given[1]}").resolve() / path)
    return path


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _where(error: Exception) -> str:
    """The error and the last place of the project that it passed."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if "/sim/" in frame.filename] or traceback.extract_tb(error.__traceback__)
    told = str(error).splitlines()[0][:160] if str(error) else ""
    return f"{type(error).__name__}: {told} ({own[-1].filename.rpartition('/sim/')[2]}:{own[-1].lineno})"


@contextmanager
def _limited() -> Iterator[None]:
    """Raise :class:`TooLongError` when the time is over."""

    def over(_number: int, _frame: object) -> None:
        raise TooLongError

    before = [signal.signal(number, over) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in zip((signal.SIGPROF, signal.SIGALRM), before, strict=True):
            signal.signal(number, handler)
