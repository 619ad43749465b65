"""Section: how to read the page."""

from sim.report.comparison import Comparison
from sim.report.content.blocks import Block, Bullets, Strong, Words
from sim.report.measure import written
from sim.report.targets import goals
from sim.report.words import report_text
from sim.texts.bilingual import Language

_POINTS = ("pairs", "interval", "bands", "transfer", "causes", "cost")


def reading(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return the few things one must know to read figures and tables; the same for every comparison."""
    del comparison
    goal = goals()
    on_goals = report_text(
        "reading.goals", language, counted=written(goal.counted_2022), summed=written(goal.summed_2022),
        goal=written(goal.high_tech), rescaled=written(goal.high_tech_rescaled),
    )  # fmt: skip
    points = [*(report_text(f"reading.{point}", language) for point in _POINTS), on_goals]
    return (Bullets(tuple(_strong_start(point, language) for point in points)),)


def _strong_start(text: str, language: Language) -> Words:
    stop = "。" if language == "zh" else ". "
    first, rest = text.split(stop, 1)
    return (Strong(first + stop), rest)
