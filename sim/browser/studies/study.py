"""A study as the page sees it: started, watched, cancelled."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

type State = Literal["running", "done", "failed", "cancelled"]


class Study:
    """One study in a process of its own.

    Args:
        order: what :mod:`sim.browser.studies.work` is to do.
        changed: called after each report of the process, from another thread.
    """

    def __init__(self, order: dict[str, Any], changed: Callable[[], None]) -> None:
        self.order = order
        self.state: State = "running"
        self.done, self.total, self.message = 0, 0, ""
        self.folder: Path | None = None
        self._changed = changed
        command = [sys.executable, "-m", "sim.browser.studies.work"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def kind(self) -> str:
        """``comparison`` or ``sweep``."""
        return str(self.order["kind"])

    def cancel(self) -> None:
        """Stop the process; runs that are finished stay in the store."""
        if self.state == "running":
            self.state = "cancelled"
            self._process.terminate()
            self._changed()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = json.loads(line)
            self.done, self.total = told.get("done", self.done), told.get("total", self.total)
            if self.state == "running" and "state" in told:
                self.state, self.message = told["state"], told.get("message", "")
                self.folder = Path(told["folder"]) if "folder" in told else None
            self._changed()
        status = self._process.wait()
        if self.state == "running":
            self.state, self.message = "failed", f"the process of the study ended with status {status}"
        self._changed()
