"""Tables of paired effects on a card, the same for live and for stored comparisons."""

from collections.abc import Iterable

import pandas as pd

from sim.report.cards.card import CardTable
from sim.report.content.table import shown
from sim.report.effect import effect_in
from sim.report.sections.effects_table import effect_columns, effect_row
from sim.studies.compared import MAIN_INDICATORS
from sim.texts.bilingual import Language


def effects_tables(effects: pd.DataFrame, titles: Iterable[tuple[str, str]], language: Language) -> list[CardTable]:
    """Return one table for each policy: main indicators of the circle with effect, interval and reading.

    Args:
        effects: table of effects.
        titles: key and title of each policy.
        language: of names.
    """
    columns = effect_columns(language)
    head, numbers = [column.title for column in columns], [place for place, column in enumerate(columns) if column.numeric]
    tables = []
    for key, title in titles:
        found = [effect_in(effects, key, indicator) for indicator in MAIN_INDICATORS]
        rows = [[shown(cell) for cell in effect_row(effect, language)] for effect in found if effect is not None]
        tables += [CardTable(title, head, rows, numbers)] if rows else []
    return tables
