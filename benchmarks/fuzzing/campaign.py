"""The campaign: ``python -m benchmarks fuzzing`` tries 200,000 inputs and more, and prints what it found.

``METROSIM_FUZZ`` chooses targets (``scenarios,plans``) or repeats one input (``scenarios:123``); ``METROSIM_INPUTS`` sets the number of
inputs of each.
"""

import logging
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.fuzzing.guard import Guard, Tried
from benchmarks.fuzzing.targets import TARGETS

MOST_FINDINGS_TOLD, WARMING = 20, 30


@dataclass
class Tally:
    """What became of the inputs of one target."""

    inputs: int = 0
    said: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    slowest: str = ""
    megabytes: float = 0.0
    findings: dict[str, list[str]] = field(default_factory=dict)
    """What was wrong, and the names of the inputs that showed it."""

    def add(self, name: str, tried: Tried) -> None:
        """Count one input."""
        self.inputs += 1
        self.said[tried.said] += 1
        if tried.seconds > self.longest:
            self.longest, self.slowest = tried.seconds, name
        if tried.wrong:
            self.findings.setdefault(tried.wrong, []).append(name)


def fuzz(target: str, numbers: range, folder: Path) -> Tally:
    """Try inputs of one target under watch; the same numbers give the same inputs.

    Args:
        target: key of :data:`TARGETS`.
        numbers: which inputs.
        folder: an empty folder, the only one in which files may change.
    """
    attempt, guard, tally = TARGETS[target].prepare(folder), Guard(folder), Tally()
    for number in range(-WARMING, 0):
        with suppress(Exception):  # these fill caches that all later inputs share
            attempt(generator(target, number))
    for number in numbers:
        tally.add(f"{target}:{number}", guard.tried(lambda number=number: attempt(generator(target, number))))
    tally.megabytes = guard.megabytes
    return tally


def generator(target: str, number: int) -> Random:
    """Return the chance of one input."""
    return Random(f"{target}:{number}")


def main() -> None:
    """Fuzz the targets one after another and end with status 1 if anything was found."""
    logging.disable()  # damaged runs are told by the thousand
    chosen, found = os.environ.get("METROSIM_FUZZ", "") or ",".join(TARGETS), False
    for name in chosen.split(","):
        target, _, number = name.partition(":")
        inputs = int(os.environ.get("METROSIM_INPUTS", TARGETS[target].inputs))
        numbers = range(int(number), int(number) + 1) if number else range(inputs)
        started = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="metrosim-") as folder:
            os.environ["TMPDIR"] = tempfile.tempdir = folder
            tally = fuzz(target, numbers, Path(folder))
            tempfile.tempdir = None
            del os.environ["TMPDIR"]
        sys.stdout.write(f"{target}: {told(tally, time.perf_counter() - started)}\n")
        found = found or bool(tally.findings)
    if found:
        raise SystemExit(1)


def told(tally: Tally, seconds: float) -> str:
    """Say what became of the inputs, and what was found."""
    said = ", ".join(f"{count:,} {word}" for word, count in sorted(tally.said.items()) if word)
    head = f"{tally.inputs:,} inputs ({said}), longest {1000 * tally.longest:.0f} ms ({tally.slowest}), memory +{tally.megabytes:.0f} MB, "
    lines = [head + f"{len(tally.findings)} findings, {seconds / 60:.1f} minutes"]
    lines += [f"  {wrong}: {len(names)} inputs, {', '.join(names[:3])}" for wrong, names in list(tally.findings.items())[:MOST_FINDINGS_TOLD]]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
