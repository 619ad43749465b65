"""The brief of a forecast: where the circle stands in the target year, and how likely official targets are met."""

import pandas as pd

from sim.forecast.goals import goals
from sim.report.briefs.brief import Brief
from sim.report.briefs.change import in_hundred, level, money
from sim.report.briefs.telling import Told, drawn, quoted, say, told
from sim.report.names import indicator_name
from sim.report.studies.forecast import fans, goal_text, of_circle
from sim.report.studies.stored import StoredStudy, records
from sim.report.targets import TARGET_YEAR

LEADING = ("high_tech", "registered_turnover")


def brief(study: StoredStudy) -> Brief:
    """Return the brief."""
    rows = study.table("forecast")
    last = int(rows.year.max())
    year = TARGET_YEAR if TARGET_YEAR in set(rows.year) else last
    scenario = quoted(study, study.scenario(str(study.manifest["scenario"])))
    levels = [_level(study, rows, indicator, year) for indicator in LEADING]
    later = [say(study, "later", level=_level(study, rows, indicator, last), year=last) for indicator in LEADING] if last > year else []
    found = Told(
        subject=say(study, "subject", year=year), answer=say(study, "answer", year=year, first=levels[0], second=levels[1]),
        question=say(study, "question", scenario=scenario, year=last), money=_money(study, rows, last, scenario),
        sure=[*later, *_chances(study), say(study, "holds" if study.manifest["discrepancy"] else "holds_less")],
        steps=[say(study, "advice"), say(study, "advice_policy")],
        pictures=(drawn(study, "fans", lambda: fans(study, LEADING)),), pairs=int(study.manifest["draws"]),
    )  # fmt: skip
    return told(study, found)


def _level(study: StoredStudy, rows: pd.DataFrame, indicator: str, year: int) -> str:
    """Say the expected level of a year with the range of eight cases in ten."""
    mine = of_circle(rows, indicator)
    row = records(mine[mine.year == year])[0]
    values = {key: level(indicator, row[key], study.language) for key in ("q50", "q10", "q90")}
    return say(study, "level", noun=quoted(study, indicator_name(indicator, study.language)), **values)


def _chances(study: StoredStudy) -> list[str]:
    known = {goal.key: goal for goal in goals()}
    return [
        say(study, "chance", target=goal_text(study, known[row["target"]]), share=in_hundred(row["probability"], study.language))
        for row in records(study.table("targets"))
        if row["draws"]
    ]


def _money(study: StoredStudy, rows: pd.DataFrame, last: int, scenario: str) -> list[str]:
    """Say what the measures of the scenario spend up to the last year."""
    mine = of_circle(rows, "public_cost")
    if mine.empty:
        return []
    return [say(study, "money", scenario=scenario, cost=money(float(mine.q50.sum()), study.language), start=int(mine.year.min()), end=last)]
