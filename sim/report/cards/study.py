"""Card of a study that was just run or is stored: the findings of its report in sentences."""

from typing import TYPE_CHECKING

import pandas as pd

from sim.report.cards.card import Body, Card, words
from sim.report.studies.full import VIEWS
from sim.report.studies.stored import StoredStudy
from sim.runs.storage import described
from sim.texts.bilingual import Language, default_language

if TYPE_CHECKING:
    from sim.studies.study import StudyResult


class LiveStudy(StoredStudy):
    """A result in memory that answers as a stored study does."""

    def __init__(self, result: "StudyResult", language: Language) -> None:
        self.result = result
        self.language = language
        self.kind = result.kind
        scenarios = {scenario.key: described(scenario) for scenario in result.scenarios}
        self.manifest = {"kind": result.kind, "scenarios": scenarios, **result.facts}

    def table(self, name: str) -> pd.DataFrame:
        """Return one table of the result."""
        return self.result.tables[name]


def study_card(result: "StudyResult", language: Language | None) -> Card:
    """Return the card of a study that was just run."""
    chosen = language or default_language()
    facts = ((words("failed", chosen), f"{result.broken:,}"),) if result.broken else ()
    titles = ("、" if chosen == "zh" else ", ").join(scenario.title.in_language(chosen) for scenario in result.scenarios)
    study = LiveStudy(result, chosen)
    return Card(words(f"kind.{result.kind}", chosen), titles, facts, lambda: Body(VIEWS[result.kind].findings(study)), chosen)
