"""What a study does when a run fails."""

from typing import Literal, Protocol

type OnError = Literal["after", "now", "ignore"]
"""Tell failures after the last run (``after``), stop at the first one (``now``), or only note them (``ignore``)."""


class Failed(Protocol):
    """What is known of a failed run."""

    @property
    def scenario(self) -> str: ...  # noqa: D102
    @property
    def stage(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102


class StoppedByFailureError(Exception):
    """A run failed and the study was to stop at the first failure; finished runs stay in the store."""

    def __init__(self, run: Failed) -> None:
        super().__init__(f"{run.scenario} failed at {run.stage}: {run.message}")
        self.run = run
