"""Frames: the joint meeting that compares with targets, and the macro frame of Shenyang."""

from typing import Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from sim.calendar import MONTHS_PER_YEAR, month_text, parse_month
from sim.indicators.measure import series_names
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.lever import Assumption, Lever
from sim.levers.office import Office
from sim.levers.terms import CITIES, City, Status, Terms
from sim.scenario.amounts import Money, Month, Ratio, money
from sim.scenario.problems import TermsProblem
from sim.texts.bilingual import Bilingual as B

TURNOVER_2022 = 51_400.0
"""Technology-contract turnover of the circle in 2022, million CNY (t2_tech_contract_2022)."""


class JointMeetingTerms(Terms):
    """Terms of the joint meeting and its rule of adjustment."""

    cities: tuple[City, ...] = CITIES
    """Members of the circle in which the lever applies."""
    start: Month = parse_month("2023-01")
    """First month in force; the first meeting was held before the plan."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    members: Annotated[int, Field(ge=1, le=20)] = 8
    """Bureaus that meet."""
    high_tech_goal: Annotated[float, Field(gt=0, le=1e6)] = 9000.0
    """High-tech enterprises of the circle to be reached (metro_hnte_2027)."""
    turnover_goal: Money = money("660亿")
    """Technology-contract turnover of the circle to be reached in the last year (metro_tech_contract_2027)."""
    due: Month = parse_month("2027-12")
    """Month in which the goals are due."""
    adjustment: Ratio = 0.5
    """By how much support grows for each unit of the mean gap that is missed."""

    @model_validator(mode="after")
    def _due_after_start(self) -> Self:
        if self.due <= self.start:
            raise TermsProblem("end_before_start", start=month_text(self.start), end=month_text(self.due))
        return self


class JointMeeting(Lever[JointMeetingTerms]):
    """Each January indicators are compared with the path to the goals; what is missed scales support in the coming year.

    Support is what other levers shift for entry, certification, alliances and talent (:mod:`sim.processes.governance`). The
    meeting itself costs nothing in the model.
    """

    key = "joint_meeting"
    title = B("Joint meeting with a rule of adjustment", "联席会议与按目标调整规则")
    summary = B("Eight bureaus compare indicators with the goals of 2027 each year and strengthen support where they are missed.",
                "八家科技部门每年对照2027年目标，未达进度时加大支持力度。")  # fmt: skip
    group, acts_on, moves = "coordination", "governance", "high_tech"
    needs = ("tech_firm_plan",)
    evidence = ("joint_meeting__members", "monitoring__scheme", "third_party_eval__scheme", "map_supervision__scheme")
    figures = {"joint_meeting__members": "members"}
    assumptions = (Assumption("adjustment", "0.5", "0 .. 2", B("A meeting is planned, a rule is not.", "文件规划了会议，未规定调整规则。")),)
    terms_type = JointMeetingTerms

    def act(self, office: Office) -> None:
        """Set the goals and the rule in the first month."""
        terms, notes = self.terms, office.world.notes
        if terms.scale * terms.adjustment == 0 or "governance.rule" in notes:
            return
        notes["governance.rule"] = np.array([terms.adjustment * terms.scale])
        world = office.world
        alive = world.firms.alive[: int(world.firms.rows[0])]
        now = float(((world.firms.status[: len(alive)] & 2) != 0)[alive].sum())
        turnover = terms.turnover_goal / FEN_PER_MILLION
        goals = (("high_tech", now, terms.high_tech_goal), ("registered_turnover", TURNOVER_2022, turnover))
        # A path of even growth leads from something to something: where there is nothing yet, or nothing is wanted, none is compared.
        targets = [(series_names().index(name), begin, terms.start, goal, terms.due) for name, begin, goal in goals if begin > 0 and goal > 0]
        notes["governance.targets"] = np.array(targets, dtype=float)


class MacroFrameTerms(Terms):
    """Terms of the macro frame."""

    start: Month = parse_month("2025-01")
    """First month in force: the year whose growth is printed."""
    end: Month | None = parse_month("2027-12")
    """Last month in force."""
    status: Status = "hypothetical"
    """Standing of the instrument in the documents."""
    secondary_growth: Annotated[float, Field(ge=-0.3, le=0.3)] = -0.045
    """Growth of the secondary sector a year (shenyang_secondary_growth_2025)."""
    tertiary_growth: Annotated[float, Field(ge=-0.3, le=0.3)] = 0.05
    """Growth of the tertiary sector a year (shenyang_tertiary_growth_2025)."""
    elasticity: Annotated[float, Field(ge=0, le=2)] = 0.2
    """Elasticity of demand for technology on the sector's growth; low, because the two moved apart in 2025 (I-60)."""


class MacroFrame(Lever[MacroFrameTerms]):
    """Demand for the technology of industrial fields follows the secondary sector, that of service fields the tertiary.

    Service fields are information, health and environment. Growth of one year is carried on over the months in force. It is
    a condition and not a policy: it costs nothing.
    """

    key = "macro_frame"
    title = B("Macro frame of Shenyang", "沈阳宏观环境")
    summary = B(
        "Industry shrinks and services grow as in 2025; demand for technology follows weakly.",
        "第二产业收缩、第三产业增长（2025年），技术需求弱联动。",
    )
    group, acts_on, moves = "demand", "search", "converted_results"
    felt, raises = "circle", False
    evidence = ()
    assumptions = (Assumption("elasticity", "0.2", "0 .. 0.5", B("Not to be linked one to one (I-60).", "不宜一一对应（I-60）。")),)
    terms_type = MacroFrameTerms

    def act(self, office: Office) -> None:
        """Move demand by the growth since the start."""
        terms = self.terms
        years = (office.month - terms.start + 1) / MONTHS_PER_YEAR
        services = (5, 6, 11)
        industry = tuple(field for field in range(13) if field not in services)
        for growth, fields in ((terms.secondary_growth, industry), (terms.tertiary_growth, services)):
            size = terms.elasticity * growth * years * terms.scale
            if size:
                office.shift("field_demand", max(-0.8, size), fields=fields)


LEVERS = (JointMeeting, MacroFrame)
