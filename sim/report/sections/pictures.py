"""Section: the figures with their captions and descriptions."""

from sim.report.comparison import CIRCLE, Comparison
from sim.report.content.blocks import Block, Picture
from sim.report.effect import find_effect
from sim.report.figures.effects import MAIN
from sim.report.figures.gallery import GALLERY
from sim.report.measure import round_money, written
from sim.report.names import scenario_name
from sim.report.targets import goals
from sim.report.words import listed, report_text
from sim.texts.bilingual import Language


def pictures(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return all figures in the order of the page."""
    return tuple(picture(key, comparison, language) for key in GALLERY)


def picture(key: str, comparison: Comparison, language: Language) -> Picture:
    """Return one figure with its caption and description."""
    title, caption = (report_text(f"figures.{key}.{part}", language) for part in ("title", "caption"))
    return Picture(key, title, caption, alternative_text(key, comparison, language), lambda: GALLERY[key](comparison, language))


def alternative_text(key: str, comparison: Comparison, language: Language) -> str:
    """Say in words what a figure shows."""
    goal, horizon = goals(), comparison.manifest.horizon
    effects = [find_effect(comparison, policy, indicator, CIRCLE) for policy in comparison.policies for indicator in MAIN]
    stored = [effect for effect in effects if effect is not None]
    return report_text(
        f"figures.{key}.alt", language,
        policies=_names(comparison, comparison.policies, language), scenarios=_names(comparison, comparison.order, language),
        clear=sum(effect.clear for effect in stored), all=len(stored), start=horizon.start, end=horizon.end,
        turnover=round_money(goal.turnover, language), high_tech=written(goal.high_tech), rescaled=written(goal.high_tech_rescaled),
    )  # fmt: skip


def _names(comparison: Comparison, keys: list[str], language: Language) -> str:
    return listed([scenario_name(comparison, key, language) for key in keys], language)
