"""What the briefs of studies share: a study's baseline, levers, numbers and quoted names."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from sim.report.briefs.brief import PICTURE_INCHES, Brief, added_part
from sim.report.briefs.change import Change, money, noun
from sim.report.briefs.ground import added, ground
from sim.report.briefs.steps import steps
from sim.report.content.blocks import Picture
from sim.report.studies.stored import StoredStudy
from sim.report.words import report_text


class Told(NamedTuple):
    """What is particular to one study; the rest of its brief is the same for all."""

    subject: str
    answer: str
    question: str
    money: list[str]
    sure: list[str]
    steps: list[str]
    pictures: tuple[Picture, ...]
    baseline: str | None = None
    pairs: int | None = None
    levers: tuple[str, ...] = ()
    """Levers that the study turns beside those of its scenarios."""


def told(study: StoredStudy, found: Told) -> Brief:
    """Return the whole brief."""
    levers = [*added(study.manifest["scenarios"], found.baseline), *found.levers]
    posterior = study.settings.get("numbers", "posterior") == "posterior"
    outcome = str(study.manifest.get("outcome", "converted_results"))
    return Brief(
        subject=found.subject, answer=found.answer, question=found.question, money=found.money, sure=found.sure,
        ground=ground(levers, outcome, study.language, posterior=posterior),
        steps=steps(found.steps, levers, study.language, pairs=found.pairs),
        pictures=list(found.pictures),
    )  # fmt: skip


def drawn(study: StoredStudy, key: str, draw: Callable[[], Figure]) -> Picture:
    """Return a figure with title and caption in plain words."""
    title, caption = say(study, f"figure.{key}.title"), say(study, f"figure.{key}.caption")
    return Picture(f"brief-{study.kind}-{key}", title, caption, f"{title}. {caption}", draw, PICTURE_INCHES)


def name_of(study: StoredStudy, scenario: str) -> str:
    """Title of a policy, without the baseline it was added to."""
    scenarios = study.manifest["scenarios"]
    return added_part(study.scenario(scenario), study.scenario(next(iter(scenarios), "")))


def policy(study: StoredStudy, scenario: str) -> str:
    """The same in quotation marks."""
    return quoted(study, name_of(study, scenario))


def say(study: StoredStudy, key: str, **values: object) -> str:
    """Return a sentence of the brief on this kind of study."""
    return report_text(f"brief.{study.kind}.{key}", study.language, **values)


def quoted(study: StoredStudy, name: str) -> str:
    """Put a name in quotation marks."""
    return report_text("brief.quoted", study.language, name=name)


def outcome_name(study: StoredStudy) -> str:
    """Name of the indicator that the study is about, in quotation marks."""
    return quoted(study, noun(study.outcome, study.language))


def change(study: StoredStudy, row: Mapping[str, Any]) -> str:
    """Say what a row of effects changes in the outcome."""
    return Change.of(study.outcome, row).in_words(study.language)


def spent(study: StoredStudy, million: float) -> str:
    """Say what is spent beyond the baseline."""
    key = "none" if abs(million) < 0.005 else "saved" if million < 0 else "spent"
    return report_text(f"brief.money.{key}", study.language, cost=money(million, study.language))
