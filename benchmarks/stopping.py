"""Kills a whole study ten times at random moments, resumes it, and compares its tables with those of an undisturbed one."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from sim.runs.store import RunStore

TIMES = 10
PLAN = """scenario: {scenario}
vary: {{levers.transfer_agencies.reward: [1%, 3%, 5%], parameters.search.take: [0.3, 0.5]}}
replicates: {replicates}
"""
SCENARIO = """title: {en: Short, zh: 短}
description: {en: A few months., zh: 数月。}
source: test
base: transfer-agencies
horizon: {start: 2023-01, end: 2023-03}
levers: {transfer_agencies: {start: 2023-01, elasticity: 1}}
"""


def main() -> None:
    """Print how many runs were done before each kill, and whether the tables are equal."""
    with tempfile.TemporaryDirectory() as folder:
        moments, equal = kill_and_resume(Path(folder), times=TIMES, replicates=12, seed=1)
    sys.stdout.write(f"runs stored when the study was killed: {', '.join(map(str, moments))}\n")
    sys.stdout.write(f"tables equal to those of an undisturbed study, no run done twice: {'yes' if equal else 'NO'}\n")
    if not equal:
        raise SystemExit(1)


def kill_and_resume(folder: Path, *, times: int, replicates: int, seed: int) -> tuple[list[int], bool]:
    """Kill a sweep several times, resume it, and run it once undisturbed.

    Returns:
        The number of stored runs at each kill, and whether all tables are equal byte for byte after sorting and no run was done twice.
    """
    (folder / "short.yaml").write_text(SCENARIO, encoding="utf-8")
    (folder / "plan.yaml").write_text(PLAN.format(scenario=folder / "short.yaml", replicates=replicates), encoding="utf-8")
    chance = random.Random(seed)
    store, moments, kept = RunStore(folder / "killed" / "store"), [], {}
    words = ["sweep", str(folder / "plan.yaml"), "--results", str(folder / "killed")]
    for _ in range(times):
        _killed(words, store, chance)
        moments.append(len(list(store.addresses())))
        if not _untouched(store, kept):
            return moments, False
        kept = stamps(store)
        if (folder / "killed" / "plan.json").is_file():
            words = ["resume", str(folder / "killed")]
    _finished(words)
    _finished(["sweep", str(folder / "plan.yaml"), "--results", str(folder / "undisturbed")])
    whole = _untouched(store, kept) and not list(store.folder.glob("part-*"))
    return moments, whole and finished_tables(folder / "killed") == finished_tables(folder / "undisturbed")


def _killed(words: list[str], store: RunStore, chance: random.Random) -> None:
    """Start a study in a group of processes of its own and kill the group some runs later."""
    before = len(list(store.addresses()))
    wanted = before + chance.randint(0, 6)
    study = subprocess.Popen(_command(words), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while study.poll() is None and len(list(store.addresses())) < wanted:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.2))
    os.killpg(study.pid, signal.SIGKILL)
    study.wait()


def _finished(words: list[str]) -> None:
    subprocess.run(_command(words), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _command(words: list[str]) -> list[str]:
    return [sys.executable, "-m", "sim.commands.main", *words, "--workers", "2"]


def stamps(store: RunStore) -> dict[str, int]:
    """When each stored run was written."""
    return {address: (store.folder / address / "manifest.json").stat().st_mtime_ns for address in store.addresses()}


def _untouched(store: RunStore, kept: dict[str, int]) -> bool:
    """Whether every run that was there is there still, written at the same moment."""
    now = stamps(store)
    return all(now.get(address) == moment for address, moment in kept.items())


def finished_tables(folder: Path) -> dict[str, bytes]:
    """Every table sorted by all its columns, as bytes."""
    found = {}
    for path in sorted(folder.glob("*.parquet")):
        table = pd.read_parquet(path)
        found[path.stem] = table.astype("str").sort_values(list(table.columns)).to_csv(index=False).encode()
    return found
