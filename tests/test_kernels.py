import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np

import sim
from sim.draws.keyed import uniform
from sim.kernels import cache_folder, digest_of

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
