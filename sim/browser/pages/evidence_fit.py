"""Rows of the evidence tables about the fit and the validation: numbers before and after, targets beside predictions, facts beside bands."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.browser.pages.evidence_cells import Badge, Cell, Keyed, Rows, heads, met
from sim.browser.pages.evidence_words import figure, named
from sim.browser.words import say
from sim.calibration.names import target_title
from sim.calibration.shipping import shipped_table
from sim.calibration.targets import judged_targets
from sim.parameters.registry import parameters
from sim.scenario.declared import interval, range_words
from sim.texts.bilingual import Language
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
        rows.append((Keyed(title, row["key"]), _interval(row, "prior", language), _interval(row, "posterior", language), verdict))
    return heads(language, "number", "prior", "posterior", "verdict"), rows, (1, 2)


def fitted(language: Language) -> Rows:
    """Targets of the fit beside their posterior-predictive intervals."""
    comma = say("evidence.comma", language)
    titles = {target.key: target_title(target, language).replace(", ", comma) for target in judged_targets()}
    rows: list[Sequence[Cell]] = [
        (titles[row["key"]], figure(row["observed"]), _interval(row, "predicted", language), met(bool(row["inside"]), language))
        for row in _records(shipped_table("targets"))
    ]
    return heads(language, "quantity", "observed", "predicted", "verdict"), rows, (1, 2)


def facts(language: Language) -> Rows:
    """Stylised facts beside their bands; what a failure tells."""
    rows: list[Sequence[Cell]] = []
    for one in shipped_verdicts():
        reading = "" if one.passed else named(READINGS[one.band.key].in_language(language), language)
        title, statistic = one.band.title.in_language(language), one.band.statistic.in_language(language)
        band = range_words(band_text(one.band), language)
        rows.append((title, statistic, band, figure(one.median), met(one.passed, language), reading))
    return heads(language, "fact", "statistic", "band", "built", "verdict", "reading"), rows, (2, 3)


def _interval(row: dict[str, Any], name: str, language: Language) -> str:
    low, middle, high = (figure(row[f"{name}_{level}"]) for level in (0.025, 0.5, 0.975))
    return say("evidence.median", language, median=middle, range=interval(low, high, language))


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]
