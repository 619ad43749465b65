"""Mutation testing: ``python -m benchmarks mutation`` alters one operator at a time and asks the tests whether they notice.

The mutants are Cosmic Ray's; what is altered are ledger, draws, funds and matching, and each mutant meets the small tests of its file in a
process of its own, without compiled kernels (compiling a mutant would take longer than a hundred of them live). A mutant that no test
notices is printed as a difference, to be reviewed. ``METROSIM_MUTANTS`` sets how many are drawn from each file, evenly over all there are,
and ``METROSIM_FILES`` names the files (words of their paths).
"""

import ast
import difflib
import importlib.abc
import importlib.util
import os
import signal
import sys
import time
import warnings
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SMALL_CIRCLE = "tests/golden/test_golden_small_circle.py"
TESTS = {
    "sim/ledger/book.py": ("tests/ledger",),
    "sim/ledger/division.py": ("tests/ledger",),
    "sim/draws/keyed.py": ("tests/draws/test_draws_in_plain_integers.py",),
    "sim/processes/funds.py": ("tests/processes/test_funds_by_hand.py", SMALL_CIRCLE),
    "sim/processes/search.py": ("tests/processes/test_matching_by_hand.py", SMALL_CIRCLE),
    "sim/processes/deal.py": ("tests/processes/test_deals_by_hand.py", SMALL_CIRCLE),
}
FROM_EACH = int(os.environ.get("METROSIM_MUTANTS", "60"))
FILES = [path for path in TESTS if any(word in path for word in os.environ.get("METROSIM_FILES", "sim").split())]
SECONDS = 90
"""A mutant that takes longer hangs, which is noticed too."""
NO_TEST_OF = ("RemoveDecorator", "ExceptionReplacer")
"""Kernels' decorators do nothing when nothing is compiled; a replaced exception is Cosmic Ray's own name."""


class Mutant(NamedTuple):
    """One altered file: its path, what altered it, and its text."""

    path: str
    operator: str
    text: str


def places(source: str) -> list[tuple[str, int]]:
    """Every mutation of a text as operator and occurrence, without those of declared numbers."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    declared, nodes, found = _declarations(source), list(ast_nodes(get_ast(source))), []
    for name in sorted(operator_names()):
        operator_class = get_operator(name)
        if operator_class.arguments() or any(word in name for word in NO_TEST_OF):
            continue
        operator = operator_class()
        starts = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        found += [(name, occurrence) for occurrence, start in enumerate(starts) if start[0] not in declared]
    return found


def mutant(path: str, name: str, occurrence: int) -> Mutant:
    """Return one mutant of a file."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    source = (ROOT / path).read_text(encoding="utf-8")
    return Mutant(path, name.partition("/")[2], mutate_code(source, get_operator(name)(), occurrence) or source)


def _declarations(source: str) -> set[int]:
    """Lines of declared numbers, of the declaration of the process, and of annotations: their values are tested elsewhere."""
    lines: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign) or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PROCESS"):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


class _Instead(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives one module the text of a mutant."""

    def __init__(self, tried: Mutant) -> None:
        self.name, self.mutant = tried.path.removesuffix(".py").replace("/", "."), tried

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> object:
        """Answer for the one module."""
        return importlib.util.spec_from_loader(name, self, origin=str(ROOT / self.mutant.path)) if name == self.name else None

    def get_source(self, _name: str) -> str:
        """Return the mutant's text."""
        return self.mutant.text


def survives(tried: Mutant) -> bool:
    """Whether the tests pass with a mutant in place."""
    child = os.fork()
    if child == 0:
        os._exit(_tested(tried))
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _tested(tried: Mutant) -> int:
    """In the child: put a mutant in place and return what pytest says; anything but 0 is a mutant that was noticed."""
    import pytest

    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    sys.meta_path.insert(0, _Instead(tried))
    tests = TESTS[tried.path]
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore", "--rootdir", str(ROOT), *tests]))


def sample(path: str) -> tuple[list[Mutant], int]:
    """Mutants drawn evenly from all of a file, and how many there are."""
    every = places((ROOT / path).read_text(encoding="utf-8"))
    step = max(1.0, len(every) / max(1, FROM_EACH))
    return [mutant(path, *every[int(i * step)]) for i in range(min(FROM_EACH, len(every)))], len(every)


def difference(tried: Mutant) -> str:
    """The lines that a mutant alters."""
    before = (ROOT / tried.path).read_text(encoding="utf-8").splitlines()
    lines = difflib.unified_diff(before, tried.text.splitlines(), lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


def main() -> None:
    """Try the mutants file by file and print the survivors and the counts."""
    warnings.simplefilter("ignore")
    if os.environ.get("NUMBA_DISABLE_JIT") != "1":
        os.execve(sys.executable, [sys.executable, "-m", "benchmarks.mutation"], {**os.environ, "NUMBA_DISABLE_JIT": "1"})
    import hypothesis  # noqa: F401  # imported once, for all children
    import numba  # noqa: F401
    import pandas  # noqa: F401
    import scipy.stats  # noqa: F401

    os.chdir(ROOT)
    for path in FILES:
        started = time.perf_counter()
        if not survives(Mutant(path, "none", (ROOT / path).read_text(encoding="utf-8"))):
            raise SystemExit(f"{path}: its tests fail without any alteration, so they would notice none")
        chosen, total = sample(path)
        left = [one for one in chosen if survives(one)]
        for one in left:
            sys.stdout.write(f"\nsurvived: {one.path} {one.operator}\n{difference(one)}\n")
        minutes = (time.perf_counter() - started) / 60
        sys.stdout.write(f"| {path} | {total} | {len(chosen)} | {len(chosen) - len(left)} | {len(left)} | {minutes:.1f} minutes |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
