"""The page of the command line: every verb with its arguments and options, from the help that the command itself prints."""

import inspect
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from sim.commands.main import app
from sim.reference.markdown import heading, table, text
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

_TITLE = B("Command line", "命令行")
_INTRODUCTION = B(
    "`metrosim VERB` with what each verb takes, as `metrosim VERB --help` prints it. `--plugin FILE` stands before the verb. "
    "A verb that fails says what, where, what is allowed and what to do, and ends with a status other than 0.",
    "`metrosim 命令` 的全部命令及其参数与选项，与 `metrosim 命令 --help` 的输出一致。`--plugin 文件` 写在命令之前。"
    "出错时会说明错在何处、允许什么、如何改正，并以非零状态结束；各选项的说明文字取自程序自身的帮助，故保留英文。",
)
_HEADINGS = {"en": ("", "default", "meaning"), "zh": ("参数或选项", "默认值", "说明")}


def page(language: Language) -> str:
    """Return the page."""
    root: Any = get_command(app)
    lines = heading(_TITLE, _INTRODUCTION, language)
    lines += table(_HEADINGS[language], _rows(root))
    for name, verb in root.commands.items():
        lines += [f"## `metrosim {name}`", "", _plain(verb.help), ""]
        lines += table(_HEADINGS[language], _rows(verb))
        if verb.epilog:
            lines += ["```text", *_example_lines(verb.epilog), "```", ""]
    return text(lines)


def _rows(verb: Any) -> Iterator[tuple[str, str, str]]:
    for parameter in verb.params:
        is_option = parameter.param_type_name == "option"
        names = [*parameter.opts, *parameter.secondary_opts] if is_option else [parameter.name.upper()]
        yield ", ".join(f"`{name}`" for name in names), _default(parameter), _plain(getattr(parameter, "help", None))


def _default(parameter: Any) -> str:
    value = parameter.default
    if value is None or callable(value) or isinstance(value, (bool, list, tuple)) or value == "":
        return ""
    return f"`{getattr(value, 'value', value)}`"


def _plain(help_text: str | None) -> str:
    return " ".join(inspect.cleandoc(help_text or "").split())


def _example_lines(epilog: str) -> list[str]:
    return [line.strip() for line in inspect.cleandoc(epilog).splitlines() if line.strip()]
