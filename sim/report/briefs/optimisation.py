"""The brief of an optimisation: the best mix of measures under a budget, on fresh simulations, and how robust it is."""

from collections.abc import Mapping
from typing import Any

from sim.report.briefs.brief import Brief
from sim.report.briefs.change import Change, in_hundred, money, noun
from sim.report.briefs.telling import Told, drawn, quoted, say, spent, told
from sim.report.studies.optimisation import front, setting_of
from sim.report.studies.stored import StoredStudy, records
from sim.report.words import listed, report_text
from sim.studies.goals import goal_of


def brief(study: StoredStudy) -> Brief:
    """Return the brief."""
    goals, dials = dict(study.manifest["goals"]), list(study.manifest["dials"])
    budget, trials = money(study.manifest["budget"], study.language), study.table("trials")
    named = [quoted(study, noun(indicator, study.language)) for indicator in goals.values()]
    turned = [quoted(study, study.lever(key)) for key in dict.fromkeys(_lever(dial) for dial in dials)]
    question = say(study, "question", budget=budget, goals=listed(named, study.language), levers=listed(turned, study.language), trials=len(trials))
    subject = say(study, "subject", budget=budget)
    best = _best(study, next(iter(goals)))
    levers = tuple(dict.fromkeys(_lever(dial) for dial in dials))
    pictures = (drawn(study, "front", lambda: front(study)),)
    if best is None:
        return told(study, Told(subject, say(study, "none", budget=budget), question, [], [], [say(study, "advice_none")], pictures, levers=levers))
    indicator = goals[next(iter(goals))]
    mix = {row["mix"]: row for row in records(trials)}[best["mix"]]
    values = {"budget": budget, "mix": setting_of(study, mix), "change": Change.of(indicator, best).in_words(study.language)}
    found = Told(
        subject=subject, answer=say(study, "answer", **values), question=question, money=_money(study, best, mix, budget),
        sure=[say(study, "fresh", pairs=int(best["pairs"]), search=_estimate(study, indicator, best["in_search"])),
              *_others(study), *_robust(study, best)],
        steps=[say(study, "advice")], pictures=pictures,
        baseline=next(iter(study.manifest["scenarios"]), None), pairs=int(best["pairs"]), levers=levers,
    )  # fmt: skip
    return told(study, found)


def _lever(dial: str) -> str:
    return dial.removeprefix("levers.").partition(".")[0]


def _best(study: StoredStudy, goal: str) -> Mapping[str, Any] | None:
    """Return the winner on fresh simulations that is best in a goal and keeps the budget."""
    winners = study.table("winners")
    rows = records(winners[(winners.goal == goal) & winners.within_budget]) if len(winners) else []
    return max(rows, key=lambda row: goal_of(goal).better * row["effect"]) if rows else None


def _estimate(study: StoredStudy, indicator: str, value: float) -> str:
    return Change(indicator, value, value, value).estimate(study.language)


def _money(study: StoredStudy, best: Mapping[str, Any], mix: Mapping[str, Any], budget: str) -> list[str]:
    winners = study.table("winners")
    told_again = records(winners[(winners.mix == best["mix"]) & (winners.indicator == "public_cost")])
    cost = told_again[0]["effect"] if told_again else mix["public_cost"]
    return [say(study, "money", cost=spent(study, float(cost)), budget=budget)]


def _others(study: StoredStudy) -> list[str]:
    """Say what is best for each further goal."""
    trials, said = {row["mix"]: row for row in records(study.table("trials"))}, []
    for goal, indicator in list(dict(study.manifest["goals"]).items())[1:]:
        best = _best(study, goal)
        if best is not None and indicator != "public_cost":
            change = Change.of(indicator, best).in_words(study.language)
            name, mix = quoted(study, noun(indicator, study.language)), setting_of(study, trials[best["mix"]])
            said.append(say(study, "other_goal", goal=name, mix=mix, change=change))
    return said


def _robust(study: StoredStudy, best: Mapping[str, Any]) -> list[str]:
    """Say in how many plausible worlds the best mix stays the best."""
    regret = study.table("regret")
    rows = records(regret[(regret.mix == best["mix"]) & (regret.goal == best["goal"])]) if len(regret) else []
    if not rows:
        return [report_text("brief.optimisation.not_tried", study.language)]
    largest = _estimate(study, best["indicator"], rows[0]["largest_regret"]).lstrip("+")
    return [say(study, "robust", share=in_hundred(rows[0]["best_share"], study.language), regret=largest)]
