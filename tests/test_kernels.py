import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

import sim
from sim import kernels
from sim.draws.keyed import uniform
from sim.kernels import Compiled, cache_folder, digest_of, kernel, typed_table
from sim.levers.registry import lever_types

PACKAGE = Path(sim.__file__).parent


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGE, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__", "_data")))


def test_compiled_code_lies_in_a_folder_named_by_its_sources():
    assert cache_folder().name == f"kernels-{digest_of(PACKAGE)}"


def test_an_unchanged_copy_of_the_sources_has_the_same_digest(tmp_path):
    assert digest_of(_copy(tmp_path)) == digest_of(PACKAGE)


def test_a_change_in_a_table_that_kernels_use_changes_the_digest(tmp_path):
    copy = _copy(tmp_path)
    columns = copy / "world" / "columns.py"
    columns.write_text(columns.read_text() + "\n# changed\n")
    assert digest_of(copy) != digest_of(PACKAGE)


def test_a_change_in_a_lever_asks_for_no_new_compilation(tmp_path):
    copy = _copy(tmp_path)
    (copy / "levers" / "instruments" / "another.py").write_text("LEVERS = ()\n")
    assert digest_of(copy) == digest_of(PACKAGE)


def test_kernels_give_the_same_as_plain_python_where_numba_is_told_not_to_compile():
    """So are the tests carried out that ask for altered code, and those that measure which lines are reached."""
    asked = "import numpy as np; from sim.draws.keyed import uniform; print([uniform(np.uint64(7), np.uint64(i)).hex() for i in range(3)])"
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", asked], env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == str([uniform(np.uint64(7), np.uint64(i)).hex() for i in range(3)])


def test_the_tests_of_altered_code_pass_on_unaltered_code():
    environment = {**os.environ, "METROSIM_MUTANTS": "0", "METROSIM_FILES": "deal.py", "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-m", "benchmarks", "mutation"]
    done = subprocess.run(command, cwd=PACKAGE.parent, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


class Pair(NamedTuple):
    """Two columns whose types nobody has promised."""

    left: np.ndarray
    right: np.ndarray


@kernel
def _sum_of(pair):
    total = 0.0
    for row in range(pair.left.shape[0]):
        total += pair.left[row] * pair.right[row]
    return total


@typed_table
class Rates(NamedTuple):
    """Parameters, floats when a run builds them."""

    low: float
    high: float


@kernel
def _middle(rates):
    return (rates.low + rates.high) / 2


@pytest.mark.parametrize(
    "columns",
    [
        (np.arange(4), np.arange(4.0)),
        (np.arange(4.0), np.arange(4.0)),
        (np.arange(8.0)[::2], np.arange(4, dtype=np.int8)),
        (np.arange(4.0, dtype=np.float32), np.arange(4.0)),
    ],
)
def test_a_table_without_promised_types_is_looked_at_column_by_column(columns):
    first = np.arange(3.0)
    assert _sum_of(Pair(first, first)) == 5.0
    assert _sum_of(Pair(first, first)) == 5.0
    assert _sum_of(Pair(*columns)) == float(np.asarray(columns[0], float) @ np.asarray(columns[1], float))
    assert _sum_of(Pair(first, first)) == 5.0


def test_parameters_that_are_no_floats_give_the_same_as_floats_whichever_come_first():
    assert _middle(Rates(1, 2)) == _middle(Rates(1.0, 2.0)) == 1.5
    assert _middle(Rates(0.25, 0.5)) == 0.375
    assert _middle(Rates(True, np.float64(2.0))) == 1.5


@typed_table
class Promised(NamedTuple):
    """Two columns of floats, as promised."""

    left: np.ndarray
    right: np.ndarray


@kernel
def _products(promised):
    total = 0.0
    for row in range(promised.left.shape[0]):
        total += promised.left[row] * promised.right[row]
    return total


def test_a_column_of_items_of_another_size_than_promised_is_refused():
    whole = np.arange(3.0)
    assert _products(Promised(whole, whole)) == 5.0
    for broken in (whole.astype(np.float32), [0.0, 1.0, 2.0]):
        with pytest.raises(TypeError, match="Promised holds something else"):
            _products(Promised(whole, broken))
    assert _products(Promised(whole, whole)) == 5.0


@pytest.mark.parametrize("start", ["2020-01", "2023-11"])
def test_every_table_that_promises_its_types_keeps_them_through_runs_under_every_lever(monkeypatch, start):
    seen: dict[type, set[tuple[object, ...]]] = {}
    call = Compiled.__call__

    def watched(self, *arguments):
        for argument in arguments:
            if isinstance(argument, tuple) and type(argument) in kernels._KNOWN:
                seen.setdefault(type(argument), set()).add(tuple(map(_form, argument)))
        return call(self, *arguments)

    monkeypatch.setattr(Compiled, "__call__", watched)
    end = "2020-04" if start == "2020-01" else "2024-02"
    scenario = sim.load_scenario("baseline-2022").with_horizon(start, end).with_levers(*lever_types(), start=start, end=None)
    assert sim.simulate(scenario, seed=3).state == "done"
    assert len(seen) > 25
    assert {declared.__name__: forms for declared, forms in seen.items() if len(forms) > 1} == {}


def _form(column: object) -> tuple[object, ...]:
    if isinstance(column, np.ndarray):
        return column.dtype, column.ndim, column.flags.carray
    return (type(column),)
