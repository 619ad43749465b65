"""The page of free numbers: value, unit, range, how it is known, source."""

from sim.parameters.registry import parameters
from sim.reference.markdown import heading, table, text
from sim.report.names import process_name
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language
from sim.texts.names import label_name, unit_name
from sim.texts.notes import note_text

_INTRODUCTION = B(
    "Every number of the model that the documents do not fix, by process. `assumed` numbers have no measurement behind them; their range "
    "is what sensitivity and calibration explore.",
    "按环节列出文件未确定的全部参数。“假设”表示没有实测依据，其取值区间用于敏感性分析与校准。",
)
_HEADINGS = {"en": ("key", "title", "value", "unit", "range", "known as", "source"), "zh": ("键", "名称", "取值", "单位", "区间", "依据", "来源")}


def page(language: Language) -> str:
    """Return the page."""
    lines = heading(B("Parameters", "参数"), _INTRODUCTION, language)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for parameter in parameters().values():
        free = parameter.free
        bounds = f"{free.bounds[0]:g} .. {free.bounds[1]:g}"
        source = note_text(free.source, language)
        row = (f"`{parameter.key}`", free.title.in_language(language), f"{free.default:g}", unit_name(free.unit, language), bounds,
               label_name(free.label, language), source)  # fmt: skip
        groups.setdefault(parameter.key.split(".")[0], []).append(row)
    for group, rows in groups.items():
        lines += [f"## {group_title(group, language)}", "", *table(_HEADINGS[language], rows)]
    return text(lines)


def group_title(group: str, language: Language) -> str:
    """Write the name of a group of numbers, and the key by which plans and ``--group`` call it.

    >>> group_title("population", "zh")
    '初始主体（`population`）'
    """
    title = process_name(group, language)
    return f"{title}（`{group}`）" if language == "zh" else f"{title} (`{group}`)"
