import shutil
from pathlib import Path

import sim
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
