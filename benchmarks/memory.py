"""Largest memory of the calling process."""

import resource
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_memory() -> int:
    """Largest memory of this process so far, bytes.

    On Linux from the process's own address space: the kernel's ``ru_maxrss`` also counts the parent's at the time of the start.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
