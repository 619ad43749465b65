"""Card of a comparison."""

from typing import TYPE_CHECKING

from sim.calendar import month_text
from sim.report.cards.card import Body, Card, words
from sim.report.cards.effects import effects_tables
from sim.texts.bilingual import Language, default_language

if TYPE_CHECKING:
    from sim.studies.compared import Comparison


def comparison_card(found: "Comparison", language: Language | None) -> Card:
    """Return the card of a comparison that was just run."""
    chosen = language or default_language()
    horizon = found.baseline.horizon
    facts = [
        (words("policies", chosen), str(len(found.policies))),
        (words("pairs", chosen), f"{found.replicates:,}"),
        (words("horizon", chosen), f"{month_text(horizon.start)} … {month_text(horizon.end)}"),
    ]
    facts += [(words("failed", chosen), f"{found.broken:,}")] if found.broken else []
    titles = [(policy.key, policy.title.in_language(chosen)) for policy in found.policies]
    title = words("against", chosen, baseline=found.baseline.title.in_language(chosen))
    return Card(words("kind.comparison", chosen), title, tuple(facts), lambda: Body((), effects_tables(found.table, titles, chosen)), chosen)
