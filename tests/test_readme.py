"""What the README shows is what happens."""

import re
import shlex
from pathlib import Path

import pytest

from sim.commands.main import app

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")


@pytest.mark.parametrize("name", READMES)
def test_every_verb_in_the_readme_exists_with_its_options(name):
    known = {command.name: command.callback for command in app.registered_commands}
    lines = re.findall(r"^metrosim (.+?)(?:\s+#.*)?$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    for line in lines:
        verb, *words = shlex.split(line)
        assert verb in known, line
        for option in (word for word in words if word.startswith("--")):
            flag = option.removeprefix("--").replace("-", "_")
            assert flag in known[verb].__annotations__ or flag == "from", line


def test_the_python_example_of_the_readme_runs():
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    names = {}
    exec(code, names)
    effects = names["result"].effects("circle.converted_results")
    assert len(effects) == 1
    assert effects.public_cost[0] > 0


@pytest.mark.parametrize("name", READMES)
def test_every_link_of_the_readme_leads_somewhere(name):
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target
