"""Ctrl-C that is not lost, whatever a library makes of it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interrupt_kept() -> Iterator[None]:
    """End a block with :class:`KeyboardInterrupt` if Ctrl-C came inside it, also if a library turned it into an error of its own.

    The dispatch of compiled code, for one, can make a ``KeyError`` of it. Only the main thread hears of signals; elsewhere, and where
    somebody else handles them, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    came: list[int] = []

    def handler(number: int, frame: FrameType | None) -> None:
        came.append(number)
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if came:
            raise KeyboardInterrupt
