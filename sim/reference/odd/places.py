"""Regions and technology fields, from the evidence and the assumed tables."""

from sim.evidence import field_strength, fields, outside_nodes, regions
from sim.reference.markdown import table
from sim.texts.bilingual import Language
from sim.world.population.assumed import numbers
from sim.world.population.regions import geography

_REGIONS = {
    "en": ("index", "key", "region", "mass (Shenyang = 1)", "hub", "technology supply", "cost level", "attractiveness", "brokers"),
    "zh": ("序号", "键", "地区", "规模（沈阳=1）", "枢纽", "技术供给", "成本水平", "吸引力", "技术经纪人"),
}
_FIELDS = {"en": ("index", "code", "field", "weight among Shenyang's firms"), "zh": ("序号", "代码", "领域", "沈阳企业权重")}


def region_rows(_about: str, language: Language) -> list[str]:
    """One row for each member and each outside region, in the order of every array over regions."""
    fixed, costs, appeal, brokers = geography(), *(numbers("cities", name) for name in ("cost_level", "attractiveness", "brokers"))
    rows = []
    names = [(region.id, region.name) for region in regions()] + [(node.id, node.name) for node in outside_nodes()]
    for place, (key, name) in enumerate(names):
        member = place < len(costs)
        state = (f"{costs[place]:g}", f"{appeal[place]:g}", f"{brokers[place]:g}") if member else ("", "", "")
        supply = "" if member else f"{fixed.supply[place]:g}"
        hub = "●" if fixed.hub[place] else ""
        rows.append((place, f"`{key}`", name.in_language(language), f"{fixed.mass[place]:.3g}", hub, supply, *state))
    return table(_REGIONS[language], rows)


def field_rows(_about: str, language: Language) -> list[str]:
    """One row for each field, with its strength in each member: P leading, S named otherwise, - not named."""
    weights, strength, members = numbers("field_families", "weight_shenyang"), field_strength(), regions()
    headings = (*_FIELDS[language], *(region.name.in_language(language) for region in members))
    rows = [
        (place, field.id, field.name.in_language(language), f"{weights[place]:g}", *(strength[city][place] for city in range(len(members))))
        for place, field in enumerate(fields())
    ]
    return table(headings, rows)
