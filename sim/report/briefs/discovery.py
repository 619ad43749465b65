"""The brief of a discovery: how often a policy fails, and under which circumstances."""

from sim.report.briefs.brief import Brief
from sim.report.briefs.change import Change, in_hundred
from sim.report.briefs.telling import Told, drawn, name_of, outcome_name, policy, quoted, say, spent, told
from sim.report.studies.discovery import boxes_of
from sim.report.studies.discovery import worlds as draw_worlds
from sim.report.studies.numbers import short
from sim.report.studies.stored import StoredStudy, records
from sim.report.words import listed


def brief(study: StoredStudy) -> Brief:
    """Return the brief."""
    m, worlds = study.manifest, study.table("worlds")
    named, fails = policy(study, m["policy"]), float(m["fails"])
    threshold = Change(study.outcome, m["threshold"], m["threshold"], m["threshold"]).estimate(study.language).lstrip("+")
    where = _where(study)
    effects = study.table("effects")
    parameters = [quoted(study, study.factor(key)) for key in worlds.columns if key not in ("world", "effect", "fails")]
    found = Told(
        subject=name_of(study, m["policy"]),
        answer=say(study, "answer" if where else "answer_nowhere", policy=named, share=in_hundred(fails, study.language), where=where),
        question=say(study, "question", policy=named, outcome=outcome_name(study), threshold=threshold, worlds=len(worlds),
                     parameters=listed(parameters, study.language)),
        money=[say(study, "money", policy=named, cost=spent(study, float(effects.public_cost.mean())))] if "public_cost" in effects else [],
        sure=_sure(study), steps=[say(study, "advice" if where else "advice_nowhere", where=where, policy=named)],
        pictures=(drawn(study, "worlds", lambda: draw_worlds(study)),), baseline=str(m["baseline"]),
    )  # fmt: skip
    return told(study, found)


def _where(study: StoredStudy) -> str:
    """Describe the first region of failures; empty if there is none."""
    found = boxes_of(study)
    if not found:
        return ""
    limits = [
        say(study, "limit", factor=quoted(study, study.factor(row["parameter"])), low=short(row["low"]), high=short(row["high"]))
        for row in records(found[0][2])
    ]
    return listed(limits, study.language)


def _sure(study: StoredStudy) -> list[str]:
    worlds, found = study.table("worlds"), boxes_of(study)
    said = [say(study, "tried", worlds=len(worlds), fails=int(worlds.fails.sum()))]
    if found:
        first = records(found[0][2])[0]
        shares = {key: in_hundred(float(first[key]), study.language) for key in ("coverage", "density")}
        said.append(say(study, "holds", **shares))
    return said
