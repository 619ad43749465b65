"""The reviewed list of dependencies covers what the project asks for, no more and no less."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_direct_dependency_is_reviewed_and_every_reviewed_one_is_a_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.match(r"[A-Za-z0-9_.-]+", one)[0] for one in asked}
    rows = [line for line in (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    reviewed = {row.split("|")[1].strip() for row in rows[1:]}
    assert reviewed == names
    assert all(len(cell.strip()) > 1 for row in rows for cell in row.strip("|").split("|"))


def test_the_policy_tells_where_to_report_in_both_languages():
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "## Reporting" in policy
    assert "## 报告" in policy
