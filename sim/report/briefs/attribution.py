"""The brief of an attribution: what a package brings, which measure brings most of it, and what each costs."""

from collections.abc import Mapping
from typing import Any

from sim.report.briefs.brief import Brief
from sim.report.briefs.change import Change
from sim.report.briefs.telling import Told, drawn, name_of, outcome_name, policy, quoted, say, spent, told
from sim.report.measure import written
from sim.report.studies.attribution import pairs_of, shares, shares_of
from sim.report.studies.stored import StoredStudy, records
from sim.report.words import listed, report_text

MOST_LEVERS, MOST_PAIRS = 6, 2
COST = "public_cost"


def brief(study: StoredStudy) -> Brief:
    """Return the brief."""
    rows = records(shares_of(study, study.outcome))
    package = str(study.manifest["scenario"])
    whole = sum(float(row["share"]) for row in rows)
    first = rows[0]
    named, lever = policy(study, package), quoted(study, study.lever(first["lever"]))
    gain = _of(study, first).gain
    replicates = study.settings.get("replicates")
    found = Told(
        subject=name_of(study, package),
        answer=say(study, "answer", outcome=outcome_name(study), whole=Change(study.outcome, whole, whole, whole).estimate(study.language),
                   lever=lever, change=_of(study, first).in_words(study.language)),
        question=say(study, "question", package=named, count=len(rows), outcome=outcome_name(study)),
        money=_money(study), sure=[*(_share(study, row, whole) for row in rows[:MOST_LEVERS]), *_pairs(study), say(study, "fair")],
        steps=[say(study, "advice", lever=lever)] if gain else [report_text("brief.step.wait", study.language)],
        pictures=(drawn(study, "shares", lambda: shares(study)),),
        baseline=next((key for key in study.manifest["scenarios"] if key != package), None),
        pairs=int(replicates) if replicates is not None else None,
    )  # fmt: skip
    return told(study, found)


def _of(study: StoredStudy, row: Mapping[str, Any]) -> Change:
    return Change(study.outcome, float(row["share"]), float(row["low"]), float(row["high"]))


def _share(study: StoredStudy, row: Mapping[str, Any], whole: float) -> str:
    part = f"{written(100 * row['share'] / whole)}%" if whole else ""
    said = say(study, "share", lever=quoted(study, study.lever(row["lever"])), change=_of(study, row).in_words(study.language))
    return said + (say(study, "part", part=part) if part and _of(study, row).gain else "") + say(study, "stop")


def _pairs(study: StoredStudy) -> list[str]:
    """Say which measures help each other or stand in each other's way."""
    found = []
    for row in records(pairs_of(study)):
        if row["low"] > 0 or row["high"] < 0:
            both = listed([quoted(study, study.lever(row[key])) for key in ("lever", "other")], study.language)
            size = Change(study.outcome, abs(row["interaction"]), row["low"], row["high"]).estimate(study.language).lstrip("+")
            found.append(say(study, "together" if row["interaction"] > 0 else "apart", both=both, size=size))
    return found[:MOST_PAIRS]


def _money(study: StoredStudy) -> list[str]:
    rows = records(shares_of(study, COST))
    whole = sum(float(row["share"]) for row in rows)
    said = [say(study, "money", cost=spent(study, whole))]
    for row in rows[:MOST_LEVERS]:
        said.append(say(study, "money_of", lever=quoted(study, study.lever(row["lever"])), cost=spent(study, row["share"])))
    return said
