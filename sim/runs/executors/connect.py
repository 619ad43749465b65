"""Starting a Dask cluster, or finding one."""

import os
import warnings
from pathlib import Path
from typing import Any

from distributed import Client, LocalCluster, Security

from sim.runs.executors.place import Place, PlaceError, Tls

ANSWER_SECONDS = 30.0
WORKER_SECONDS = 120.0


def connected(place: Place, workers: int, tls: Tls) -> tuple[Any, Client]:
    """Return the cluster that was started (None for an address) and a client of it, once a worker is there.

    Raises:
        PlaceError: see the codes.
    """
    security = _security(tls) if place.kind == "tls" or any(tls) else None
    cluster = _started(place, workers)
    try:
        client = _client(place, cluster, security)
    except BaseException:
        if cluster is not None:
            cluster.close()
        raise
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError:
        client.close()
        if cluster is not None:
            cluster.close()
        raise PlaceError("cluster_empty", seconds=f"{WORKER_SECONDS:g}") from None
    return cluster, client


def _started(place: Place, workers: int) -> Any:
    if place.kind == "local":
        count = place.number or workers or os.cpu_count() or 1
        return LocalCluster(n_workers=count, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0")
    if place.kind == "slurm":
        return _slurm(workers or 1)
    return None


def _slurm(workers: int) -> Any:
    """Start Slurm jobs; queue, cores, memory and account come from Dask's file ``jobqueue.yaml``."""
    try:
        from dask_jobqueue import SLURMCluster
    except ImportError:
        raise PlaceError("slurm_missing") from None
    try:
        cluster = SLURMCluster()
        cluster.scale(workers)
    except (ValueError, RuntimeError, OSError) as error:
        raise PlaceError("slurm_settings", reason=error) from None
    return cluster


def _client(place: Place, cluster: Any, security: Security | None) -> Client:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # differing patch versions of packages; the code that counts is compared by its digest
            return Client(cluster or place.address, security=security, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, RuntimeError, ValueError, TypeError) as error:
        raise PlaceError("cluster_silent", address=place.address or place.kind, reason=_short(error)) from None


def _short(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


def _security(tls: Tls) -> Security:
    missing = [path for path in tls if path and not Path(path).is_file()]
    if missing:
        raise PlaceError("tls_files", files=", ".join(missing))
    names = {"tls_ca_file": tls.ca, "tls_client_cert": tls.cert, "tls_client_key": tls.key}
    security = Security(require_encryption=True, **{name: path for name, path in names.items() if path})
    if any(getattr(security, name) is None for name in ("tls_ca_file", "tls_client_cert")):
        raise PlaceError("tls_settings")
    return security
