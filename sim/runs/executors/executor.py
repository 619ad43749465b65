"""The interface of executors."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Self

type Lost[T, R] = Callable[[T, str], R]
"""What stands in for an item whose workers died again and again: called with the item and what happened."""


class Executor(ABC):
    """Carries out the same work on many items.

    An executor of your own needs :meth:`map` and :attr:`workers`; the class
    :class:`sim.runs.executors.contract.ExecutorContract` tests whether it keeps the promises of both.
    """

    @property
    @abstractmethod
    def workers(self) -> int:
        """Number of items that can be worked on at the same time, at least 1."""

    @abstractmethod
    def map[T, R](self, work: Callable[[T], R], items: Iterable[T], *, lost: Lost[T, R]) -> Iterator[R]:
        """Yield ``work(item)`` for each item, in the order of the items whatever the order in which they are finished.

        Items are taken one by one, at most :attr:`most_ahead` more than have been yielded, so that any number of them may be
        given. An exception of ``work`` is raised here when the turn of its item comes. When a worker dies or keeps silent, its
        items are given to another; if that happens to one item again and again, ``lost(item, reason)`` is yielded.
        Closing the iterator drops what has not been begun.

        Args:
            work: a function that can be pickled.
            items: what to work on; each must be picklable.
            lost: makes the result of an item that no worker survived.
        """

    @property
    def most_ahead(self) -> int:
        """Largest number of items taken but not yet yielded; it bounds memory here and at a scheduler."""
        return max(8, 4 * self.workers)

    def close(self) -> None:  # noqa: B027 - most executors hold nothing
        """Let go of the workers; nothing happens the second time."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()
