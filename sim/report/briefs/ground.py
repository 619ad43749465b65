"""What every brief rests on: assumed terms, fitted numbers, and where the model misses the real world."""

from collections.abc import Iterable, Mapping
from typing import Any

from sim.levers.registry import lever_types
from sim.report.briefs.change import noun
from sim.report.names import lever_name
from sim.report.words import listed, report_text
from sim.texts.bilingual import Language
from sim.validation.stored import shipped_verdicts

MOST_NAMED = 3
_CONCERNING = {
    "registered_turnover": ("local_share", "service_share", "gravity_distance"),
    "real_transfer": ("local_share", "service_share", "gravity_distance"),
    "high_tech": ("innovators", "survival_7", "growth_spread"),
    "rd_real": ("padded_share", "incremental_small", "innovators"),
}
"""Facts that concern an indicator most; for all others those on the use of results."""
_USUAL = ("university_use", "high_tech_use", "local_share")


def ground(levers: Iterable[str], outcome: str, language: Language, *, posterior: bool) -> list[str]:
    """Return the sentences of a brief on what its answer rests on.

    Args:
        levers: keys of the levers that the policies add.
        outcome: indicator that the answer is about.
        language: of the sentences.
        posterior: whether unmeasured numbers were drawn from what fits the years before 2023.
    """
    found = [assumed(levers, language), report_text(f"brief.ground.{'fitted' if posterior else 'defaults'}", language), validated(outcome, language)]
    return [one for one in found if one]


def assumed(levers: Iterable[str], language: Language) -> str:
    """Say which of the levers have terms that no document states; empty if there is no lever."""
    known = [key for key in dict.fromkeys(levers) if key in lever_types()]
    resting = resting_levers(known)
    if not known:
        return ""
    if not resting:
        return report_text("brief.ground.stated", language)
    terms = {lever_name(key, language): len(lever_types()[key].assumptions) for key in resting}
    named = [report_text("brief.ground.terms", language, lever=lever, terms=count) for lever, count in terms.items()]
    return report_text("brief.ground.assumed", language, added=len(known), resting=len(resting), levers=listed(_few(named, language), language))


def resting_levers(levers: Iterable[str]) -> list[str]:
    """Return the levers that have assumed terms, those with most of them first."""
    known = [key for key in dict.fromkeys(levers) if key in lever_types() and lever_types()[key].assumptions]
    return sorted(known, key=lambda key: -len(lever_types()[key].assumptions))


def validated(outcome: str, language: Language) -> str:
    """Say in a clause how many facts the model meets, and name some that concern the outcome and that it misses."""
    verdicts = shipped_verdicts()
    missed = {one.band.key: one.band.title.in_language(language) for one in verdicts if not one.passed}
    concerning = [missed[key] for key in _CONCERNING.get(outcome, _USUAL) if key in missed] or list(missed.values())
    values = {"all": len(verdicts), "met": len(verdicts) - len(missed), "missed": len(missed)}
    if not missed:
        return report_text("brief.ground.all_met", language, **values)
    quoted = [report_text("brief.quoted", language, name=name) for name in concerning[:MOST_NAMED]]
    return report_text("brief.ground.validated", language, names=listed(quoted, language), outcome=noun(outcome, language), **values)


def added(scenarios: Mapping[str, Any], baseline: str | None) -> list[str]:
    """Keys of the levers that the scenarios of a manifest have and the baseline has not."""
    before = set(scenarios[baseline]["levers"]) if baseline is not None and baseline in scenarios else set()
    return [lever for key, scenario in scenarios.items() if key != baseline for lever in scenario["levers"] if lever not in before]


def _few(names: list[str], language: Language) -> list[str]:
    """Keep the first names and say how many more there are."""
    if len(names) <= MOST_NAMED:
        return names
    return [*names[:MOST_NAMED], report_text("brief.ground.more", language, more=len(names) - MOST_NAMED)]
