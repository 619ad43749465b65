"""What to do next, by what a study found and what it rests on."""

from collections.abc import Iterable

from sim.report.briefs.ground import MOST_NAMED, resting_levers
from sim.report.names import lever_name
from sim.report.sections.headline import FEW_PAIRS
from sim.report.words import listed, report_text
from sim.texts.bilingual import Language


def steps(found: list[str], levers: Iterable[str], language: Language, *, pairs: int | None = None) -> list[str]:
    """Return the advice of one study, then what holds for every study.

    Args:
        found: what follows from the answer itself.
        levers: keys of the levers that the policies add; terms that nobody has stated are to be settled.
        language: of the sentences.
        pairs: simulations of each policy; below :data:`FEW_PAIRS` the first advice is to repeat them.
    """
    first = [report_text("brief.step.repeat", language, pairs=pairs, enough=FEW_PAIRS)] if pairs is not None and pairs < FEW_PAIRS else []
    resting = [report_text("brief.quoted", language, name=lever_name(key, language)) for key in resting_levers(levers)[:MOST_NAMED]]
    settle = [report_text("brief.step.settle", language, levers=listed(resting, language))] if resting else []
    return [*first, *found, *settle, report_text("brief.step.full", language)]
