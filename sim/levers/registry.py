"""The levers that exist: every file of :mod:`sim.levers.instruments`, and those of installed plug-ins.

A plug-in is a file named by ``--plugin`` (:mod:`sim.plugins`), or a package with an entry point of the group
``metrosim.levers`` that names a lever class.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Any

from sim.levers import instruments
from sim.levers.lever import Lever
from sim.plugins import modules

PLUGIN_GROUP = "metrosim.levers"


@cache
def lever_types() -> Mapping[str, type[Lever[Any]]]:
    """Return every lever by key, sorted by key; the class tells title, group, evidence, assumptions and type of terms.

    Raises:
        ValueError: if two levers share a key.
        PluginError: a plug-in file cannot be used.

    Examples:
        >>> import sim
        >>> fund = sim.lever_types()["launch_fund"]
        >>> fund.title.en, fund.acts_on, fund.terms_type.model_validate({}).direct_max
        ('Launch fund for future industries', 'funds', 0.3)
    """
    found: dict[str, type[Lever[Any]]] = {}
    for lever in [*_built_in(), *_plugged_in()]:
        if lever.key in found:
            raise ValueError(f"two levers are called {lever.key!r}; rename one of them")
        found[lever.key] = lever
    return dict(sorted(found.items()))


def _built_in() -> list[type[Lever[Any]]]:
    names = sorted(module.name for module in iter_modules(instruments.__path__))
    return [lever for name in names for lever in import_module(f"{instruments.__name__}.{name}").LEVERS]


def _plugged_in() -> list[type[Lever[Any]]]:
    from_files = [lever for module in modules() for lever in getattr(module, "LEVERS", ())]
    return from_files + [point.load() for point in entry_points(group=PLUGIN_GROUP)]
