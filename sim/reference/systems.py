"""The page of systems: what carries each of the 28 systems, where it shows, and how it is switched off."""

from sim.indicators.registry import indicators
from sim.reference.markdown import heading, table, text
from sim.systems import System, systems
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_INTRODUCTION = B(
    "Every system of the documents works in the model. A test switches each of them off alone, by its parameters or levers, and checks "
    "that what it carries vanishes and what it does not carry stays.",
    "文件中的28个系统均已实现。测试逐一关闭各系统（参数或政策工具），检查应消失的作用消失、其余不变。",
)
_HEADINGS = {
    "en": ("system", "title", "processes", "levers", "shown by", "switched off by", "then"),
    "zh": ("系统", "名称", "环节", "政策工具", "指标", "关闭方式", "结果"),
}
_CHANGE = {"zero": B("vanishes", "消失"), "less": B("falls", "下降"), "more": B("rises", "上升")}


def page(language: Language) -> str:
    """Return the page."""
    lines = heading(B("Systems", "系统"), _INTRODUCTION, language)
    return text([*lines, *table(_HEADINGS[language], (_row(system, language) for system in systems().values()))])


def _row(system: System, language: Language) -> tuple[str, ...]:
    trial = system.trial
    off = [f"`{key}` = {value:g}" for key, value in trial.parameters.items()] + [f"`{key}` off" for key in trial.levers]
    then = [f"{indicators()[e.indicator].title.in_language(language)} {_CHANGE[e.change].in_language(language)}" for e in trial.expect]
    shown = indicators()[system.indicator].title.in_language(language)
    levers = ", ".join(f"`{lever}`" for lever in system.levers)
    return (system.key, system.title.in_language(language), ", ".join(system.processes), levers, shown, ", ".join(off), "; ".join(then))
