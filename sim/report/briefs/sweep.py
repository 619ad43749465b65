"""The brief of a sweep: at which setting a policy works best, and what that costs."""

from sim.report.briefs.brief import Brief
from sim.report.briefs.change import Change
from sim.report.briefs.telling import Told, change, drawn, outcome_name, quoted, say, spent, told
from sim.report.studies.stored import StoredStudy, records
from sim.report.studies.sweep import factors_of, points_of, response, scenario_of, setting_of
from sim.report.words import listed, report_text


def brief(study: StoredStudy) -> Brief:
    """Return the brief."""
    policy, rows = quoted(study, scenario_of(study)), records(points_of(study))
    varied = listed([quoted(study, study.factor(name)) for name in factors_of(study)], study.language)
    question = say(study, "question", policy=policy, outcome=outcome_name(study), factors=varied, points=len(rows))
    if not rows:
        return told(study, Told(scenario_of(study), report_text("brief.nothing", study.language), question, [], [], [], ()))
    ordered = sorted(rows, key=lambda row: -Change.of(study.outcome, row).better)
    best, worst = ordered[0], ordered[-1]
    values = {"policy": policy, "best": change(study, best), "at": setting_of(study, best),
              "worst": change(study, worst), "else_at": setting_of(study, worst)}  # fmt: skip
    gain = Change.of(study.outcome, best).gain
    clear = sum(Change.of(study.outcome, row).clear for row in rows)
    money = [say(study, f"money_{key}", setting=setting_of(study, row), cost=spent(study, row["public_cost"]))
             for key, row in (("best", best), ("worst", worst))]  # fmt: skip
    found = Told(
        subject=scenario_of(study), answer=say(study, "answer", **values), question=question, money=money,
        sure=[say(study, "pairs", pairs=int(best["pairs"])), say(study, "clear", clear=clear, all=len(rows))],
        steps=[say(study, "advice", setting=setting_of(study, best))] if gain else [report_text("brief.step.wait", study.language)],
        pictures=(drawn(study, "response", lambda: response(study)),),
        baseline=str(study.manifest["plan"].get("baseline", "")), pairs=int(best["pairs"]),
    )  # fmt: skip
    return told(study, found)
