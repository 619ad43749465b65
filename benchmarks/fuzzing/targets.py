"""What is fuzzed, and with how many inputs in a whole campaign."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.fuzzing import command_lines, files, folders
from benchmarks.fuzzing.files import Attempt


class Target(NamedTuple):
    """A kind of input."""

    title: str
    inputs: int
    prepare: Callable[[Path], Attempt]
    """Makes the attempt in a folder, the only one in which it may write."""


TARGETS: Mapping[str, Target] = {
    "amounts": Target("amounts, numbers and months", 100_000, files.amounts),
    "documents": Target("short YAML texts", 80_000, files.documents),
    "scenarios": Target("scenario files", 8_000, files.scenarios),
    "plans": Target("sweep plans", 6_000, files.plans),
    "uploads": Target("uploads of the browser", 6_000, files.uploads),
    "folders": Target("folders of results: manifest, plan, tables, store", 700, folders.folders),
    "commands": Target("command lines", 1_500, command_lines.command_lines),
}
