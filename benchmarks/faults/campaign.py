"""The campaign: ``python -m benchmarks faults`` puts some two hundred faults into studies and prints what became of them.

``METROSIM_FAULTS`` chooses kinds (``killed,full``) or repeats one fault (``killed:3``).
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks.faults.bench import Bench
from benchmarks.faults.kinds import FAULTS


def main() -> None:
    """Inject the faults of each kind and end with status 1 if anything did not hold."""
    chosen, wrong = os.environ.get("METROSIM_FAULTS", "") or ",".join(FAULTS), 0
    with tempfile.TemporaryDirectory(prefix="metrosim-") as folder:
        Path(folder).chmod(0o755)
        bench = Bench(Path(folder))
        assert bench.undisturbed
        for name in chosen.split(","):
            key, _, number = name.partition(":")
            wrong += kind_of_faults(bench, key, range(int(number), int(number) + 1) if number else range(FAULTS[key].times))
    if wrong:
        raise SystemExit(1)


def kind_of_faults(bench: Bench, key: str, numbers: range) -> int:
    """Inject faults of one kind, say how they ended, and return the number that went wrong."""
    fault, started = FAULTS[key], time.perf_counter()
    found = {}
    for number in numbers:
        try:
            found[number] = injected(bench, key, number)
        except PermissionError as reason:
            sys.stdout.write(f"{fault.title}: skipped, {reason}\n")
            return 0
        sys.stdout.write(f"  {key}:{number}: {found[number] or 'right'}\n")
        sys.stdout.flush()
    wrong = sum(bool(words) for words in found.values())
    sys.stdout.write(f"{fault.title}: {len(found)} faults, {wrong} wrong, {time.perf_counter() - started:.0f} s\n")
    sys.stdout.flush()
    return wrong


def injected(bench: Bench, key: str, number: int) -> str:
    """Inject one fault and return what was wrong; the same number gives the same fault.

    Raises:
        PermissionError: the fault needs rights that are not there.
    """
    fault = FAULTS[key]
    if fault.needs_root and os.geteuid() != 0:
        raise PermissionError("only root may do this")
    place = bench.folder / f"{key}-{number}"
    place.mkdir()
    place.chmod(0o755)
    return fault.inject(bench, place, Random(f"{key}:{number}"))


if __name__ == "__main__":
    main()
