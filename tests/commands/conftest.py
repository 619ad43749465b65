import os
import subprocess
import sys

import pytest


@pytest.fixture
def metrosim(tmp_path):
    """Run the command line in a process of its own and an empty folder, as a user does."""

    def call(*words, **environment):
        # Latin letters only in the environment: the language comes from --lang.
        env = {**os.environ, "LANG": "C.UTF-8", "METROSIM_LANG": "en", "COLUMNS": "150", **environment}
        return subprocess.run(
            [sys.executable, "-m", "sim.commands.main", *words], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False
        )

    return call


@pytest.fixture
def short_scenario(tmp_path):
    """A scenario file of three months with a lever."""
    path = tmp_path / "short.yaml"
    path.write_text(
        "title: {en: Short, zh: 短}\ndescription: {en: Three months., zh: 三个月。}\nsource: test\nbase: baseline-2022\n"
        "horizon: {start: 2023-01, end: 2023-03}\nlevers:\n  joint_rd:\n    start: 2023-01\n",
        encoding="utf-8",
    )
    bare = tmp_path / "bare.yaml"
    bare.write_text(path.read_text(encoding="utf-8").split("levers:")[0].replace("Short", "Bare"), encoding="utf-8")
    return path
