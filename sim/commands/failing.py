"""From errors to messages and exit status: 2 for bad input, 1 for a failed run, 130 for an interrupt."""

import errno
import os
import shlex
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

from sim.commands.output import note
from sim.commands.shortage import lacks_memory
from sim.commands.words import asked_language, word

RUN_FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


class InputError(Exception):
    """Something the user gave that cannot be used; the text is for the user."""


def refuse(message: str) -> NoReturn:
    """Stop with a message about the input."""
    raise InputError(message)


def guarded(act: Callable[[], None]) -> int:
    """Carry out a command and return its exit status; no traceback ever reaches the user unasked."""
    try:
        act()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:  # typer turns Ctrl-C into this status, and says nothing
            note(word("interrupted", asked_language()))
        return stop.code if isinstance(stop.code, int) else 0
    except KeyboardInterrupt:
        note(word("interrupted", asked_language()))
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except InputError as error:
        note(str(error))
        return BAD_INPUT
    except Exception as error:
        return _told(error)
    return 0


def _told(error: Exception) -> int:
    """Tell an expected problem of a scenario or a file in the user's language, anything else as a fault of the program."""
    language = asked_language()
    if lacks_memory(error):  # asked before anything more is loaded
        _traced(error)
        note(word("memory_short", language))
        return RUN_FAILED
    from sim.runs.tables import DamagedResultsError
    from sim.scenario.problems import ScenarioError

    if isinstance(error, ScenarioError | DamagedResultsError):
        note(error.in_language(language))
        return BAD_INPUT
    _traced(error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        note(word("disk_full", language, reason=error.strerror))
        return RUN_FAILED
    if isinstance(error, OSError) and error.filename is not None:
        note(word("file_trouble", language, path=error.filename, reason=error.strerror))
        return BAD_INPUT
    command = shlex.join(["metrosim", *sys.argv[1:]])
    note(word("internal", language, error=f"{type(error).__name__}: {error}", command=command))
    return RUN_FAILED


def _traced(error: Exception) -> None:
    """Show where it happened, if that was asked for."""
    if os.environ.get("METROSIM_DEBUG"):
        note("".join(traceback.format_exception(error)))
