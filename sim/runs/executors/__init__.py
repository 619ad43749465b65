"""Where runs are carried out: in this process, in worker processes, on a Dask cluster; all behind one interface."""

from sim.runs.executors.executor import Executor, Lost
from sim.runs.executors.in_process import InProcess
from sim.runs.executors.processes import Processes

__all__ = ["Executor", "InProcess", "Lost", "Processes"]
