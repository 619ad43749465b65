"""The brief of a sensitivity study: which assumption decides most, and whether the order of policies is safe."""

import math

import pandas as pd

from sim.report.briefs.brief import Brief
from sim.report.briefs.change import Change, in_hundred
from sim.report.briefs.telling import Told, drawn, name_of, outcome_name, policy, quoted, say, spent, told
from sim.report.content.blocks import Picture
from sim.report.studies.numbers import short
from sim.report.studies.sensitivity import influence, ranking
from sim.report.studies.stored import StoredStudy, records
from sim.report.words import listed

MOST_GROUPS, SHOWN = 3, 5


def brief(study: StoredStudy) -> Brief:
    """Return the brief."""
    policies = [str(key) for key in study.manifest["policies"]]
    names = [policy(study, key) for key in policies]
    leading = _leading(study)
    first = leading.iloc[0]
    safe = _order(study)
    found = Told(
        subject=listed([name_of(study, key) for key in policies], study.language) or study.scenario("baseline"),
        answer=_influence(study, first, "answer"),
        question=say(study, "question", policies=listed(names, study.language) or study.scenario("baseline"), outcome=outcome_name(study)),
        money=_money(study, policies),
        sure=[*(_influence(study, row, "also") for _, row in leading.iloc[1:MOST_GROUPS].iterrows() if row.influence > 0), *safe,
              say(study, "tried", points=len(study.table("design")))],
        steps=[say(study, "advice", factor=quoted(study, study.factor(str(first.factor)))), say(study, "advice_order")],
        pictures=_pictures(study), baseline=_baseline(study),
    )  # fmt: skip
    return told(study, found)


def _baseline(study: StoredStudy) -> str | None:
    policies = study.manifest["policies"]
    return next((key for key in study.manifest["scenarios"] if key not in policies), None)


def _leading(study: StoredStudy) -> pd.DataFrame:
    """Most influential assumption of each policy's effect; of the level in the baseline when there is no policy."""
    indices = study.table("indices")
    effects = indices[indices.what == "effect"]
    rows = effects if len(effects) else indices[indices.what == "level"]
    return rows.sort_values("influence", ascending=False).drop_duplicates("of")


def _influence(study: StoredStudy, row: "pd.Series[float]", key: str) -> str:
    factor = str(row.factor)
    ends = study.range_of(factor) or (math.nan, math.nan)
    if study.manifest["method"] == "morris":
        amount = Change(study.outcome, float(row.influence), float(row.influence), float(row.influence)).estimate(study.language).lstrip("+")
        moved = say(study, "moved", low=short(ends[0]), high=short(ends[1]), amount=amount, outcome=outcome_name(study))
    else:
        moved = say(study, "share", share=in_hundred(min(1.0, float(row.influence)), study.language), outcome=outcome_name(study))
    return say(study, key, policy=policy(study, str(row.of)), factor=quoted(study, study.factor(factor)), moved=moved)


def _order(study: StoredStudy) -> list[str]:
    rows = study.table("stability")
    ahead = rows[(rows.indicator == study.outcome) & (rows.beats >= 0.5)].drop_duplicates("policy")
    return [
        say(study, "beats", one=policy(study, row["policy"]), other=policy(study, row["other"]),
            share=in_hundred(row["beats"], study.language))
        for row in records(ahead)
    ]  # fmt: skip


def _pictures(study: StoredStudy) -> tuple[Picture, ...]:
    """The leading assumptions, and the order of the policies if there are several."""
    leading = drawn(study, "influence", lambda: influence(study, ("effect",) if study.manifest["policies"] else ("level",), most=SHOWN))
    order = drawn(study, "ranking", lambda: ranking(study))
    return (leading, order) if len(study.table("stability")) else (leading,)


def _money(study: StoredStudy, policies: list[str]) -> list[str]:
    """Say what each policy costs on average over the worlds that were tried."""
    values = study.table("values")
    costs = values[values.indicator == "public_cost"].groupby("of")["value"].mean()
    known = [key for key in policies if key in costs.index]
    return [say(study, "money", policy=policy(study, key), cost=spent(study, float(costs[key]))) for key in known]
