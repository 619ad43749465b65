"""Worker processes on this machine that stay alive between items."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Any

from sim.runs.executors.executor import Executor, Lost

PATIENCE_SECONDS = 3600.0
TRIES = 3


@dataclass(slots=True)
class _Waiting[T]:
    """An item that was taken; without a future it is to be tried alone."""

    item: T
    future: "Future[Any] | None"
    tries: int = 1


class Processes(Executor):
    """Carries out items in ``workers`` processes.

    When a process dies, the pool of processes is made anew. Which item was to blame is not known, so those that waited are
    tried one at a time until each has had its turn.

    Args:
        workers: number of processes.
        patience: seconds after which the oldest item counts as hanging: its process is ended and the item tried again; 0 waits for ever.
        tries: how often an item may take its process with it.
    """

    def __init__(self, workers: int, *, patience: float = PATIENCE_SECONDS, tries: int = TRIES) -> None:
        self._workers = workers
        self._patience = patience or None
        self._tries = tries
        self._pool: ProcessPoolExecutor | None = None

    @property
    def workers(self) -> int:
        """Number of processes."""
        return self._workers

    def map[T, R](self, work: Callable[[T], R], items: Iterable[T], *, lost: Lost[T, R]) -> Iterator[R]:
        """See :class:`Executor`."""
        waiting: deque[_Waiting[T]] = deque()
        source = iter(items)
        try:
            while self._filled(waiting, source, work):
                head = waiting[0]
                try:
                    result = self._result(head, work)
                except BrokenProcessPool as error:
                    if head.tries >= self._tries:
                        waiting.popleft()
                        yield lost(head.item, f"its worker process ended {head.tries} times: {error}")
                    head.tries += 1
                    self._forget(waiting)
                    continue
                waiting.popleft()
                yield result
        finally:
            for one in waiting:
                if one.future is not None:
                    one.future.cancel()

    def _filled[T, R](self, waiting: deque[_Waiting[T]], source: Iterator[T], work: Callable[[T], R]) -> bool:
        """Take items up to the bound, unless suspects are waiting for their turn; say whether anything waits."""
        suspects = any(one.future is None for one in waiting)
        while not suspects and len(waiting) < self.most_ahead:
            try:
                item = next(source)
            except StopIteration:
                break
            waiting.append(_Waiting(item, None))
            self._submit(waiting[-1], work)
        return bool(waiting)

    def _submit[T, R](self, one: _Waiting[T], work: Callable[[T], R]) -> None:
        try:
            one.future = self._processes().submit(work, one.item)
        except BrokenProcessPool as error:  # the pool broke between two calls; the item hears of it when its turn comes
            one.future = Future()
            one.future.set_exception(error)

    def _result[T, R](self, head: _Waiting[T], work: Callable[[T], R]) -> R:
        if head.future is None:
            self._submit(head, work)
        assert head.future is not None
        try:
            found: R = head.future.result(self._patience)
        except TimeoutError:
            if head.future.done():
                raise
            raise BrokenProcessPool(f"no answer within {self._patience:g} s") from None
        return found

    def _forget[T](self, waiting: Iterable[_Waiting[T]]) -> None:
        """End the processes and mark what they had not finished as to be tried alone."""
        for one in waiting:
            if one.future is not None and (not one.future.done() or one.future.cancelled() or one.future.exception() is not None):
                one.future = None
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list((getattr(pool, "_processes", None) or {}).values()):  # a public way exists from Python 3.14 on
                process.kill()
            pool.shutdown(wait=True, cancel_futures=True)

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=self._workers, mp_context=get_context("spawn"), initializer=_begin_worker
            )
            self._pool.submit(_nothing).result()  # the start of a process is no part of anybody's patience
        return self._pool

    def close(self) -> None:
        """Let items that are being worked on come to their end, and end the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _nothing() -> None:
    """Show that a process is there."""


def _begin_worker() -> None:
    """A worker finishes its item when the user interrupts (the parent drops what waits), and ends when its parent has died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
