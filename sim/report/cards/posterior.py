"""Card of a posterior: what the calibration left open of each free number."""

from typing import TYPE_CHECKING

from sim.calibration.findings import quantiles
from sim.parameters.registry import parameters
from sim.report.cards.card import Body, Card, CardTable, words
from sim.report.studies.numbers import between, short
from sim.texts.bilingual import Language, default_language
from sim.texts.names import unit_name

if TYPE_CHECKING:
    from sim.calibration.posterior import Posterior


def posterior_card(posterior: "Posterior", language: Language | None) -> Card:
    """Return the card of a posterior."""
    chosen = language or default_language()
    worth = 1.0 / float((posterior.weights**2).sum())
    facts = (
        (words("vectors", chosen), f"{len(posterior.values):,}"),
        (words("worth", chosen), f"{worth:,.0f}"),
    )
    title = words("free_numbers", chosen, count=len(posterior.keys))
    return Card(words("kind.posterior", chosen), title, facts, lambda: Body((), [_table(posterior, chosen)] if posterior.keys else []), chosen)


def _table(posterior: "Posterior", language: Language) -> CardTable:
    low, middle, high = quantiles(posterior.values, posterior.weights, (0.025, 0.5, 0.975))
    known = parameters()
    rows = []
    for place, key in enumerate(posterior.keys):
        free = known[key].free
        ends = between(float(low[place]), float(high[place]))
        rows.append([free.title.in_language(language), unit_name(free.unit, language), short(free.default), short(float(middle[place])), ends])
    head = [words(key, language) for key in ("number", "unit", "default", "median", "ninety_five")]
    return CardTable("", head, rows, (2, 3, 4))
