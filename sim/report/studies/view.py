"""What the report of one kind of study consists of."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from matplotlib.figure import Figure

from sim.report.content.table import Table
from sim.report.studies.stored import StoredStudy


class View(NamedTuple):
    """Findings in sentences, figures by key, and tables."""

    findings: Callable[[StoredStudy], list[str]]
    figures: Mapping[str, Callable[[StoredStudy], Figure]]
    tables: Callable[[StoredStudy], list[Table]]
