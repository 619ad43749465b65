"""Tables of paired effects on a card, the same for live and for stored comparisons."""

from collections.abc import Iterable

import pandas as pd

from sim.report.cards.card import CardTable
from sim.report.effect import effect_in
from sim.report.sections.effects_table import COLUMNS, NUMBERS, effect_row
from sim.report.words import report_text
from sim.studies.compared import MAIN_INDICATORS
from sim.texts.bilingual import Language


def effects_tables(effects: pd.DataFrame, titles: Iterable[tuple[str, str]], language: Language) -> list[CardTable]:
    """Return one table for each policy: main indicators of the circle with effect, interval and reading.

    Args:
        effects: table of effects.
        titles: key and title of each policy.
        language: of names.
    """
    head = [report_text(f"table.{column}", language) for column in COLUMNS]
    tables = []
    for key, title in titles:
        found = [effect_in(effects, key, indicator) for indicator in MAIN_INDICATORS]
        rows = [effect_row(effect, language) for effect in found if effect is not None]
        tables += [CardTable(title, head, rows, NUMBERS)] if rows else []
    return tables
