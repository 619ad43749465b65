"""The list of reference pages: path below ``docs`` and text, in both languages."""

from collections.abc import Callable, Mapping

from sim.reference import commands, indicators, levers, parameters, processes, scenario_keys, scenarios, systems
from sim.texts.bilingual import LANGUAGES, Language

_ALL: dict[str, Callable[[Language], str]] = {
    "levers": levers.page,
    "systems": systems.page,
    "reference/indicators": indicators.page,
    "reference/parameters": parameters.page,
    "reference/month": processes.page,
    "reference/scenarios": scenarios.page,
    "reference/scenario-keys": scenario_keys.page,
    "reference/commands": commands.page,
}


def pages() -> Mapping[str, str]:
    """Return the text of every page by path; English pages end in ``.md``, Chinese ones in ``.zh.md``."""
    return {f"{name}{'.zh' if language == 'zh' else ''}.md": page(language) for name, page in _ALL.items() for language in LANGUAGES}
