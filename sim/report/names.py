"""What things are called in the report; a reader never meets a raw identifier."""

import textwrap

from sim.indicators.registry import indicators
from sim.levers.registry import lever_types
from sim.processes.order import MONTH
from sim.report.comparison import Comparison
from sim.report.words import report_texts
from sim.texts.bilingual import Language
from sim.texts.catalogue import has_text
from sim.texts.catalogue import text as words
from sim.texts.names import spelled_out


def scenario_name(comparison: Comparison, key: str, language: Language) -> str:
    """Title of a scenario."""
    return comparison.manifest.scenarios[key].title.both().in_language(language)


def indicator_name(key: str, language: Language) -> str:
    """Title of an indicator."""
    return indicators()[key].title.in_language(language)


def region_name(key: str, language: Language) -> str:
    """Name of a member, of an outside region, or of the whole circle."""
    return _named("city", key, language)


def payer_name(key: str, language: Language) -> str:
    """Name of the account that pays."""
    return _named("payer", key, language)


def payee_name(key: str, language: Language) -> str:
    """Name of the kind of payee."""
    return _named("payee", key, language)


def stage_name(key: str, language: Language) -> str:
    """Name of the stage at which a run failed."""
    return _named("stage", key, language)


def lever_name(key: str, language: Language) -> str:
    """Title of a lever; a lever that is no longer registered goes by its key in plain words."""
    lever = lever_types().get(key)
    return spelled_out(key) if lever is None else str(lever.title.in_language(language))


def process_name(key: str, language: Language) -> str:
    """Title of a process of the month, or of another group of free numbers.

    >>> process_name("population", "zh")
    '初始主体'
    """
    group = f"word.parameter_group.{key}"
    if has_text(group):
        return words(group, language)
    return next((process.title.in_language(language) for process in MONTH if process.key == key), spelled_out(key))


def term_name(key: str, language: Language) -> str:
    """Name of a term of a lever."""
    return _named("term", key, language)


def wrapped(text: str, language: Language, width: int) -> str:
    """Break a long name into lines of even length; Chinese breaks between any two characters and counts double."""
    if language == "en":
        fewest = len(textwrap.wrap(text, width))
        even = next((w for w in range(1, width) if len(textwrap.wrap(text, w, break_long_words=False)) <= fewest), width)
        return "\n".join(textwrap.wrap(text, max(even, _longest_word(text, width)))) or text
    per_line = max(4, width // 2)
    lines = -(-len(text) // per_line)
    even = -(-len(text) // max(1, lines))
    return "\n".join(text[start : start + even] for start in range(0, len(text), even))


def _longest_word(text: str, most: int) -> int:
    return min(most, max((len(word) for word in text.split()), default=1))


def _named(table: str, key: str, language: Language) -> str:
    return report_texts(language).get(f"{table}.{key}") or spelled_out(key)

