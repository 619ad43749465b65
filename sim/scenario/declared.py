"""Values and ranges that levers declare as text (``0 .. 5 x 30万``), written for readers."""

from pydantic_core import PydanticCustomError

from sim.scenario.money import money
from sim.texts.bilingual import Language
from sim.texts.catalogue import has_text, text
from sim.texts.notes import note_text
from sim.texts.numbers import money_text

_MINUS = "\u2212"


def interval(low: str, high: str, language: Language) -> str:
    """Write a range between two written numbers."""
    return text("word.declared.range", language, low=low, high=high)


def range_words(bounds: str, language: Language) -> str:
    """Write a range as it was declared for readers.

    >>> range_words("0 .. 5 x 200万", "en"), range_words("-0.25 .. -0.08", "zh")
    ('0 to 5 × 2 million CNY', '\u22120.25至\u22120.08')
    """
    ends = [value_words(part.strip(), language) for part in bounds.split(" .. ")]
    return interval(ends[0], ends[-1], language) if len(ends) == 2 else ends[0]


def value_words(said: str, language: Language) -> str:
    """Write a value, or one end of a range, as it was declared for readers.

    >>> value_words("1.5亿 a year", "zh"), value_words("1.5亿 a year", "en")
    ('1.5亿元/年', '150 million CNY a year')
    """
    known = note_text(said, language)
    if known != said:
        return known
    if ", " in said:
        return text("word.list_separator", language).join(value_words(part, language) for part in said.split(", "))
    factor, _, rest = said.rpartition(" x ")
    number, _, unit = rest.partition(" ")
    more = f"word.declared.{unit.lower().replace(' ', '_').replace(',', '')}"
    if unit and not has_text(more):
        return said
    return (f"{factor} × " if factor else "") + _number(number, language) + (text(more, language) if unit else "")


def _number(number: str, language: Language) -> str:
    if number == "none":
        return text("word.declared.none", language)
    try:
        return money_text(money(number), language)
    except PydanticCustomError:  # a number without unit, a share: not money
        return number.replace("-", _MINUS)
