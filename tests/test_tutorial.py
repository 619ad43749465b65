"""What the tutorial shows is what happens."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.commands.main import app

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", ["tutorial.md", "tutorial.zh.md"])
def test_the_files_and_commands_of_the_tutorial_work_as_shown(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (DOCS / name).read_text(encoding="utf-8")
    for file, content in re.findall(r"`(\w+\.yaml)`[^`]*```yaml\n(.*?)```", text, re.DOTALL):
        Path(file).write_text(content, encoding="utf-8")
    commands = re.findall(r"^metrosim (.+)$", text, re.MULTILINE)
    assert len(commands) == 3
    for line in commands:
        result = CliRunner().invoke(app, line.split())
        assert result.exit_code == 0, f"{line}: {result.output}"
    assert list(Path("first").glob("report*.html"))
