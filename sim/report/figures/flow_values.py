"""What the flow map draws: mean flows of the baseline and paired changes, biggest first."""

from typing import Literal, NamedTuple

import pandas as pd

from sim.evidence import MEMBERS
from sim.report.comparison import Comparison
from sim.report.spread import Spread, paired_change

MOST_ARROWS = 22
MOST_CHANGES = 14

type Direction = Literal["inside", "leaving", "coming"]


class Flow(NamedTuple):
    """Transfer between two regions over the horizon in million CNY, or the change of it."""

    origin: str
    destination: str
    value: Spread

    @property
    def direction(self) -> Direction:
        """Within the circle, leaving it (leakage), or coming from outside."""
        if self.origin in MEMBERS:
            return "inside" if self.destination in MEMBERS else "leaving"
        return "coming"


def transfers(comparison: Comparison) -> pd.DataFrame:
    """Real transfer over the horizon: a row for each finished run, a column for each pair of regions."""
    rows = comparison.flows
    keys = ["scenario", "replicate", "origin", "destination"]
    sums = rows.groupby(keys, observed=True)["real_value"].sum()
    table = sums.unstack(["origin", "destination"])
    return table.reindex(comparison.finished).fillna(0.0)


def kept_at_home(table: pd.DataFrame, scenario: str) -> dict[str, float]:
    """Mean transfer within each member."""
    means = _means(table, scenario)
    return {member: float(means.get((member, member), 0.0)) for member in MEMBERS}


def largest_flows(table: pd.DataFrame, scenario: str) -> list[Flow]:
    """The largest mean flows between different regions, biggest first."""
    means = _means(table, scenario)
    flows = [Flow(a, b, Spread(value, value, value)) for (a, b), value in means.items() if _apart(a, b) and value > 0]
    return sorted(flows, key=_size)[:MOST_ARROWS]


def largest_changes(table: pd.DataFrame, baseline: str, policy: str) -> list[Flow]:
    """The largest paired changes of flows between different regions, biggest first."""
    pairs = [(a, b) for a, b in _means(table, policy) if _apart(a, b)]
    flows = [Flow(a, b, paired_change(table[a, b], baseline, policy)) for a, b in pairs]
    return sorted((flow for flow in flows if flow.value.mean), key=_size)[:MOST_CHANGES]


def _means(table: pd.DataFrame, scenario: str) -> dict[tuple[str, str], float]:
    own = table[table.index.get_level_values("scenario") == scenario]
    return {(pair[0], pair[1]): float(own[pair].mean()) for pair in table.columns.tolist()}


def _apart(origin: str, destination: str) -> bool:
    return origin != destination and (origin in MEMBERS or destination in MEMBERS)


def _size(flow: Flow) -> float:
    return -abs(flow.value.mean)
