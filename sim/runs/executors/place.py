"""Where to run, as the user writes it: ``local:4``, ``tcp://host:8786``, ``tls://host:8786``, ``slurm``."""

import re
from functools import partial
from typing import Any, Literal, NamedTuple

from sim.runs.executors.executor import Executor
from sim.runs.executors.in_process import InProcess
from sim.runs.executors.processes import PATIENCE_SECONDS, Processes

_ADDRESS = re.compile(r"(?P<kind>tcp|tls)://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9_.-]+):\d{1,5}")
_LOCAL = re.compile(r"local(:(?P<count>[1-9]\d{0,3}))?")

type Kind = Literal["local", "tcp", "tls", "slurm"]


class PlaceError(ValueError):
    """The cluster cannot be used as asked; the code names a text of the catalogue, the values fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep code and values on the way from a worker."""
        return partial(type(self), self.code, **self.values), ()


class Tls(NamedTuple):
    """Files of a TLS connection; where all are empty, Dask's own configuration counts."""

    ca: str = ""
    """Certificate of the authority that signed the others."""
    cert: str = ""
    """Certificate of this client."""
    key: str = ""
    """Key of that certificate; may stand in its file."""


class Place(NamedTuple):
    """A cluster: what kind it is, its address, and the number of workers to start (0: as many as there are cores, or as there are)."""

    kind: Kind
    address: str = ""
    number: int = 0


def read_place(written: str) -> Place:
    """Read what was written behind ``--cluster``.

    >>> read_place("local:2").number, read_place("tls://node7:8786").kind
    (2, 'tls')

    Raises:
        PlaceError: anything else.
    """
    if written == "slurm":
        return Place("slurm")
    if found := _LOCAL.fullmatch(written):
        return Place("local", number=int(found["count"] or 0))
    if found := _ADDRESS.fullmatch(written):
        return Place("tls" if found["kind"] == "tls" else "tcp", written)
    raise PlaceError("cluster_form", found=written)


def executor_at(place: Place | None, *, workers: int, tls: Tls | None = None, patience: float = PATIENCE_SECONDS) -> Executor:
    """Return an executor for a place; without one, this machine's processes (one worker: this process).

    Raises:
        PlaceError: the cluster cannot be used: a package is missing, nobody answers, or its code differs.
    """
    if place is None:
        return Processes(workers, patience=patience) if workers > 1 else InProcess()
    try:
        from sim.runs.executors.cluster import Cluster
    except ImportError as error:
        raise PlaceError("cluster_missing", package=error.name or "distributed") from None
    return Cluster(place, workers=workers, tls=tls or Tls(), patience=patience)

