"""The plainest executor: one item after the other, in this process."""

from collections.abc import Callable, Iterable, Iterator

from sim.runs.executors.executor import Executor, Lost


class InProcess(Executor):
    """Carries out everything here; nothing is taken before it is asked for."""

    workers = 1

    def map[T, R](self, work: Callable[[T], R], items: Iterable[T], *, lost: Lost[T, R]) -> Iterator[R]:  # noqa: ARG002 - nobody else can die
        """See :class:`Executor`."""
        return map(work, items)
