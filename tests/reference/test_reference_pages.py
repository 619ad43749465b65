"""The generated pages are those that the code writes now, in both languages."""

import re
from pathlib import Path

import pytest

from sim.reference import pages

DOCS = Path(__file__).parents[2] / "docs"
PAGES = pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_is_what_the_code_writes(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], "run `make docs`"


@pytest.mark.parametrize("name", sorted(name for name in PAGES if not name.endswith(".zh.md")))
def test_both_languages_have_the_same_rows(name):
    keys = re.compile(r"^\| (`[^`]+`|S\d\d|\d+) \|", re.MULTILINE)
    assert keys.findall(PAGES[name]) == keys.findall(PAGES[name.replace(".md", ".zh.md")])


def test_chinese_pages_are_chinese():
    for name, text in PAGES.items():
        if name.endswith(".zh.md"):
            assert len(re.findall(r"[\u4e00-\u9fff]", text)) > 100, name
