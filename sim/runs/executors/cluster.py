"""A Dask cluster: on this machine, at an address, or made of Slurm jobs."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from distributed import Client, Future
from distributed import wait as wait_for
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from sim.runs.address import model_digests
from sim.runs.executors.connect import connected
from sim.runs.executors.executor import Executor, Lost
from sim.runs.executors.place import Place, PlaceError, Tls
from sim.runs.executors.processes import PATIENCE_SECONDS

LOOK_SECONDS = 5.0
"""How often a waiting study looks whether any worker is left."""
ALONE_SECONDS = 120.0
"""How long it waits for a worker to come back."""


class _Waiting[T](NamedTuple):
    item: T
    future: "Future[Any]"


class Cluster(Executor):
    """Carries out items on the workers of a Dask scheduler.

    Items of a worker that was lost go to others; after four workers died over one item (Dask's
    ``distributed.scheduler.allowed-failures``) it is begun once more when nothing else is under way, and then given up: the deaths
    may have been a neighbour's. An item that takes longer than ``patience`` is begun a second time elsewhere and
    whichever comes first counts: runs are the same wherever they are done.

    Args:
        place: from :func:`sim.runs.executors.place.read_place`.
        workers: workers to start for ``local`` and ``slurm`` where the place does not say; not used for an address.
        tls: files of the connection.
        patience: seconds after which the oldest item is begun a second time; 0 waits for ever.

    Raises:
        PlaceError: nobody answers, a package or a setting is missing, or a worker runs other code.
    """

    def __init__(self, place: Place, *, workers: int = 0, tls: Tls | None = None, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience or float("inf")
        self._cluster, self._client = connected(place, workers, tls or Tls())
        try:
            _refuse_other_code(self._client)
        except BaseException:
            self.close()
            raise

    @property
    def workers(self) -> int:
        """Number of threads that the cluster has at this moment."""
        return max(1, sum(worker["nthreads"] for worker in self._client.scheduler_info(n_workers=-1)["workers"].values()))

    def map[T, R](self, work: Callable[[T], R], items: Iterable[T], *, lost: Lost[T, R]) -> Iterator[R]:
        """See :class:`Executor`.

        Raises:
            PlaceError: the scheduler is lost, or no worker comes back.
        """
        try:
            yield from self._mapped(work, items, lost)
        except (CommClosedError, CancelledError, asyncio.CancelledError):
            raise self._gone() from None
        except OSError:  # of the work, unless the client has lost its scheduler
            if self._client.status == "running":
                raise
            raise self._gone() from None

    def _mapped[T, R](self, work: Callable[[T], R], items: Iterable[T], lost: Lost[T, R]) -> Iterator[R]:
        waiting: deque[_Waiting[T]] = deque()
        source, bound = iter(items), self.most_ahead
        checked = _SameCode(work, model_digests())
        for item in source:
            waiting.append(_Waiting(item, self._client.submit(checked, item, pure=False)))
            if len(waiting) >= bound:
                yield self._result(waiting.popleft(), checked, lost, waiting)
                bound = self.most_ahead if len(waiting) % 8 == 0 else bound
        while waiting:
            yield self._result(waiting.popleft(), checked, lost, waiting)

    def _result[T, R](self, one: _Waiting[T], work: Callable[[T], R], lost: Lost[T, R], others: Iterable[_Waiting[T]]) -> R:
        found: R
        try:
            found = self._value(self._first(one, work))
        except KilledWorker:  # Dask blames every item that the dying workers had been given: alone it will turn out whose fault it was
            self._all_done([other.future for other in others])
            again = _Waiting(one.item, self._client.submit(work, one.item, pure=False))
            try:
                found = self._value(self._first(again, work))
            except KilledWorker as error:
                return lost(one.item, str(error).partition(". ")[0])
        return found

    def _value(self, future: "Future[Any]") -> Any:
        """Fetch the value of an item that has ended; it is worked out again if its worker was lost meanwhile."""
        alone = 0.0
        while True:
            try:
                return future.result(timeout=LOOK_SECONDS)
            except TimeoutError:
                if future.status == "error":  # of the work itself
                    raise
                alone = self._refuse_to_wait_alone(alone)

    def _all_done(self, futures: "list[Future[Any]]") -> None:
        """Wait until items have ended, well or not."""
        alone = 0.0
        while True:
            try:
                with self._client.as_current():
                    wait_for(futures, timeout=LOOK_SECONDS)
                return
            except TimeoutError:
                alone = self._refuse_to_wait_alone(alone)

    def _gone(self) -> PlaceError:
        """What is told when the scheduler is lost."""
        return PlaceError("cluster_gone", reason=f"the scheduler does not answer, the client is {self._client.status}")

    def _first[T, R](self, one: _Waiting[T], work: Callable[[T], R]) -> "Future[Any]":
        """Wait for an item; begin it a second time after too long a time."""
        futures, begun, alone = [one.future], time.monotonic(), 0.0
        while True:
            try:
                with self._client.as_current():
                    done = wait_for(futures, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done
                return next(future for future in futures if future in done)
            except TimeoutError:
                pass
            alone = self._refuse_to_wait_alone(alone)
            if len(futures) == 1 and time.monotonic() - begun > self._patience:
                busy = self._client.who_has(futures) or {}
                logging.getLogger(__name__).warning("a run takes longer than %g s; it is begun a second time (%s)", self._patience, busy)
                futures.append(self._client.submit(work, one.item, pure=False, priority=1))

    def _refuse_to_wait_alone(self, since: float) -> float:
        """Return since when no worker was there, 0 if there are some; ask a cluster that was started here to replace them.

        It forgets a worker that is away some seconds after a death, as one is between two deaths, and does not start another by itself.

        Raises:
            PlaceError: none has come back in time.
        """
        if self._client.status != "running":
            raise self._gone()
        if self._client.scheduler_info(n_workers=-1)["workers"]:
            return 0.0
        if since and time.monotonic() - since > ALONE_SECONDS:
            raise PlaceError("cluster_empty", seconds=f"{ALONE_SECONDS:g}")
        if self._cluster is not None:
            self._cluster.scale(len(self._cluster.worker_spec))
        return since or time.monotonic()

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        with _quiet(logging.getLogger("distributed.client")):
            self._client.close()
        if self._cluster is not None:
            self._cluster.close()
            self._cluster = None


@contextmanager
def _quiet(log: logging.Logger) -> Iterator[None]:
    """Let a client that was looking for a lost scheduler stop looking without a traceback: the loss is told by :class:`PlaceError`."""
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


@dataclass(frozen=True, slots=True)
class _SameCode[T, R]:
    """Work that refuses to be done by a worker of another version: its results would not fit the others."""

    work: Callable[[T], R]
    versions: tuple[str, ...]

    def __call__(self, item: T) -> R:
        if model_digests() != self.versions:
            raise PlaceError("cluster_versions", workers=model_digests(), here=self.versions)
        return self.work(item)


def _refuse_other_code(client: Client) -> None:
    here = model_digests()
    try:
        found: dict[str, Any] = client.run(model_digests)
    except (ImportError, AttributeError) as error:
        raise PlaceError("cluster_versions", workers=error, here=here) from None
    other = sorted({versions for versions in found.values() if tuple(versions) != here})
    if other:
        raise PlaceError("cluster_versions", workers=other, here=here)
