"""The faults: what is done to a study, and with which exit status it has to end."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from benchmarks.faults.attempt import carried_out
from benchmarks.faults.bench import RUNS, Bench
from benchmarks.faults.network import network
from sim.runs.store import RunStore

NOBODY, MEBI = 65534, 1 << 20
KILLED = -signal.SIGKILL


class Fault(NamedTuple):
    """A kind of fault."""

    title: str
    times: int
    """How often it is put into a study in a whole campaign."""
    inject: Callable[[Bench, Path, Random], str]
    """Does it once in an empty folder and returns what was wrong."""
    needs_root: bool = False


def killed(bench: Bench, place: Path, rng: Random) -> str:
    """Kill -9 of the whole study, a moment after a random number of runs."""
    results, store = place / "study", place / "store"
    when = _moment(store, rng)

    def meanwhile(pid: int) -> None:
        if when():
            os.kill(pid, signal.SIGKILL)

    ended = carried_out(bench.words(results, store), place / "log", meanwhile=meanwhile)
    return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={KILLED, 0})


def interrupted(bench: Bench, place: Path, rng: Random) -> str:
    """Ctrl-C."""
    results, store = place / "study", place / "store"
    when, sent = _moment(store, rng), []

    def meanwhile(pid: int) -> None:
        if not sent and when():
            sent.append(pid)
            os.kill(pid, signal.SIGINT)

    ended = carried_out(bench.words(results, store), place / "log", meanwhile=meanwhile)
    return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={130, 0})


def worker_killed(bench: Bench, place: Path, rng: Random) -> str:
    """Kill -9 of a worker process: the study goes on by itself."""
    import psutil

    results, store = place / "study", place / "store"
    when, done = _moment(store, rng), []

    def meanwhile(pid: int) -> None:
        workers = (
            [one for one in psutil.Process(pid).children(recursive=True) if "spawn_main" in " ".join(one.cmdline())] if not done and when() else []
        )
        if workers:
            done.append(rng.choice(workers).kill())

    words = [*bench.words(results, store), "--workers", "2"]
    ended = carried_out(words, place / "log", meanwhile=meanwhile)
    return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={0})


def full_disk(bench: Bench, place: Path, rng: Random) -> str:
    """A disk of a random size below the need; then there is room."""
    with small_disk(place / "disk", f"size={rng.randint(40, 900)}k") as disk:
        results, store = disk / "study", disk / "store"
        ended = carried_out(bench.words(results, store), place / "log")
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={0, 1})


def read_only(bench: Bench, place: Path, rng: Random) -> str:
    """A disk that can only be read, from the start or from a random moment on."""
    with small_disk(place / "disk", "size=64m") as disk:
        results, store = disk / "study", disk / "store"
        when, closed = _moment(store, rng), []
        if rng.random() < 0.3:
            closed.append(_remounted(disk, "ro"))

        def meanwhile(_pid: int) -> None:
            if not closed and when() and _remounted(disk, "ro"):
                closed.append(True)

        ended = carried_out(bench.words(results, store), place / "log", meanwhile=meanwhile)
        _remounted(disk, "rw")
        return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={0, 1, 2})


def denied(bench: Bench, place: Path, rng: Random) -> str:
    """The user may not write into the folder of results, of the store, or into a finished run's place."""
    results, store = place / "study", place / "store"
    closed = rng.choice((results, store, place))
    for folder in (results, store):
        folder.mkdir()
    for path in (bench.folder, place, results, store):
        path.chmod(0o777)
    closed.chmod(0o555)
    ended = carried_out(bench.words(results, store), _open_log(place), before=lambda: os.setresuid(NOBODY, NOBODY, NOBODY))
    closed.chmod(0o777)
    return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={0, 1, 2})


def clock_changed(bench: Bench, place: Path, rng: Random) -> str:
    """The clock jumps by years, back and forth, and stored files come from the future."""
    results, store = place / "study", place / "store"
    years = rng.choice((-30, -1, 1, 30)) * 365 * 86400.0
    real, calls = time.time, [0]

    def jumping() -> float:
        calls[0] += 1
        return real() + (years if calls[0] % 2 else 0.0)

    ended = carried_out(bench.words(results, store), place / "log", before=lambda: patch("time.time", jumping).start())
    for path in store.rglob("*.json"):
        os.utime(path, (real() + years, real() + years))
    return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={0})


