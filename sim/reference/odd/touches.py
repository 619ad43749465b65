"""What the code of a process touches, read from its source: state it changes, policy quantities it reads, points at which it pays.

Functions are followed from ``run`` of the process through every function of the package that they call by name. A change is an
assignment to ``table.column[...]`` with the usual name of a table, or to a parameter for which such a column is handed over. The few
changes that reach a column under another name are listed in :data:`_UNDER_ANOTHER_NAME`; a test runs the month and fails if a column
moves in a process that is not said to move it.
"""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

from sim.levers import instruments
from sim.levers.quantities import Quantities
from sim.processes.process import Process
from sim.world.columns import Alliances, Cities, Contracts, Firms, Platforms, Results
from sim.world.funds import Funds

TABLES: dict[str, Any] = {
    "firms": Firms,
    "platforms": Platforms,
    "results": Results,
    "contracts": Contracts,
    "alliances": Alliances,
    "cities": Cities,
    "funds": Funds,
}
"""The tables of the state by their usual name in the code."""
_UNDER_ANOTHER_NAME = {
    "talent": ("cities.talent_top", "cities.talent_lead", "cities.talent_young"),
}
_QUANTITY_HOLDERS = frozenset({"q", "quantities"})
_ROOM_ONLY = "_make_room"
"""A function that looks at quantities only to know how large a table must be."""

type Function = tuple[str, str]
"""Module and name."""


class Touches(NamedTuple):
    """What one process touches: ``table.column`` changed, policy quantities read, payment points used; sorted."""

    changes: tuple[str, ...]
    quantities: tuple[str, ...]
    points: tuple[str, ...]


class _Module(NamedTuple):
    """Functions of a file by name, and the functions it imports from the package: local name, module and name there."""

    functions: dict[str, ast.FunctionDef]
    imports: dict[str, Function]
    tree: ast.Module


@cache
def touches(process: Process) -> Touches:
    """Return what a process touches; the levers act inside the policy step."""
    home = process.run.__module__
    reached = _reached((home, "run"))
    handed = {change for module, name in reached for change in _handed(_module(module), name)}
    nodes: list[ast.AST] = [_module(module).functions[name] for module, name in sorted(reached)]
    if process.key == "policy":
        nodes += [_module(f"{instruments.__name__}.{one.name}").tree for one in iter_modules(instruments.__path__)]
    changed = handed | {change for node in nodes for change in _changes(node)} | set(_UNDER_ANOTHER_NAME.get(process.key, ()))
    read = {name for node in nodes if getattr(node, "name", "") != _ROOM_ONLY for name in _quantities(node)}
    points = {name for module, function in reached for name in _points(_module(module), function)}
    return Touches(tuple(sorted(changed)), tuple(name for name in Quantities._fields if name in read), tuple(sorted(points)))


@cache
def _module(name: str) -> _Module:
    path = import_module(name).__file__
    tree = ast.parse(Path(path or "").read_text(encoding="utf-8"))
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    imports = {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sim.")
        for alias in node.names
    }
    return _Module(functions, imports, tree)


@cache
def _reached(start: Function) -> frozenset[Function]:
    """Every function of the package that can be reached from one by calls."""
    found: set[Function] = set()
    waiting = [start]
    while waiting:
        module, name = waiting.pop()
        home = _module(module)
        if (module, name) in found or name not in home.functions:
            continue
        found.add((module, name))
        for call in (node for node in ast.walk(home.functions[name]) if isinstance(node, ast.Name)):
            waiting += [(module, call.id)] if call.id in home.functions else [home.imports[call.id]] if call.id in home.imports else []
    return frozenset(found)


def _changes(node: ast.AST) -> Iterator[str]:
    for target in _assigned(node):
        if isinstance(target.value, ast.Attribute):
            yield from _column(target.value)


def _handed(home: _Module, name: str) -> Iterator[str]:
    """Columns that a function hands to one of its file that assigns to them under the name of a parameter."""
    for call in ast.walk(home.functions[name]):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in home.functions):
            continue
        called = home.functions[call.func.id]
        written = {target.value.id for target in _assigned(called) if isinstance(target.value, ast.Name)}
        for parameter, argument in zip(called.args.args, call.args, strict=False):
            if parameter.arg in written and isinstance(argument, ast.Attribute):
                yield from _column(argument)


def _assigned(node: ast.AST) -> Iterator[ast.Subscript]:
    """What is assigned to by index."""
    for one in ast.walk(node):
        if isinstance(one, ast.Assign):
            targets = [part for target in one.targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
        else:
            targets = [one.target] if isinstance(one, ast.AugAssign) else []
        yield from (target for target in targets if isinstance(target, ast.Subscript))


def _column(attribute: ast.Attribute) -> Iterator[str]:
    holder = attribute.value
    name = holder.id if isinstance(holder, ast.Name) else holder.attr if isinstance(holder, ast.Attribute) else ""
    if name in TABLES and attribute.attr in TABLES[name]._fields and attribute.attr not in {"rows", "holding_rows"}:
        yield f"{name}.{attribute.attr}"


def _quantities(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute):
            holder = one.value
            name = holder.id if isinstance(holder, ast.Name) else holder.attr if isinstance(holder, ast.Attribute) else ""
            if name in _QUANTITY_HOLDERS and one.attr in Quantities._fields:
                yield one.attr


def _points(module: _Module, function: str) -> Iterator[str]:
    """Payment points that a function names, through the constants of its file."""
    constants = {name: point for node in module.tree.body if isinstance(node, ast.Assign) for name, point in _constants(node)}
    for one in ast.walk(module.functions[function]):
        if isinstance(one, ast.Name) and one.id in constants:
            yield constants[one.id]


def _constants(node: ast.Assign) -> Iterator[tuple[str, str]]:
    """Names bound to ``int(Point.X)`` by an assignment, also to several at once."""
    target, value = node.targets[0], node.value
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    for name, bound in zip(names, values, strict=False):
        for one in ast.walk(bound):
            if isinstance(name, ast.Name) and isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "Point":
                yield name.id, one.attr
