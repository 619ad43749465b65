"""What a brief must hold to, whatever study it is of."""

import re

import docx

from sim.report.words import report_text

JARGON = {
    "en": r"Shapley|posterior|CRN|random number|Sobol|Morris|mu\*|PRIM|CART|regret|replicate|\bseed|95% interval|parameter",
    "zh": r"Shapley|后验|随机数|Sobol|Morris|PRIM|CART|遗憾|重复数|种子|95%区间|参数",
}
MOST_LETTERS = {"en": 6500, "zh": 2400}
"""Letters that fit two pages beside a table and a figure."""
PARTS = ("answer", "question", "money", "sure", "ground", "steps")


def assert_plain(path, language) -> str:
    """Check parts, words and length of a brief in Word, and return its text."""
    paragraphs = docx.Document(str(path)).paragraphs
    headings = [one.text for one in paragraphs if one.style.name == "Heading 1"]
    assert {report_text(f"brief.section.{part}", language) for part in PARTS} <= set(headings)
    text = "\n".join(one.text for one in paragraphs)
    assert not re.findall(JARGON[language], text)
    assert not re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\bnan\b|\{|\}", text)
    assert len(text) < MOST_LETTERS[language]
    if language == "en":
        assert not re.search(r"[\u4e00-\u9fff]", text)
    return text
