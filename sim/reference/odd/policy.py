"""Policy quantities and payment points: what levers may shift, and where they may pay."""

from sim.levers.offers import Point
from sim.levers.quantities import Quantity, declared_quantities
from sim.processes.order import MONTH
from sim.reference.markdown import table
from sim.reference.odd.chinese import unit_in
from sim.reference.odd.described import POINTS
from sim.reference.odd.touches import touches
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_QUANTITIES = {
    "en": ("quantity", "title", "unit", "neutral", "several levers", "differs by", "read by"),
    "zh": ("政策量", "名称", "单位", "中性值", "多项工具叠加", "区分", "读取环节"),
}
_POINTS = {"en": ("point", "the event and the base of the ratio", "process"), "zh": ("兑付点", "事件与比例基数", "环节")}
_COMBINE = {"add": B("add", "相加"), "multiply": B("multiply", "相乘"), "largest": B("the largest counts", "取最大")}
_CITY, _CITY_FIELD = B("city", "城市"), B("city and field", "城市与领域")


def quantities(_about: str, language: Language) -> list[str]:
    """One row for each policy quantity."""
    return table(_QUANTITIES[language], (_row(name, quantity, language) for name, quantity in declared_quantities().items()))


def _row(name: str, quantity: Quantity, language: Language) -> tuple[str, ...]:
    readers = [process.key for process in MONTH if process.key != "policy" and name in touches(process).quantities]
    if name == "field_demand":
        readers = ["policy"]
    differs = (_CITY_FIELD if quantity.by_field else _CITY).in_language(language)
    combined = _COMBINE[quantity.combine].in_language(language)
    title, unit = quantity.title.in_language(language), unit_in(language, quantity.unit)
    return (f"`{name}`", title, unit, f"{quantity.neutral:g}", combined, differs, ", ".join(readers))


def points(_about: str, language: Language) -> list[str]:
    """One row for each payment point."""
    users = {point.name: [process.key for process in MONTH if point.name in touches(process).points] for point in Point}
    return table(_POINTS[language], ((f"`{name}`", POINTS[name].in_language(language), ", ".join(keys)) for name, keys in users.items()))
