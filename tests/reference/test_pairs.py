"""A page and its Chinese version have the same sections in the same order."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CHINESE = sorted(path for path in DOCS.rglob("*.zh.md"))
SUMMARIES = {"odd.zh.md", "trace.zh.md"}
"""Chinese pages that are shorter than the English ones by design: their chapters agree, their sections need not."""


def headings(path, deepest=6):
    """Depth of every heading of a page, in order, those inside code left out; a lone number or sign in it comes along."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [len(depth) for depth in re.findall(r"^(#{1,6}) \S", text, re.MULTILINE) if len(depth) <= deepest]


def english(path):
    return path.with_name(path.name.replace(".zh.md", ".md"))


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.name)
def test_every_chinese_page_has_an_english_one(path):
    assert english(path).is_file()


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.name)
def test_both_have_the_same_headings_in_the_same_order(path):
    deepest = 2 if path.name in SUMMARIES else 6
    assert headings(path, deepest) == headings(english(path), deepest)


@pytest.mark.parametrize("name", sorted(SUMMARIES))
def test_the_chapters_of_a_summary_have_the_numbers_of_the_full_page(name):
    path = DOCS / name
    numbers = [re.findall(r"^## (\d*)", one.read_text(encoding="utf-8"), re.MULTILINE) for one in (path, english(path))]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("name", ["concepts", "odd", "trace"])
def test_each_page_links_to_the_other(name):
    assert f"]({name}.zh.md)" in (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert f"]({name}.md" in (DOCS / f"{name}.zh.md").read_text(encoding="utf-8")


def test_the_words_of_the_glossary_come_in_both_languages():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)[1:]
    assert len(rows) > 10
    assert [word for word, chinese, _ in rows if not re.search(r"[\u4e00-\u9fff]", chinese)] == []
