"""A lever and a process of one's own, in one file, from the command line and under the contract."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "night_market.py"
SCENARIO = """
title: {en: Night market, zh: 科技夜市}
base: no-policy
horizon: {start: 2023-01, end: 2023-03}
levers:
  night_market: {start: 2023-01}
"""


def _python(code, **variables):
    environment = {**os.environ, "METROSIM_PLUGINS": str(EXAMPLE), **variables}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


def _metrosim(*words, cwd=ROOT):
    environment = {key: value for key, value in os.environ.items() if key != "METROSIM_PLUGINS"} | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-m", "sim.commands.main", *words], capture_output=True, text=True, env=environment, cwd=cwd, check=False)


def test_the_example_of_the_documentation_keeps_the_contract():
    done = _python("from sim.testing import check_lever; from sim.levers.registry import lever_types; check_lever(lever_types()['night_market'])")
    assert done.returncode == 0, done.stderr


def test_a_process_of_ones_own_comes_where_it_asked_to_and_its_number_is_listed():
    done = _python("from sim.processes.order import month; from sim.parameters.registry import parameters\n"
                   "print([p.key for p in month()][:3], parameters()['weather.gloom'].free.default)")  # fmt: skip
    assert done.stdout.strip() == "['policy', 'weather', 'research'] 0.1", done.stderr


def test_the_command_line_runs_a_scenario_with_the_plug_in_in_worker_processes(tmp_path):
    (tmp_path / "night.yaml").write_text(SCENARIO, encoding="utf-8")
    done = _metrosim("--plugin", str(EXAMPLE), "run", "night.yaml", "--replicates", "2", "--workers", "2", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["scenario"] == "night"


def test_without_the_plug_in_the_lever_is_unknown(tmp_path):
    (tmp_path / "night.yaml").write_text(SCENARIO, encoding="utf-8")
    done = _metrosim("check", "night.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "night_market" in done.stdout + done.stderr


@pytest.mark.parametrize(("text", "reason"), [(None, "no such file"), ("LEVERS = (", "SyntaxError"), ("x = 1", "neither LEVERS nor PROCESSES")])
def test_a_bad_plug_in_is_refused_in_words(tmp_path, text, reason):
    path = tmp_path / "mine.py"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    done = _metrosim("--plugin", str(path), "scenarios", cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert reason in done.stderr
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
