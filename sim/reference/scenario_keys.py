"""The page of scenario keys, from the schema that `metrosim schema` prints."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.reference.markdown import heading, table, text
from sim.scenario.schema import scenario_schema
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_TITLE = B("Scenario keys", "情景文件的键")
_INTRODUCTION = B(
    "What a scenario file may hold: a base and what differs from it. The keys below `levers` are on the page of [levers](../levers.md), "
    "those below `parameters` on the page of [parameters](parameters.md); `schema/scenario.json` holds all of them for editors.",
    "情景文件由所继承的情景和相对它的改动组成。`levers` 之下的键见[政策工具](../levers.zh.md)，`parameters` 之下的键见[参数](parameters.zh.md)；"
    "`schema/scenario.json` 收录全部键，供编辑器校验与补全。",
)
_HEADINGS = {"en": ("key", "meaning"), "zh": ("键", "含义")}
_CHINESE = {
    "title": "中英文标题。",
    "title.en": "英文文字。",
    "title.zh": "中文文字。",
    "description": "比较什么、为何比较，中英文各一段。",
    "source": "情景所依据的文件。",
    "base": "所继承的情景，其政策工具、参数、地区、时段与关注指标均被继承。",
    "horizon": "起止月份；未写的一项沿用所继承的情景。",
    "horizon.start": "首个模拟月份：不早于2023-01；回溯运行为2020-01。",
    "horizon.end": "最后一个模拟月份。",
    "levers": "政策工具及其条款；off 表示去掉继承来的工具。",
    "parameters": "与默认值不同的模型自由参数。",
    "regions": "都市圈成员的调节系数。",
    "regions.CITY.cost_level": "相对于观测值的成本水平。",
    "regions.CITY.attractiveness": "相对于观测值的对企业与人才的吸引力。",
    "regions.CITY.demand": "相对于观测值的技术需求。",
    "outcomes": "情景关注的指标。",
}
_INSIDE = {"title": ("title", "Texts"), "horizon": ("horizon", "HorizonChange"), "regions": ("regions.CITY", "RegionChange")}


def page(language: Language) -> str:
    """Return the page.

    Raises:
        KeyError: The schema has a key without a Chinese sentence.
    """
    rows = ((f"`{key}`", meaning if language == "en" else _CHINESE[key]) for key, meaning in _keys(scenario_schema()))
    return text([*heading(_TITLE, _INTRODUCTION, language), *table(_HEADINGS[language], rows)])


def _keys(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, entry in schema["properties"].items():
        yield key, entry["description"]
        if key in _INSIDE:
            prefix, definition = _INSIDE[key]
            for inner, field in schema["$defs"][definition]["properties"].items():
                yield f"{prefix}.{inner}", field["description"]
