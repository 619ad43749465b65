"""Memory of the server. The C library keeps what was freed, apart for each thread, and a server has many threads and closes many runs.

Measured on the page: seven threads held 220 MB of freed memory after twenty runs. Both calls do nothing where the C library is another one.
"""

import ctypes
import gc
import sys
import threading

LATER_SECONDS = 2.0
"""How long to wait for others that close as well: looking through all objects stops every session for a moment."""
_due = threading.Lock()
"""Held while memory is about to be given back; one for the process, as its memory is."""
_ARENAS = -8
"""``M_ARENA_MAX`` of glibc's ``mallopt``."""


def share_one_pool() -> None:
    """Let all threads take memory from one pool, so that what one has freed serves the others; call it before threads begin."""
    library = _library()
    if library is not None and hasattr(library, "mallopt"):
        library.mallopt(_ARENAS, 1)


def give_back() -> None:
    """Return the memory of what is no longer used, such as a closed run, to the system: soon, and once for all that close together."""
    if _due.acquire(blocking=False):
        soon = threading.Timer(LATER_SECONDS, _give_back)
        soon.daemon = True
        soon.current_context = None  # type: ignore[attr-defined]  # Solara's threads keep the session that began them, which is closing
        soon.start()


def _give_back() -> None:
    _due.release()
    gc.collect()
    library = _library()
    if library is not None and hasattr(library, "malloc_trim"):
        library.malloc_trim(0)


def _library() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None
