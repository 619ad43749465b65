"""One command in a process of its own, forked so that nothing has to be imported or compiled again."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sim.commands.failing import guarded
from sim.commands.main import app

PATIENCE_SECONDS = 180.0


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    """Exit status; minus the number of the signal that ended it; 999 if it did not end."""
    said: str


def carried_out(
    words: list[str],
    log: Path,
    *,
    before: Callable[[], object] = lambda: None,
    meanwhile: Callable[[int], object] = lambda _pid: None,
) -> Ended:
    """Carry out a command and wait for its end.

    Args:
        words: what stands behind ``metrosim``.
        log: file for everything that it says.
        before: called in the new process before the command.
        meanwhile: called here again and again while it runs, with its process id.
    """
    pid = os.fork()
    if pid == 0:
        _command(words, log, before)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return Ended(os.waitstatus_to_exitcode(status), log.read_text(encoding="utf-8", errors="replace"))
        meanwhile(pid)
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return Ended(999, log.read_text(encoding="utf-8", errors="replace"))


def _command(words: list[str], log: Path, before: Callable[[], object]) -> None:
    status = 70
    try:
        os.setsid()
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.argv = ["metrosim", *words]
        os.environ["METROSIM_LANG"] = "en"
        before()
        status = guarded(lambda: app(words, standalone_mode=True))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)
