"""How far a study has come, read from its folder while it runs or after it was stopped."""

from dataclasses import dataclass

from sim.runs.address import run_address
from sim.runs.store import RunStore
from sim.runs.tables import read_table
from sim.studies.folder import StudyFolder


@dataclass(frozen=True)
class Status:
    """State of a study."""

    kind: str
    runs: int
    """Runs that the study needs, or the most that it may need."""
    exact: bool
    stored: int
    """Runs of it that are in the store; where the study decides on the way, all runs of its own store."""
    failed: int
    """Failed runs that the tables tell of; a stopped study tries failed runs again."""
    finished: bool
    half_written: int
    damaged: int
    same_model: bool


def status_of(begun: StudyFolder) -> Status:
    """Return how far a study has come."""
    store = RunStore(begun.store)
    there = set(store.addresses())
    scale = begun.study.scale
    stored = sum(address in there for address in _addresses(begun)) if scale.exact else len(there)
    failed = 0
    if begun.finished:
        failed = int((read_table(begun.folder / "runs.parquet", columns=("state",)).state != "done").sum())
    parts, damaged = (len(list(begun.store.glob(f"{stem}-*"))) for stem in ("part", "damaged"))
    return Status(begun.study.kind, scale.runs, scale.exact, stored, failed, begun.finished, parts, damaged, begun.same_model)


def _addresses(begun: StudyFolder) -> set[str]:
    """Addresses of the runs that are known before the first one; runs that are the same count once."""
    return {run_address(order.scenario, order.parameters, order.seed) for order in begun.study.known_orders(begun.store)}
