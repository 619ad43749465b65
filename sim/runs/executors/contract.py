"""The contract of executors, as tests.

Run it on an executor of your own with pytest::

from sim.runs.executors.contract import ExecutorContract

class TestMine(ExecutorContract):
def make_executor(self):
return Mine(...)
"""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from sim.runs.executors.executor import Executor

MANY = 200


class ExecutorContract:
    """What every executor promises; derive from it and say how yours is made.

    Examples:
        >>> from sim.runs.executors.in_process import InProcess
        >>> class TestMine(ExecutorContract):
        ...     survives_lost_workers = False
        ...     def make_executor(self) -> Executor:
        ...         return InProcess()
        >>> TestMine().test_results_come_in_the_order_of_the_items()
    """

    survives_lost_workers = True
    """Set to False if the work is done in the caller's own process."""

    def make_executor(self) -> Executor:
        """Return a new executor."""
        raise NotImplementedError("say in make_executor how your executor is made")

    def test_results_come_in_the_order_of_the_items(self) -> None:  # noqa: D102
        with self.make_executor() as executor:
            assert list(executor.map(_late_if_even, range(24), lost=_never)) == [-i for i in range(24)]

    def test_items_are_taken_a_bounded_number_ahead(self) -> None:  # noqa: D102
        with self.make_executor() as executor:
            source = _Counted()
            for done, _ in enumerate(executor.map(abs, source, lost=_never)):
                assert source.taken - done <= max(executor.most_ahead, 1)
            assert source.taken == MANY

    def test_no_item_gives_no_result(self) -> None:  # noqa: D102
        with self.make_executor() as executor:
            assert list(executor.map(abs, [], lost=_never)) == []

    def test_an_exception_of_the_work_is_raised(self) -> None:  # noqa: D102
        with self.make_executor() as executor:
            results = executor.map(_inverse, [1, 2, 0, 4], lost=_never)
            assert [next(results), next(results)] == [1.0, 0.5]
            try:
                next(results)
            except ZeroDivisionError:
                return
            raise AssertionError("the exception of the work was swallowed")

    def test_an_executor_can_be_used_again(self) -> None:  # noqa: D102
        with self.make_executor() as executor:
            for _ in range(2):
                assert list(executor.map(abs, [-1, -2], lost=_never)) == [1, 2]

    def test_stopping_early_leaves_the_executor_usable(self) -> None:  # noqa: D102
        with self.make_executor() as executor:
            results: Iterator[int] = iter(executor.map(abs, range(MANY), lost=_never))
            assert next(results) == 0
            del results
            assert list(executor.map(abs, [-3], lost=_never)) == [3]

    def test_closing_twice_does_nothing(self) -> None:  # noqa: D102
        executor = self.make_executor()
        executor.close()
        executor.close()

    def test_there_is_at_least_one_worker(self) -> None:  # noqa: D102
        with self.make_executor() as executor:
            assert executor.workers >= 1

    def test_items_of_a_worker_that_died_are_done_by_another(self, tmp_path: Path) -> None:  # noqa: D102
        if not self.survives_lost_workers:
            return
        items = [(i, str(tmp_path / "died") if i == 5 else "") for i in range(12)]
        with self.make_executor() as executor:
            assert list(executor.map(_die_once, items, lost=_never)) == list(range(12))

    def test_an_item_that_kills_every_worker_is_given_up_and_the_others_are_done(self) -> None:  # noqa: D102
        if not self.survives_lost_workers:
            return
        with self.make_executor() as executor:
            found = list(executor.map(_die_at_three, range(6), lost=_told))
        assert found[:3] + found[4:] == [0, 1, 2, 4, 5]
        assert isinstance(found[3], str)
        assert found[3]


class _Counted:
    """Counts how many numbers have been taken from it."""

    def __init__(self) -> None:
        self.taken = 0

    def __iter__(self) -> Iterator[int]:
        for number in range(MANY):
            self.taken += 1
            yield number


def _never(item: object, reason: str) -> int:
    raise AssertionError(f"{item} was given up: {reason}")


def _told(_item: object, reason: str) -> str:
    return reason


def _late_if_even(number: int) -> int:
    time.sleep(0.01 * (number % 2 == 0))
    return -number


def _inverse(number: int) -> float:
    return 1 / number


def _die_once(item: tuple[int, str]) -> int:
    number, mark = item
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _die_at_three(number: int) -> int | str:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
