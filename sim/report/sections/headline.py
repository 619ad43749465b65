"""Section: what was compared, and what came out."""

from sim.levers.registry import lever_types
from sim.report.comparison import Comparison
from sim.report.content.blocks import Block, Bullets, Paragraph, Strong, Words, text
from sim.report.measure import written
from sim.report.names import scenario_name
from sim.report.sentences import policy_sentence
from sim.report.words import listed, report_text
from sim.texts.bilingual import Language

FEW_PAIRS = 20
"""Below this number of pairs the page warns the reader."""


def headline(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return what was compared on whom, and one sentence for each policy."""
    policies = [scenario_name(comparison, key, language) for key in comparison.policies]
    horizon = comparison.manifest.horizon
    compared = report_text(
        "headline.compared", language, policies=listed(policies, language),
        baseline=scenario_name(comparison, comparison.baseline, language), start=horizon.start, end=horizon.end,
    )  # fmt: skip
    sentences = Bullets(tuple(_strong_name(comparison, key, language) for key in comparison.policies), "finding")
    return (text(compared), sentences, *_about_runs(comparison, language))


def _strong_name(comparison: Comparison, policy: str, language: Language) -> Words:
    name, sentence = scenario_name(comparison, policy, language), policy_sentence(comparison, policy, language)
    return (Strong(name), sentence.removeprefix(name))


def _about_runs(comparison: Comparison, language: Language) -> list[Paragraph]:
    planned, finished = len(comparison.runs), len(comparison.finished)
    pairs = fewest_pairs(comparison)
    runs = report_text("headline.runs", language, finished=written(finished), planned=written(planned), pairs=written(pairs))
    shown = [text(_population(comparison, language)), text(runs)]
    if finished < planned:
        shown.append(text(report_text("headline.failed", language, failed=planned - finished), "warning"))
    if pairs < FEW_PAIRS:
        shown.append(text(report_text("headline.few_pairs", language), "warning"))
    return [*shown, *(text(line, "warning") for line in _assumed(comparison, language))]


def _assumed(comparison: Comparison, language: Language) -> list[str]:
    """Say for each policy how many of the levers that it adds rest on terms that no document prints."""
    lines = []
    for policy in comparison.policies:
        added = added_levers(comparison, policy)
        resting = [key for key in added if lever_types()[key].assumptions]
        if resting:
            name = scenario_name(comparison, policy, language)
            lines.append(report_text("headline.assumed", language, policy=name, added=len(added), resting=len(resting)))
    return lines


def added_levers(comparison: Comparison, policy: str) -> list[str]:
    """Registered levers that a policy has and the baseline has not."""
    scenarios = comparison.manifest.scenarios
    return [key for key in scenarios[policy].levers if key not in scenarios[comparison.baseline].levers and key in lever_types()]


def fewest_pairs(comparison: Comparison) -> int:
    """Fewest pairs that any policy has with the baseline."""
    runs = {key: set(comparison.finished[comparison.finished.get_level_values(0) == key].get_level_values(1)) for key in comparison.order}
    return min(len(runs[comparison.baseline] & runs[policy]) for policy in comparison.policies)


def _population(comparison: Comparison, language: Language) -> str:
    rows = comparison.monthly(("firms", "high_tech"))
    rows = rows[(rows["scenario"] == comparison.baseline) & (rows["month"] == comparison.first_month)]
    means = rows.groupby("indicator")["value"].mean()
    if not {"firms", "high_tech"} <= set(means.index):
        return report_text("headline.population_unknown", language)
    firms, high_tech = written(float(means["firms"])), written(float(means["high_tech"]))
    return report_text("headline.population", language, firms=firms, high_tech=high_tech)
