import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import sim


def test_every_public_name_can_be_loaded():
    for name in sim.__all__:
        assert getattr(sim, name) is not None
        assert name in dir(sim)


def test_a_name_that_is_a_folder_too_stays_a_function_however_often_it_is_used():
    import_module("sim.indicators.measure")
    import_module("sim.parameters.declare")
    for _ in range(2):
        assert sim.indicators()["high_tech"].kind == "stock"
        assert sim.parameters()["pilot.cost"].free.unit == "million CNY"


def test_an_unknown_name_lists_those_that_exist():
    with pytest.raises(AttributeError, match="load_scenario"):
        _ = sim.load_scenarios


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, sim; print([m for m in ('numba','numpy','pandas','mesa') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout.strip() == "[]"


def test_mesa_is_imported_in_two_files_only():
    root = Path(sim.__file__).parent
    using = {path.relative_to(root).as_posix() for path in root.rglob("*.py") if "import mesa" in path.read_text(encoding="utf-8")}
    assert using == {"runs/model.py", "runs/agents.py"}


@pytest.mark.parametrize("page", ["stability.md", "stability.zh.md"])
def test_the_documented_stable_names_are_just_the_exported_ones(page):
    text = (Path(sim.__file__).parents[1] / "docs" / "reference" / page).read_text(encoding="utf-8")
    assert sorted(re.findall(r"^- `sim\.(\w+)`$", text, re.MULTILINE)) == sorted(sim.__all__)
    assert sorted(sim._HOMES) == sorted(set(sim.__all__) - {"__version__"})
