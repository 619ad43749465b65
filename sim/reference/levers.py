"""The page of levers: what each does, its terms and assumptions, and where every row of the documents went."""

from typing import Any

from sim.indicators.registry import indicators
from sim.levers.documents import Place, places
from sim.levers.lever import Assumption, Lever
from sim.levers.registry import lever_types
from sim.reference.markdown import heading, table, text
from sim.report.names import process_name
from sim.scenario.declared import range_words, value_words
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language
from sim.texts.names import lever_group_name, status_name, unit_name

_INTRODUCTION = B(
    "All levers by group, then every row of the documents with the lever and term that carries it, or the reason why none does. "
    "A figure without a term describes how an instrument is organised and moves nothing. "
    "Dose and response: one page per group, beginning with [research](levers/research.md).",
    "按类列出全部政策工具，随后列出文件的每一行及其对应的工具与参数，或未纳入的理由。"
    "没有对应参数的数字仅描述工具的组织方式。各组的剂量—反应各有一页，首页为[研究](levers/research.md)（英文）。",
)
_GROUPS = ("research", "breakthroughs", "verification", "market", "finance", "firms", "demand", "talent", "openness", "coordination")
_HEADINGS = {
    "en": ("lever", "title", "what it does", "acts on", "moves", "status", "assumed"),
    "zh": ("键", "名称", "内容", "作用环节", "首先影响", "状态", "假设"),
}
_ROWS = {
    "en": ("row", "instrument", "printed", "status", "lever", "term or reason"),
    "zh": ("行", "工具", "文件数值", "状态", "政策工具", "参数或理由"),
}


def page(language: Language) -> str:
    """Return the page."""
    lines = heading(B("Levers", "政策工具"), _INTRODUCTION, language)
    register = lever_types()
    for group in _GROUPS:
        members = [lever for lever in register.values() if lever.group == group]
        lines += [f"## {lever_group_name(group, language)}", "", *table(_HEADINGS[language], (_row(lever, language) for lever in members))]
    everywhere = list(places())
    carried = sum(bool(place.lever) for place in everywhere)
    lines += [
        B(f"## The documents: {len(everywhere)} rows, {carried} carried", f"## 文件：{len(everywhere)}行，已纳入{carried}行").in_language(language),
        "",
        *table(_ROWS[language], (_place(place, language) for place in everywhere)),
    ]
    return text(lines)


def _row(lever: type[Lever[Any]], language: Language) -> tuple[str, ...]:
    status = status_name(lever.terms_type.model_validate({}).status, language)
    assumed = "; ".join(_assumed(one, language) for one in lever.assumptions)
    moved = indicators()[lever.moves].title.in_language(language)
    acts_on = process_name(lever.acts_on, language)
    return (f"`{lever.key}`", lever.title.in_language(language), lever.summary.in_language(language), acts_on, moved, status, assumed)


def _assumed(one: Assumption, language: Language) -> str:
    return f"{one.parameter} {value_words(one.value, language)} ({range_words(one.bounds, language)})"


def _place(place: Place, language: Language) -> tuple[str, ...]:
    row = place.row
    printed = "" if row.value is None else f"{row.value:g}{"" if language == "zh" else " "}{unit_name(row.unit, language)}"
    name = row.name.in_language(language)
    lever, term = (f"`{place.lever}`", place.term) if place.lever else ("-", place.reason.in_language(language))
    return (f"`{row.id}`", name, printed, status_name(row.status, language), lever, term)
