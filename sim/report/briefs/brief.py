"""What every brief tells, and its order on paper."""

from collections.abc import Mapping
from typing import NamedTuple

from sim.calendar import month_of_year, parse_month, year_of
from sim.report.content.blocks import Block, Picture, Report, Section, points, text
from sim.report.content.table import Table
from sim.report.full import footer
from sim.report.words import report_text
from sim.texts.bilingual import Language
from sim.texts.numbers import month_words

PICTURE_INCHES = 7.6
"""Width of a figure in a brief; shrunk to the column of an A4 page its letters stay readable."""


class Brief(NamedTuple):
    """The answers to what an official asks of a study, each in a few sentences."""

    subject: str
    """What the brief is about, for its title."""
    answer: str
    """The answer in one sentence, with amount and range."""
    question: str
    money: list[str]
    sure: list[str]
    ground: list[str]
    """What the answer rests on: assumed terms, failed validation."""
    steps: list[str]
    """What to do next."""
    pictures: list[Picture]
    overview: Table | None = None


def added_part(title: str, baseline: str) -> str:
    """Leave out the baseline from the title of a policy that was made by adding levers to it.

    >>> added_part("Baseline 2022 + Launch fund", "Baseline 2022")
    'Launch fund'
    """
    return title.removeprefix(f"{baseline} + ")


def period(horizon: Mapping[str, str], language: Language) -> dict[str, str]:
    """Return start and end of a horizon as readers say them: years if it is made of whole ones.

    >>> period({"start": "2023-01", "end": "2027-12"}, "en")
    {'start': '2023', 'end': '2027'}
    """
    start, end = parse_month(horizon["start"]), parse_month(horizon["end"])
    if month_of_year(start) == 1 and month_of_year(end) == 12:
        return {key: report_text("brief.year", language, year=year_of(month)) for key, month in (("start", start), ("end", end))}
    return {"start": month_words(start, language), "end": month_words(end, language)}


def brief_report(brief: Brief, language: Language, horizon: Mapping[str, str], version: str) -> Report:
    """Return a brief as a report that every format can write."""
    parts: dict[str, tuple[Block, ...]] = {
        "answer": (text(brief.answer, "finding"),),
        "question": (text(brief.question),),
        "overview": (brief.overview,) if brief.overview is not None else (),
        "money": (points(brief.money),),
        "sure": (points(brief.sure),),
        "pictures": tuple(brief.pictures),
        "ground": (points(brief.ground),),
        "steps": (points(brief.steps),),
    }
    title = report_text("brief.title", language, subject=brief.subject)
    return Report(
        form="brief", language=language, title=title, heading=title,
        subtitle=report_text("page.subtitle", language, **period(horizon, language)),
        sections=tuple(Section(key, report_text(f"brief.section.{key}", language), blocks) for key, blocks in parts.items() if blocks),
        footer=footer(language, version), about=(),
    )  # fmt: skip
