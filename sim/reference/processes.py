"""The page of the month: the processes in order, with their equations and random decisions."""

from sim.processes.order import MONTH
from sim.reference.markdown import heading, table, text
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_INTRODUCTION = B(
    "The month in order. Each process is one file of `sim/processes`; its docstring holds the equations in full, with sources. Every random "
    "decision has a stream of its own, keyed by seed, month and birth identity.",
    "一个月内各环节的顺序。每个环节对应 `sim/processes` 中一个文件，完整方程与来源见其文档。每项随机决策有独立的随机流。",
)
_HEADINGS = {"en": ("", "process", "title", "equation", "random decisions"), "zh": ("", "环节", "名称", "方程", "随机决策")}


def page(language: Language) -> str:
    """Return the page."""
    rows = (
        (number, f"`{process.key}`", process.title.in_language(language), f"`{process.equation}`", ", ".join(f"`{one}`" for one in process.decisions))
        for number, process in enumerate(MONTH, start=1)
    )
    return text([*heading(B("The month", "一个月"), _INTRODUCTION, language), *table(_HEADINGS[language], rows)])
