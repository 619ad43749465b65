"""The page of shipped scenarios."""

from sim.reference.markdown import heading, table, text
from sim.scenario.lookup import scenario_names
from sim.scenario.resolve import load_scenario
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_INTRODUCTION = B(
    "Scenario files in `scenarios/`; a golden result lies beside each, and a changed number needs a reason in the changelog.",
    "`scenarios/` 中的情景文件；每个情景旁有基准结果文件，数值变化须在更新记录中说明理由。",
)
_HEADINGS = {"en": ("name", "title", "description", "levers", "source"), "zh": ("名称", "标题", "说明", "政策工具", "来源")}


def page(language: Language) -> str:
    """Return the page."""
    rows = []
    for name in scenario_names():
        scenario = load_scenario(name)
        levers = ", ".join(f"`{key}`" for key, _ in scenario.levers)
        rows.append((f"`{name}`", scenario.title.in_language(language), scenario.description.in_language(language), levers, scenario.source))
    return text([*heading(B("Scenarios", "情景"), _INTRODUCTION, language), *table(_HEADINGS[language], rows)])
