"""The evidence: every number the documents give, typed, with unit, label, source and the traps that touch it.

The tables lie in ``calibration/evidence``. Each is read once, when first asked for.
"""

from sim.evidence.geography import MEMBERS, OUTSIDE, outside_nodes, regions
from sim.evidence.industries import field_strength, fields, future_fields, joint_clusters
from sim.evidence.instruments import lever_row, lever_rows
from sim.evidence.lookup import UnknownEvidenceError
from sim.evidence.provenance import choices, source, sources
from sim.evidence.records import (
    Choice,
    Evidence,
    Fact,
    Field,
    FutureField,
    HistoryRow,
    JointCluster,
    Label,
    LeverRow,
    Number,
    OutsideNode,
    Region,
    Source,
    Strength,
    Target,
)
from sim.evidence.statements import fact, facts, history, history_value, target, targets

__all__ = [
    "MEMBERS",
    "OUTSIDE",
    "Choice",
    "Evidence",
    "Fact",
    "Field",
    "FutureField",
    "HistoryRow",
    "JointCluster",
    "Label",
    "LeverRow",
    "Number",
    "OutsideNode",
    "Region",
    "Source",
    "Strength",
    "Target",
    "UnknownEvidenceError",
    "choices",
    "fact",
    "facts",
    "field_strength",
    "fields",
    "future_fields",
    "history",
    "history_value",
    "joint_clusters",
    "lever_row",
    "lever_rows",
    "outside_nodes",
    "regions",
    "source",
    "sources",
    "target",
    "targets",
]
