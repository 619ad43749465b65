"""Finds scenario files: names lie in the folder of scenarios, paths anywhere the user points to."""

import re
from pathlib import Path
from typing import NamedTuple

from sim.places import repository_or_package_data
from sim.scenario.problems import Problem, ScenarioError, shown, suggestions

SUFFIXES = (".yaml", ".yml")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}(/[A-Za-z0-9][A-Za-z0-9_-]{0,79})?")


class Located(NamedTuple):
    """A scenario file: its key, its path, and how messages call it."""

    key: str
    path: Path
    file: str


def scenarios_folder() -> Path:
    """Return the folder of the scenarios that ship with the package."""
    return repository_or_package_data("scenarios")


def scenario_names(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of all scenarios of the folder, sorted; by default the shipped ones.

    Examples:
        >>> import sim
        >>> "baseline-2022" in sim.scenario_names()
        True
    """
    root = scenarios_folder() if folder is None else folder
    found = [path.relative_to(root).with_suffix("").as_posix() for path in root.glob("**/*.yaml")]
    return tuple(sorted(name for name in found if _NAME.fullmatch(name)))


def locate_scenario(name_or_path: str | Path, folder: Path) -> Located:
    """Find a scenario by name in ``folder``, or by path if it ends in ``.yaml`` or ``.yml``.

    Raises:
        ScenarioError: no such scenario, or a name that points outside the folder.
    """
    if isinstance(name_or_path, Path) or name_or_path.endswith(SUFFIXES):
        return _by_path(Path(name_or_path), folder)
    return _by_name(name_or_path, folder)


def locate_base(base: str, heir: Located, folder: Path) -> Located:
    """Find the base of a scenario: a name in ``folder``, or a file beside the heir's file."""
    if not base.endswith(SUFFIXES):
        return _by_name(base, folder)
    beside = heir.path.parent
    if not _NAME.fullmatch(base.rpartition(".")[0]) or not _is_inside(beside / base, beside):
        raise _refused(base, "name_leaves_folder")
    return _by_path(beside / base, folder)


def _by_path(path: Path, folder: Path) -> Located:
    file = str(path)
    if not _is_file(path):
        raise ScenarioError([Problem(shown(file), None, "", "no_such_file", {"found": shown(file)})])
    if _is_inside(path, folder):
        return Located(path.resolve().relative_to(folder.resolve()).with_suffix("").as_posix(), path, file)
    return Located(path.stem, path, file)


def _by_name(name: str, folder: Path) -> Located:
    if not _NAME.fullmatch(name) and (".." in name or "\\" in name or name.startswith(("/", "~"))):
        raise _refused(name, "name_leaves_folder")
    path = folder / f"{name}.yaml"
    if not _NAME.fullmatch(name) or not _is_file(path):
        names = scenario_names(folder)
        raise _refused(name, "no_such_scenario", allowed=names, suggestions=suggestions(name, names))
    if not _is_inside(path, folder):
        raise _refused(name, "name_leaves_folder")
    return Located(name, path, f"{folder.name}/{name}.yaml")


def _refused(name: str, code: str, **values: object) -> ScenarioError:
    return ScenarioError([Problem(shown(name), None, "", code, {"found": shown(name)} | values)])


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
