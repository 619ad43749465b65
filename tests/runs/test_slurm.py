"""Slurm through dask-jobqueue, with an sbatch of our own that starts the job on this machine."""

import os
import stat
import sys
from pathlib import Path

import pytest

pytest.importorskip("dask_jobqueue", reason="the extra 'slurm' is not installed")

import dask

from sim.runs.executors.cluster import Cluster
from sim.runs.executors.place import PlaceError, read_place

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
SBATCH = """#!{python}
import pathlib, subprocess, sys
folder = pathlib.Path({folder!r})
job = len(list(folder.glob("*.sh"))) + 1
script = folder / f"{{job}}.sh"
script.write_text(pathlib.Path(sys.argv[-1]).read_text())
log = (folder / f"{{job}}.log").open("wb")
started = subprocess.Popen(["bash", str(script)], stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
(folder / f"{{job}}.pid").write_text(str(started.pid))
print(f"Submitted batch job {{job}}")
"""
SCANCEL = """#!{python}
import os, pathlib, signal, sys
for job in sys.argv[1:]:
    try:
        os.killpg(int((pathlib.Path({folder!r}) / f"{{job}}.pid").read_text()), signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError):
        pass
"""


@pytest.fixture
def slurm(tmp_path, monkeypatch):
    """A folder of commands that stand in for Slurm's, first on the path; every job has ended afterwards."""
    commands, jobs = tmp_path / "bin", tmp_path / "jobs"
    for folder in (commands, jobs):
        folder.mkdir()
    for name, text in (("sbatch", SBATCH), ("scancel", SCANCEL)):
        (commands / name).write_text(text.format(python=sys.executable, folder=str(jobs)), encoding="utf-8")
        (commands / name).chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
    yield jobs
    names = [path.stem for path in jobs.glob("*.pid")]
    os.spawnv(os.P_WAIT, str(commands / "scancel"), ["scancel", *names])


@pytest.mark.slow
def test_runs_go_to_slurm_jobs_that_start_from_this_environment(slurm, tmp_path):
    settings = {"jobqueue.slurm.cores": 1, "jobqueue.slurm.memory": "1GB", "jobqueue.slurm.interface": "lo", "jobqueue.slurm.queue": "short",
                "jobqueue.slurm.local-directory": str(tmp_path), "jobqueue.slurm.scheduler-options": {"dashboard_address": ":0"}}  # fmt: skip
    with dask.config.set(settings), Cluster(read_place("slurm"), workers=1) as executor:
        assert list(executor.map(abs, [-1, -2, -3], lost=None)) == [1, 2, 3]
    script = (slurm / "1.sh").read_text(encoding="utf-8")
    assert "#SBATCH -p short" in script
    assert str(Path(sys.executable).parent) in script


def test_slurm_without_settings_and_without_its_package_are_told_with_the_cure(monkeypatch):
    with pytest.raises(PlaceError) as caught:
        Cluster(read_place("slurm"), workers=1)
    assert caught.value.code == "slurm_settings"
    assert "cores" in str(caught.value)
    monkeypatch.setitem(sys.modules, "dask_jobqueue", None)
    with pytest.raises(PlaceError) as caught:
        Cluster(read_place("slurm"), workers=1)
    assert caught.value.code == "slurm_missing"
