"""Section: the figures with their captions and descriptions."""

from pathlib import Path

from sim.report.comparison import CIRCLE, Comparison
from sim.report.effect import find_effect
from sim.report.figures.effects import MAIN
from sim.report.figures.gallery import GALLERY
from sim.report.figures.press import print_figure
from sim.report.markup import Markup, element, joined
from sim.report.measure import round_money, written
from sim.report.names import scenario_name
from sim.report.targets import goals
from sim.report.words import listed, report_text
from sim.texts.bilingual import Language


def pictures(comparison: Comparison, language: Language, folder: Path) -> Markup:
    """Draw all figures, keep their files in the folder and return them for the page."""
    folder.mkdir(parents=True, exist_ok=True)
    return joined(_picture(key, comparison, language, folder) for key in GALLERY)


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


def _picture(key: str, comparison: Comparison, language: Language, folder: Path) -> Markup:
    drawn = Markup(print_figure(key, comparison, language, folder))
    text = alternative_text(key, comparison, language)
    frame = element("div", element("div", drawn, class_="drawing", role="img", aria_label=text), class_="scroll", tabindex="0")
    caption = element("figcaption", report_text(f"figures.{key}.caption", language))
    return element("figure", element("h3", report_text(f"figures.{key}.title", language)), frame, caption, id=f"figure-{key}")
