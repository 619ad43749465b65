"""Joint R&D: grants for projects that firms of a cluster carry out together."""

from sim.calendar import parse_month
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import NO_BUDGET, Point
from sim.levers.office import Office
from sim.levers.terms import Terms
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B


class JointRdTerms(Terms):
    """Terms of the grant for joint R&D projects."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    cap: Money = money("500万")
    """Most that one project receives."""
    ratio: Share = 0.3
    """Share of the project cost that is paid."""
    budget: Money | None = money("2亿")
    """Yearly budget."""


class JointRd(Lever[JointRdTerms]):
    """Grants for joint projects: more of them, less R&D done twice."""

    key = "joint_rd"
    title = B("Grant for joint R&D projects", "联合研发项目资助")
    summary = B("Joint R&D projects of firms of a cluster receive at most 5 million CNY each.", "集群企业联合研发项目单项最高资助500万元。")
    group, acts_on, moves = "firms", "alliances", "joint_projects"
    evidence = ("joint_rd__cap",)
    figures = {"joint_rd__cap": "cap"}
    assumptions = (
        Assumption("ratio", "30%", "20% .. 50%", B("Only the cap is printed.", "文件仅载明上限。")),
        Assumption("budget", "2亿 a year", "0.5亿 .. 5亿", B("No budget is printed; a cap needs one to be costed.", "文件未载明年度预算。")),
    )
    terms_type = JointRdTerms

    def act(self, office: Office) -> None:
        """Offer the grant on the cost of joint projects led from the cities of the terms."""
        terms = self.terms
        pot = NO_BUDGET if terms.budget is None else office.budget("joint_rd", terms.budget, yearly=True)
        office.offer(Point.JOINT_PROJECT, ratio=terms.ratio, cap=terms.cap, budget=pot)


LEVERS = (JointRd,)
