"""A few faults of the campaign, each put into a real study that is then finished and compared with an undisturbed one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the faults need a system that can fork")
def test_a_study_that_is_killed_damaged_or_short_of_disk_ends_like_an_undisturbed_one():
    """In a process of its own, since threads of other tests must not be forked."""
    faults = "killed:1,truncated:2,full:1"  # the full disk is skipped, with its reason, where mounting is not allowed
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "METROSIM_FAULTS": faults}
    command = [sys.executable, "-m", "benchmarks", "faults"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 1 faults, 0 wrong") + done.stdout.count("skipped") == 3
