"""Everything that the TRACE record points to exists."""

import ast
import re
from pathlib import Path

import pytest

from benchmarks.__main__ import TALES
from sim.commands.main import app

ROOT = Path(__file__).parents[2]
PAGES = ("trace.md", "trace.zh.md")
ELEMENTS = 8


def text_of(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def marked(name):
    """What stands between backticks on a page."""
    return re.findall(r"`([^`\n]+)`", text_of(name))


@pytest.mark.parametrize("name", PAGES)
def test_every_path_leads_somewhere(name):
    paths = [word.partition("::")[0] for word in marked(name) if "/" in word or word.endswith(".md")]
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_named_test_exists(name):
    named = [word.split("::") for word in marked(name) if "::" in word]
    assert named
    for path, test in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{test}"


@pytest.mark.parametrize("name", PAGES)
def test_every_command_exists(name):
    verbs = {command.name for command in app.registered_commands}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for word in marked(name):
        first, _, rest = word.partition(" ")
        if first == "metrosim":
            assert rest.split()[0] in verbs, word
        elif first == "make":
            assert rest in targets, word
        elif word.startswith("python -m benchmarks"):
            assert rest.split()[-1] in TALES, word


@pytest.mark.parametrize("name", PAGES)
def test_all_eight_elements_are_there_and_each_points_to_something(name):
    parts = re.split(r"^## (\d)\. ", text_of(name), flags=re.MULTILINE)[1:]
    assert [int(number) for number in parts[::2]] == list(range(1, ELEMENTS + 1))
    assert all(re.search(r"`|\]\(", part) for part in parts[1::2])
