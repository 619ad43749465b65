"""Key technologies: listed tasks with money at the start, and rewards on success."""

from typing import Annotated

from pydantic import Field

from sim.calendar import parse_month
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import NO_BUDGET, Point
from sim.levers.office import Office
from sim.levers.terms import Status, Terms
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B

AVIATION = 3
_STRONG_FIELDS = (0, 1, 2, 3, 4, 5, 6, 8)
"""Fields of Shenyang's clusters: robots, equipment, vehicles, aviation, circuits, information, health, materials."""


class KeyTaskTerms(Terms):
    """Terms of a programme of listed tasks."""

    tasks: Annotated[float, Field(ge=0, le=2000)] = 10.0
    """Tasks that are listed a year, in all cities and fields of the programme."""
    ratio: Share = 0.5
    """Share of a task's cost that is paid when it begins."""
    cap: Money = money("1000万")
    """Most that one task receives."""
    budget: Money | None = None
    """Yearly budget; empty means that every task is paid."""


def list_tasks(office: Office, terms: KeyTaskTerms, fields: tuple[int, ...]) -> None:
    """List the tasks of the year, evenly over cities and fields; the scale multiplies their number."""
    number = terms.tasks * terms.scale / (len(terms.cities) * len(fields))
    if number > 0:
        office.shift("tasks", number, fields=fields)


class Mode325Terms(KeyTaskTerms):
    """Terms of the city's programme of key-technology projects."""

    start: Month = parse_month("2023-01")
    """First month in force; the programme runs since before 2025."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    tasks: Annotated[float, Field(ge=0, le=2000)] = 26.0
    """Special projects a year."""
    ratio: Share = 0.3
    """Share of a task's cost that is paid when it begins."""


class Mode325(Lever[Mode325Terms]):
    """Bottlenecks named by firms are listed; teams bid; nine of 26 tasks succeed, which sets their risk."""

    key = "mode325"
    title = B("325 mode of key-technology projects", "325关键技术攻关模式")
    summary = B("Twenty-six special projects a year on technologies that firms name.", "围绕企业需求每年实施26项关键技术攻关专项。")
    group, acts_on, moves = "breakthroughs", "research", "breakthroughs"
    evidence = ("mode325__special_projects", "mode325__foci", "mode325__dimensions", "mode325__measures")
    figures = {"mode325__special_projects": "tasks"}
    assumptions = (
        Assumption("ratio", "30%", "10% .. 50%", B("Money per project is not printed.", "单项经费未载明。")),
        Assumption("cap", "1000万", "500万 .. 2000万", B("Cap taken from the open-bid proposal.", "上限参照揭榜挂帅建议。")),
    )
    terms_type = Mode325Terms

    def act(self, office: Office) -> None:
        """List the tasks and offer money at their start."""
        terms = self.terms
        list_tasks(office, terms, _STRONG_FIELDS)
        pot = NO_BUDGET if terms.budget is None else office.budget(self.key, terms.budget, yearly=True)
        start_money(office, terms, pot, sum(1 << field for field in _STRONG_FIELDS))


def start_money(office: Office, terms: KeyTaskTerms, pot: int, fields: int) -> None:
    """Offer money at the start of tasks; the scale stretches the number of tasks, not the money for one."""
    if terms.scale > 0:
        office.offer(Point.TASK_COST, ratio=terms.ratio / terms.scale, cap=round(terms.cap / terms.scale), budget=pot, fields=fields)


class OpenBidTerms(KeyTaskTerms):
    """Terms of the open bidding with a reward on success."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    tasks: Annotated[float, Field(ge=0, le=2000)] = 20.0
    """Tasks that are listed a year."""
    ratio: Share = 1.0
    """Share of the largest reward that is paid on success."""


class OpenBid(Lever[OpenBidTerms]):
    """Tasks are opened to bidders from everywhere; the reward is paid only on success."""

    key = "open_bid"
    title = B("Open bidding for key technologies", "揭榜挂帅全球招标")
    summary = B("Teams that solve a listed task receive up to 10 million CNY.", "对揭榜攻关成功的团队最高奖励1000万元。")
    group, acts_on, moves = "breakthroughs", "research", "breakthroughs"
    evidence = ("open_bid__cap",)
    figures = {"open_bid__cap": "cap"}
    assumptions = (Assumption("tasks", "20", "5 .. 50", B("The number of tasks is not printed.", "榜单数量未载明。")),)
    terms_type = OpenBidTerms

    def act(self, office: Office) -> None:
        """List the tasks and offer the reward."""
        terms = self.terms
        list_tasks(office, terms, _STRONG_FIELDS)
        pot = NO_BUDGET if terms.budget is None else office.budget(self.key, terms.budget, yearly=True)
        if terms.scale > 0:
            office.offer(Point.BREAKTHROUGH, ratio=terms.ratio / terms.scale, cap=round(terms.cap / terms.scale), budget=pot)


class LowAltRdTerms(KeyTaskTerms):
    """Terms of the subsidy for low-altitude technology."""

    start: Month = parse_month("2024-01")
    """First month in force."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    end: Month | None = parse_month("2026-12")
    """Last month in force."""
    tasks: Annotated[float, Field(ge=0, le=2000)] = 6.0
    """Projects a year."""
    ratio: Share = 0.5
    """Share of a project's cost that is paid."""


class LowAltRd(Lever[LowAltRdTerms]):
    """Key technologies of the low-altitude economy, in aviation."""

    key = "low_alt_rd"
    title = B("Subsidy for low-altitude key technology", "低空经济关键技术研发补助")
    summary = B("Developers receive up to 10 million CNY per project.", "对关键技术研发项目单项最高补助1000万元。")
    group, acts_on, moves = "breakthroughs", "research", "breakthroughs"
    evidence = ("low_alt_rd__cap",)
    figures = {"low_alt_rd__cap": "cap"}
    assumptions = (
        Assumption("tasks", "6", "2 .. 15", B("The number of projects is not printed.", "项目数量未载明。")),
        Assumption("ratio", "50%", "30% .. 70%", B("Only the cap is printed.", "文件仅载明上限。")),
    )
    terms_type = LowAltRdTerms

    def act(self, office: Office) -> None:
        """List the projects and offer money at their start."""
        terms = self.terms
        list_tasks(office, terms, (AVIATION,))
        pot = NO_BUDGET if terms.budget is None else office.budget(self.key, terms.budget, yearly=True)
        start_money(office, terms, pot, 1 << AVIATION)


LEVERS = (Mode325, OpenBid, LowAltRd)