def truncated(bench: Bench, place: Path, rng: Random) -> str:
    """A file of the study, stored or half stored, is cut short, emptied or lost."""
    results, store = place / "study", place / "store"
    when = _moment(store, rng)

    def meanwhile(pid: int) -> None:
        if when():
            os.kill(pid, signal.SIGKILL)

    ended = carried_out(bench.words(results, store), place / "log", meanwhile=meanwhile)
    files = sorted(path for folder in (results, store) for path in folder.rglob("*") if path.is_file())
    if not files:
        return bench.after(results, store, ended, resume=False, expected={KILLED, 0})
    hurt = rng.choice(files)
    size = hurt.stat().st_size
    if rng.random() < 0.2:
        hurt.unlink()
    else:
        os.truncate(hurt, rng.choice((0, size // 2, max(0, size - 1))))
    spared = {address for address in RunStore(store).addresses() if address not in hurt.parts}
    resume = hurt.name != "plan.json" and rng.random() < 0.5  # a plan that is damaged is refused: the command itself is given again
    return bench.after(results, store, ended, resume=resume, expected={KILLED, 0}, spared=spared)


def short_of_memory(bench: Bench, place: Path, rng: Random) -> str:
    """The process may take only so much more memory."""
    results, store = place / "study", place / "store"
    more = rng.randint(0, 60) * MEBI

    def before() -> None:
        now = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))

    ended = carried_out(bench.words(results, store), place / "log", before=before)
    return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={0, 1, KILLED, -signal.SIGSEGV, -signal.SIGABRT})


def cluster_cut(bench: Bench, place: Path, rng: Random) -> str:
    """The scheduler of a Dask cluster is gone in the middle of a study."""
    from tests.runs.clusters import cluster  # the tests start clusters the same way

    results, store = place / "study", place / "store"
    when, done = _moment(store, rng), []
    with cluster(place / "dask", 1) as running:

        def meanwhile(_pid: int) -> None:
            if not done and when():
                done.append(running.scheduler.kill())

        words = [*bench.words(results, store), "--workers", "0", "--cluster", running.address]
        ended = carried_out(words, place / "log", meanwhile=meanwhile)
    return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={0, 1})


def network_cut(bench: Bench, place: Path, rng: Random) -> str:
    """The network between a study and its cluster is cut: for a second, or until the study gives up."""
    from tests.runs.clusters import cluster

    results, store = place / "study", place / "store"
    back, at = rng.random() < 0.5, []
    when = _moment(store, rng)
    with network() as cable, cluster(place / "dask", 1, host=cable.there, inside=cable.inside) as running:

        def meanwhile(_pid: int) -> None:
            if not at and when():
                at.append(time.monotonic())
                cable.cut()
            elif back and at and time.monotonic() - at[0] > 1.0:
                cable.mend()

        words = [*bench.words(results, store), "--workers", "0", "--cluster", running.address]
        ended = carried_out(words, place / "log", before=_notice_soon, meanwhile=meanwhile)
    return bench.after(results, store, ended, resume=rng.random() < 0.5, expected={0} if back else {0, 1, 2})


def _notice_soon() -> None:
    """Take a silent connection for lost after twelve seconds instead of half a minute."""
    import dask

    dask.config.set({"distributed.comm.timeouts.tcp": "12s"})


@contextmanager
def small_disk(place: Path, options: str) -> Iterator[Path]:
    """Mount a disk in memory.

    Raises:
        PermissionError: mounting is not allowed here.
    """
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False).returncode:
        raise PermissionError("mounting is not permitted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _remounted(disk: Path, how: str) -> bool:
    return subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], capture_output=True, check=False).returncode == 0


def _moment(store: Path, rng: Random) -> Callable[[], bool]:
    """Return a question that is answered with yes a short while after a random number of runs was stored."""
    wanted, wait, since = rng.randint(0, RUNS), rng.uniform(0, 0.15), []

    def is_now() -> bool:
        if not since and len(list(RunStore(store).addresses())) >= wanted:
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] > wait

    return is_now


def _open_log(place: Path) -> Path:
    log = place.parent / f"{place.name}.log"
    log.touch()
    log.chmod(0o666)
    return log


FAULTS: Mapping[str, Fault] = {
    "killed": Fault("kill -9 of the study", 40, killed),
    "interrupted": Fault("Ctrl-C", 15, interrupted),
    "worker": Fault("kill -9 of a worker process", 4, worker_killed),
    "full": Fault("full disk (tmpfs of 40 to 900 kB)", 30, full_disk, needs_root=True),
    "read-only": Fault("disk becomes read-only", 25, read_only, needs_root=True),
    "denied": Fault("permission denied (as nobody)", 24, denied, needs_root=True),
    "clock": Fault("clock jumps by years", 20, clock_changed),
    "truncated": Fault("file cut short, emptied or lost", 30, truncated),
    "memory": Fault("memory limit (RLIMIT_AS)", 10, short_of_memory),
    "cluster": Fault("scheduler of the cluster gone", 2, cluster_cut),
    "network": Fault("network to the cluster cut", 4, network_cut, needs_root=True),
}
