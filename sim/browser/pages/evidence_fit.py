"""Rows of the evidence tables about the fit and the validation: numbers before and after, targets beside predictions, facts beside bands."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.browser.pages.evidence_cells import Badge, Cell, Rows, heads, met
from sim.browser.words import say
from sim.calibration.names import target_title
from sim.calibration.shipping import shipped_table
from sim.calibration.targets import judged_targets
from sim.parameters.registry import parameters
from sim.texts.bilingual import Language
from sim.texts.numbers import number_text
from sim.validation.readings import READINGS
from sim.validation.stored import shipped_verdicts
from sim.validation.table import band_text

_TONE = {"identified": "observed", "weakly": "estimated", "not": "assumed", "carried": "assumed"}


def calibration(language: Language) -> Rows:
    """Prior and posterior of the free numbers."""
    rows: list[Sequence[Cell]] = []
    for row in _records(shipped_table("numbers").sort_values("shrinkage", ascending=False, kind="stable")):
        title = parameters()[row["key"]].free.title.in_language(language)
        verdict = Badge(say(f"evidence.identified.{row['verdict']}", language), _TONE[row["verdict"]])
        rows.append((title, row["key"], _interval(row, "prior"), _interval(row, "posterior"), verdict))
    return heads(language, "number", "key", "prior", "posterior", "verdict"), rows, (2, 3)


def fitted(language: Language) -> Rows:
    """Targets of the fit beside their posterior-predictive intervals."""
    titles = {target.key: target_title(target, language) for target in judged_targets()}
    rows: list[Sequence[Cell]] = [
        (titles[row["key"]], number_text(row["observed"]), _interval(row, "predicted"), met(bool(row["inside"]), language))
        for row in _records(shipped_table("targets"))
    ]
    return heads(language, "quantity", "observed", "predicted", "verdict"), rows, (1, 2)


def facts(language: Language) -> Rows:
    """Stylised facts beside their bands; what a failure tells."""
    rows: list[Sequence[Cell]] = []
    for one in shipped_verdicts():
        reading = "" if one.passed else READINGS[one.band.key].in_language(language)
        title, statistic = one.band.title.in_language(language), one.band.statistic.in_language(language)
        rows.append((title, statistic, band_text(one.band), number_text(one.median, decimals=3), met(one.passed, language), reading))
    return heads(language, "fact", "statistic", "band", "built", "verdict", "reading"), rows, (2, 3)


def _interval(row: dict[str, Any], name: str) -> str:
    low, middle, high = (number_text(row[f"{name}_{level}"], decimals=3) for level in (0.025, 0.5, 0.975))
    return f"{middle} [{low}, {high}]"


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]
