"""Plug-ins: levers and processes of a user's own, in one file outside the package.

A plug-in file defines ``LEVERS``, a tuple of lever classes, or ``PROCESSES``, a tuple of pairs (process, key of the process after
which it comes), or both. ``metrosim --plugin FILE VERB ...`` loads it, as does the environment variable ``METROSIM_PLUGINS`` (paths
joined as in ``PATH``), which worker processes inherit. A package may register the same with the entry points ``metrosim.levers`` and
``metrosim.processes``.
"""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

VARIABLE = "METROSIM_PLUGINS"


class PluginError(Exception):
    """A plug-in file that cannot be read or does not define what it should; says which and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


def use(paths: Iterable[Path]) -> None:
    """Name plug-in files for this process and the worker processes it starts; to be called before registers are read.

    Raises:
        PluginError: a file is missing, fails to load, or defines neither LEVERS nor PROCESSES.

    Examples:
        >>> use([Path("no_such_plugin.py")])
        Traceback (most recent call last):
        ...
        sim.plugins.PluginError: ...no_such_plugin.py: there is no such file
    """
    found = [str(path.resolve()) for path in paths]
    if found:
        os.environ[VARIABLE] = os.pathsep.join(found)
        modules()


def modules() -> tuple[ModuleType, ...]:
    """Return the loaded plug-in files, in the order named."""
    return tuple(_loaded(path) for path in plugin_paths())


def plugin_paths() -> tuple[Path, ...]:
    """Return the plug-in files that are named."""
    return tuple(Path(path) for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path)


def digest() -> str:
    """Digest of all plug-in files: part of what a result depends on; empty without plug-ins."""
    paths = plugin_paths()
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:16] if paths else ""


@cache
def _loaded(path: Path) -> ModuleType:
    if not path.is_file():
        raise PluginError(path, "there is no such file")
    specification = spec_from_file_location(f"metrosim_plugin_{path.stem}", path)
    if specification is None or specification.loader is None:
        raise PluginError(path, "a plug-in is a Python file and ends in .py")
    module = module_from_spec(specification)
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        raise PluginError(path, f"{type(error).__name__}: {error}") from error
    if not hasattr(module, "LEVERS") and not hasattr(module, "PROCESSES"):
        raise PluginError(path, "it defines neither LEVERS nor PROCESSES")
    return module
