"""The free numbers that a process reads."""

from sim.parameters.registry import parameters
from sim.reference.markdown import table
from sim.reference.odd.chinese import unit_in
from sim.texts.bilingual import Language
from sim.texts.catalogue import text as words

_HEADINGS = {
    "en": ("name", "title", "value", "range", "unit", "known as"),
    "zh": ("参数", "名称", "取值", "区间", "单位", "依据"),
}


def of_process(about: str, language: Language) -> list[str]:
    """One row for each free number of a group, in order of declaration.

    Raises:
        KeyError: there is no such group.
    """
    mine = [parameter for parameter in parameters().values() if parameter.key.startswith(f"{about}.")]
    if not mine:
        raise KeyError(f"no process has the key {about!r} and free numbers")
    rows = (
        (
            f"`{one.key}`",
            one.free.title.in_language(language),
            f"{one.free.default:g}",
            f"{one.free.bounds[0]:g} .. {one.free.bounds[1]:g}",
            unit_in(language, one.free.unit),
            words(f"word.label.{one.free.label}", language),
        )
        for one in mine
    )
    return table(_HEADINGS[language], rows)
