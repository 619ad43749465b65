"""Whether an error, whatever its class, says that memory is short."""

import errno
import re

_SIGNS = re.compile(
    r"failed to map segment|cannot create shared object descriptor|cannot allocate memory(?! in static TLS)|unable to allocate"
    r"|can't start new thread",
    re.IGNORECASE,
)
"""What the system and its loader of libraries say; only the words tell this from an error of the program."""


def lacks_memory(error: BaseException) -> bool:
    """Whether an error, or one that it came from, is a lack of memory.

    A library that does not fit any more is an :class:`ImportError`, a thread without room for its stack a :class:`RuntimeError`.

    >>> lacks_memory(ImportError("_core.so: failed to map segment from shared object")), lacks_memory(ImportError("No module named 'x'"))
    (True, False)
    """
    seen: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and not any(cause is one for one in seen):
        if isinstance(cause, MemoryError) or (isinstance(cause, OSError) and cause.errno == errno.ENOMEM):
            return True
        if isinstance(cause, ImportError | OSError | RuntimeError) and _SIGNS.search(str(cause)):
            return True
        seen.append(cause)
        cause = cause.__cause__ or cause.__context__
    return False
